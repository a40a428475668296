import { Button } from '@fluentui/react-components'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Subject } from '../../../src/committees/bodies-view'
import type { Arbitration } from '../../../src/committees/escalation/arbitration'
import { Dialog } from '../../ui/dialog'
import { parseAmount } from '../../ui/parse-amount'
import { Refusal } from '../../ui/refusal'
import { useSession } from '../../ui/session'
import { draftOf, usable } from './arbitration-draft'
import { type Mark, OptionsForm } from './options-form'

interface ArbitrationDialogProps {
  readonly about: string
  /** What the person starts from. The option that is marked is its `chosen`, whatever the mark means. */
  readonly start: Arbitration | null
  readonly mark: Mark
  readonly projects: readonly Subject[]
  readonly busy: boolean
  readonly refusal: string | null
  /** What stands in the way, beside the button that was pressed. */
  readonly children?: ReactNode
  readonly onSave: (arbitration: Arbitration) => void
  /** Takes all options away; absent where there are none, or they must stay. */
  readonly onClear?: () => void
  readonly onClose: () => void
}

/** The options of an arbitration, of a decision as of an item that is to be decided. */
export const ArbitrationDialog = (props: ArbitrationDialogProps) => {
  const { about, start, mark, projects, busy, refusal, children, onSave, onClear, onClose } = props
  const { t, format } = useSession()
  const [draft, setDraft] = useState(() => draftOf(start, format.number))
  const arbitration = usable(draft, parseAmount)
  const obstacle = useRef<HTMLDivElement>(null)
  const isRefused = refusal !== null || Boolean(children)
  // Between the form and the button, which stays where it is: what stands in the way must not come up out of sight.
  useEffect(() => {
    if (isRefused) obstacle.current?.scrollIntoView({ block: 'center' })
  }, [isRefused])
  return (
    <Dialog title={t('committees:arbitration.options')} onClose={onClose}>
      <form
        noValidate
        className="cm-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (arbitration) onSave(arbitration)
        }}
      >
        <p>{about}</p>
        <OptionsForm draft={draft} mark={mark} projects={projects} onChange={setDraft} />
        <div ref={obstacle}>
          {children}
          <Refusal text={refusal} />
        </div>
        <footer>
          {onClear ? (
            <Button disabled={busy} onClick={onClear}>
              {t('committees:arbitration.clear')}
            </Button>
          ) : null}
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button appearance="primary" type="submit" disabled={arbitration === null || busy}>
            {t('common:action.save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
