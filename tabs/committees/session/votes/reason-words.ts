import { createContext, useContext } from 'react'
import type { KeptReason } from '../../../../src/committees/session/rules/explained'
import type { SessionView } from '../../../../src/committees/session/session-view'
import { useSession } from '../../../ui/session'

/** The names behind ids in reasons. */
export const PeopleContext = createContext<SessionView['people']>([])

/** Puts the reasons of a result into words; those that only repeat another say nothing. */
export const useReasonWords = (): ((reason: KeptReason) => readonly string[]) => {
  const { t } = useSession()
  const people = useContext(PeopleContext)
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? id
  const named = (who: readonly string[]): string => (who.length === 0 ? '' : ` (${who.map(nameOf).join(', ')})`)
  return (reason) => {
    switch (reason.code) {
      case 'quorum': {
        const { counted, base } = reason
        return [t(reason.ok ? 'session:reason.quorum.ok' : 'session:reason.quorum.missing', { counted, base })]
      }
      case 'quorum.opening':
        return [t('session:reason.quorum.opening')]
      case 'quorum.check':
        return reason.check.code === 'role' && !reason.check.ok
          ? [t('session:quorum.check.role', { role: t(`committees:memberRole.${reason.check.role}`) })]
          : []
      case 'proxy.lapsed':
        return [t(`session:lapsed.${reason.why}`, { from: nameOf(reason.from), to: nameOf(reason.to) })]
      case 'proxy.moved': {
        const { from, to, chair } = reason
        return [t('session:moved', { from: nameOf(from), to: nameOf(to), chair: nameOf(chair) })]
      }
      case 'recused':
        return [t('session:reason.recused', { count: reason.count, names: named(reason.who) })]
      case 'ballot.silent':
        return [t('session:reason.silent', { count: reason.count, names: named(reason.who) })]
      case 'ballot.ignored':
        return [t('session:reason.ignored', { count: reason.count, names: named(reason.who) })]
      case 'majority': {
        const { rule, votesFor, votesAgainst, required, of } = reason
        return [t(`session:reason.majority.${rule}`, { for: votesFor, against: votesAgainst, required, of })]
      }
      case 'tie':
        return [
          reason.rule === 'chair'
            ? t(`session:reason.tie.chair.${reason.casting}`)
            : t(`session:reason.tie.${reason.rule}`),
        ]
    }
  }
}
