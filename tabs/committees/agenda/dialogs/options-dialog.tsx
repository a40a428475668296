import { useState } from 'react'
import type { AgendaItemView, AgendaView, ItemConflict } from '../../../../src/committees/agenda/agenda-view'
import type { Arbitration, Claims } from '../../../../src/committees/escalation/arbitration'
import { useSession } from '../../../ui/session'
import { ArbitrationDialog } from '../../arbitration/arbitration-dialog'
import { carriedOver } from '../../arbitration/arbitration-draft'
import { useWordsOf } from '../../use-bodies'
import { ItemClash } from '../items/item-clash'
import { conflictIn, type ItemAnswer, itemPath, useAct } from '../use-agenda'

interface Seen {
  readonly etag: string
  readonly options: Claims | null
  /** What the form begins with: what somebody typed, on the version that another has saved. */
  readonly typed: Claims | null
}

const claimsOf = ({ options }: AgendaItemView): Claims | null =>
  options && { options: [...options.options], proposed: options.proposed }

/** In the dialog, the option that is put to the vote is the one that is marked. */
const asMarked = (claims: Claims | null): Arbitration | null =>
  claims && { options: claims.options, chosen: claims.proposed }

/** The options between which an item asks to decide: saved under the version that the person saw, undone from the message that follows. */
export const OptionsDialog = ({
  view,
  item,
  onClose,
}: {
  view: AgendaView
  item: AgendaItemView
  onClose: () => void
}) => {
  const { t, api } = useSession()
  const wordsOf = useWordsOf()
  const { meetingKey } = view.meeting
  const { act } = useAct(meetingKey)
  const [seen, setSeen] = useState<Seen>({ etag: item.etag, options: claimsOf(item), typed: claimsOf(item) })
  const [clash, setClash] = useState<{ readonly with: ItemConflict; readonly mine: Claims | null } | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = (etag: string, options: Claims | null, base: Claims | null) =>
    api.send<ItemAnswer>('PATCH', `${itemPath(meetingKey, item.key)}/options`, { etag, options, base })

  const save = async (options: Claims | null, { etag, options: base }: Pick<Seen, 'etag' | 'options'>) => {
    setBusy(true)
    setRefusal(null)
    try {
      const answer = await send(etag, options, base)
      const undo = (): void =>
        void act(
          () => send(answer.item.etag, base, claimsOf(answer.item)),
          () => t('agenda:said.undone'),
        )
      await act(
        async () => answer,
        () => ({
          text: t(options ? 'committees:arbitration.savedItem' : 'committees:arbitration.cleared'),
          intent: 'done',
          actions: [{ label: t('common:action.undo'), onClick: undo }],
        }),
      )
      onClose()
    } catch (error) {
      const conflict = conflictIn(error)
      setClash(conflict && { with: conflict, mine: options })
      setRefusal(conflict ? null : wordsOf(error))
      setBusy(false)
    }
  }
  /** Mine: the same options on their version. Theirs: their options in the form, nothing written. */
  const settle = (mine: boolean): void => {
    if (!clash) return
    const { item: current } = clash.with
    const theirs = { etag: current.etag, options: claimsOf(current) }
    const own = carriedOver(clash.mine, seen.options, theirs.options)
    setClash(null)
    setSeen({ ...theirs, typed: mine ? own : theirs.options })
    if (mine) void save(own, theirs)
  }
  const toClaims = ({ options, chosen }: Arbitration): Claims => ({ options, proposed: chosen })
  return (
    <ArbitrationDialog
      // Begins anew with what the person takes over.
      key={seen.etag}
      about={t('committees:arbitration.aboutItem')}
      start={asMarked(seen.typed)}
      mark="proposed"
      projects={view.favourable}
      busy={busy}
      refusal={refusal}
      onSave={(arbitration) => void save(toClaims(arbitration), seen)}
      {...(seen.options ? { onClear: () => void save(null, seen) } : {})}
      onClose={onClose}
    >
      {clash ? <ItemClash conflict={clash.with} people={view.people} onSettle={settle} /> : null}
    </ArbitrationDialog>
  )
}
