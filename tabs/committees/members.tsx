import { Button } from '@fluentui/react-components'
import { PersonAdd20Regular } from '@fluentui/react-icons/svg/person-add'
import { useState } from 'react'
import type { BodyView, MembershipView } from '../../src/committees/bodies-view'
import { Avatar } from '../ui/avatar'
import { useSession } from '../ui/session'
import { AddMemberDialog, ChangeMemberDialog, EndMemberDialog } from './member-dialogs'

type Open = { readonly kind: 'add' } | { readonly kind: 'end' | 'change'; readonly member: MembershipView }

/** Who sits in a body today, and, folded away, who did or will. */
export const Members = ({ view }: { view: BodyView }) => {
  const { t } = useSession()
  const [open, setOpen] = useState<Open | null>(null)
  const current = view.members.filter(({ state }) => state === 'current')
  const others = view.members.filter(({ state }) => state !== 'current')
  const voters = current.filter(({ voice }) => voice === 'vote').length
  const close = (): void => setOpen(null)
  return (
    <section>
      <div className="cm-section-bar">
        <h2>
          {t('committees:section.members')}{' '}
          <span className="gv-caption">
            {t('committees:members.count', { count: voters, advisers: current.length - voters })}
          </span>
        </h2>
        {view.mayEditMembers ? (
          <Button size="small" icon={<PersonAdd20Regular />} onClick={() => setOpen({ kind: 'add' })}>
            {t('committees:member.add')}
          </Button>
        ) : null}
      </div>
      {current.length === 0 ? (
        <p>{t('committees:member.none')}</p>
      ) : (
        <MemberTable view={view} members={current} label={t('committees:section.members')} onOpen={setOpen} />
      )}
      <p className="gv-caption cm-note">{t('committees:member.keeps')}</p>
      {others.length > 0 ? (
        <details className="cm-details">
          <summary>
            {t('committees:section.past')} ({others.length})
          </summary>
          <MemberTable view={view} members={others} label={t('committees:section.past')} onOpen={setOpen} />
        </details>
      ) : null}
      {open?.kind === 'add' ? <AddMemberDialog view={view} onClose={close} /> : null}
      {open?.kind === 'end' ? <EndMemberDialog view={view} member={open.member} onClose={close} /> : null}
      {open?.kind === 'change' ? <ChangeMemberDialog view={view} member={open.member} onClose={close} /> : null}
    </section>
  )
}

const MemberTable = ({
  view,
  members,
  label,
  onOpen,
}: {
  view: BodyView
  members: readonly MembershipView[]
  label: string
  onOpen: (open: Open) => void
}) => {
  const { t, format } = useSession()
  const head = ['name', 'role', 'voice', 'mandatory', 'from', 'until'] as const
  return (
    <table className="gv-table cm-members" aria-label={label}>
      <thead>
        <tr>
          {head.map((column) => (
            <th key={column} scope="col">
              {t(`committees:table.${column}`)}
            </th>
          ))}
          {view.mayEditMembers ? (
            <th scope="col">
              <span className="gv-visually-hidden">{t('committees:table.actions')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.key}>
            <th scope="row">
              <span className="cm-person">
                <Avatar name={member.name} />
                {member.name}
              </span>
            </th>
            <td>
              {t(`committees:memberRole.${member.role}`)}
              {member.sourceRole && member.role === 'member' ? (
                <span className="gv-caption"> {member.sourceRole}</span>
              ) : null}
            </td>
            <td data-label={t('committees:table.voice')}>{t(`committees:memberVoice.${member.voice}`)}</td>
            <td data-label={t('committees:table.mandatory')}>
              {t(member.mandatory ? 'committees:table.mandatoryYes' : 'committees:table.mandatoryNo')}
            </td>
            <td data-label={t('committees:table.from')}>
              {member.from ? format.date(member.from) : t('committees:table.always')}
            </td>
            <td data-label={t('committees:table.until')} className={member.until ? undefined : 'cm-unended'}>
              {member.until ? format.date(member.until) : t('committees:table.open')}
            </td>
            {view.mayEditMembers ? (
              <td className="cm-row-actions">
                {member.state === 'past' ? null : (
                  <>
                    <button
                      type="button"
                      className="gv-link"
                      aria-label={t('committees:member.changeOf', { name: member.name })}
                      onClick={() => onOpen({ kind: 'change', member })}
                    >
                      {t('committees:member.change')}
                    </button>
                    <button
                      type="button"
                      className="gv-link"
                      aria-label={t('committees:member.endOf', { name: member.name })}
                      onClick={() => onOpen({ kind: 'end', member })}
                    >
                      {t('committees:member.end')}
                    </button>
                  </>
                )}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
