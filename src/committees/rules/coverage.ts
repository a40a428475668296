import type { Bodies } from '../../lists/bodies'
import type { Row } from '../../lists/kit/list'
import { type DatedMembership, holderOf, membershipOn } from './membership'

type Body = Row<typeof Bodies>

/** The codes or numbers of a note that holds one per line. */
export const linesOf = (note: string | null): readonly string[] =>
  (note ?? '').split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))

export const coveredProjects = (body: Pick<Body, 'project' | 'projects'>): readonly string[] => [
  ...new Set([...(body.project === null ? [] : [body.project]), ...linesOf(body.projects)]),
]

export const coveredProgrammes = (body: Pick<Body, 'programme' | 'programmes'>): readonly string[] => [
  ...new Set([...(body.programme === null ? [] : [body.programme]), ...linesOf(body.programmes)]),
]

/** Does the body exist on this day? Its first and last day count; a blank end is open. */
export const isActiveOn = (
  { activeFrom, activeUntil }: Pick<Body, 'activeFrom' | 'activeUntil'>,
  day: string,
): boolean => (activeFrom ?? '') <= day && (activeUntil ?? '9999') >= day

/** Who sits in a body on a day. `memberships` are whoever ever sat in it. */
export const seatsOn = <M extends DatedMembership>(
  body: Pick<Body, 'code' | 'chair' | 'secretary'>,
  memberships: readonly M[],
  day: string,
): { readonly members: readonly M[]; readonly chair: string | null; readonly secretary: string | null } => {
  const members = membershipOn(memberships, body.code, day)
  // The column of the body speaks only where no membership ever named the role.
  const roleOf = (role: 'chair' | 'secretary'): string | null =>
    memberships.some((membership) => membership.role === role) ? (holderOf(members, role)?.person ?? null) : body[role]
  return { members, chair: roleOf('chair'), secretary: roleOf('secretary') }
}
