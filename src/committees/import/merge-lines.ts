import { overlaps } from '../rules/membership'
import type { GatheredMember, Rejected, UnreadCell } from './gather'

/** A line of a member who stands in an earlier line already. */
export interface Merged {
  readonly where: string
  readonly name: string
}

/** What is told of the lines of one body. */
export interface LineReport {
  readonly rejected: Rejected[]
  readonly merged: Merged[]
  readonly unread: UnreadCell[]
}

/**
 * One membership for each person and period: lines that contradict each other in nothing become one, a plain member giving way to
 * a role. A line that says otherwise is refused. A column that names the chair or the secretary gives the line of that person
 * its role.
 */
export const mergeLines = (
  members: readonly GatheredMember[],
  idOf: (member: GatheredMember) => string,
  { rejected, merged, unread }: LineReport,
): readonly GatheredMember[] => {
  const kept = new Map<string, GatheredMember[]>()
  const ofColumns = members.filter(({ isHolder }) => isHolder)
  for (const member of [...members.filter(({ isHolder }) => !isHolder), ...ofColumns]) {
    const own = kept.get(idOf(member)) ?? []
    kept.set(idOf(member), own)
    const at = member.isHolder ? lineOf(member, own) : own.findIndex((other) => overlaps(other, member))
    const other = own[at]
    if (!other) {
      own.push(member)
      continue
    }
    const together = member.isHolder ? withRole(other, member, unread) : combined(other, member)
    if (together) own[at] = together
    if (!together) rejected.push({ where: member.where, reason: 'member-repeated', value: member.name })
    else if (!member.isHolder) merged.push({ where: member.where, name: member.name })
  }
  return [...kept.values()].flat()
}

/** The line of which a column speaks: the one with that role, else the one that has no end. */
const lineOf = ({ role }: GatheredMember, own: readonly GatheredMember[]): number => {
  const same = own.findIndex((line) => line.role === role)
  const open = own.findIndex((line) => line.until === null)
  return same >= 0 ? same : open >= 0 ? open : own.length - 1
}

/** A line with the role that a column of the body gives the person. */
const withRole = (line: GatheredMember, holder: GatheredMember, unread: UnreadCell[]): GatheredMember | null => {
  if (line.role === holder.role) return line
  // Chair and secretary by two columns: one person holds one role.
  if (line.isHolder) return null
  const { where, sourceRole, told } = line
  if (told.role !== null && line.role !== 'member')
    unread.push({ where, name: told.role, value: sourceRole ?? '', reason: 'superseded' })
  return {
    ...line,
    role: holder.role,
    sourceRole: null,
    voice: told.voice ? line.voice : holder.voice,
    mandatory: told.mandatory ? line.mandatory : holder.mandatory,
    told: { ...told, role: holder.told.role },
  }
}

const isUndated = ({ from, until }: GatheredMember): boolean => from === null && until === null

const combined = (first: GatheredMember, next: GatheredMember): GatheredMember | null => {
  const sameDays = first.from === next.from && first.until === next.until
  if (!sameDays && !isUndated(first) && !isUndated(next)) return null
  const isPlain = ({ role }: GatheredMember): boolean => role === 'member'
  if (first.role !== next.role && !isPlain(first) && !isPlain(next)) return null
  const [main, other] = isPlain(first) && !isPlain(next) ? [next, first] : [first, next]
  const told = { ...main.told }
  const { voice, mandatory } = main
  if (told.voice && other.told.voice && other.voice !== voice) return null
  if (told.mandatory && other.told.mandatory && other.mandatory !== mandatory) return null
  return {
    ...main,
    where: first.where,
    mail: main.mail ?? other.mail,
    externalId: main.externalId ?? other.externalId,
    sourceRole: main.sourceRole ?? other.sourceRole,
    voice: !told.voice && other.told.voice ? other.voice : voice,
    mandatory: !told.mandatory && other.told.mandatory ? other.mandatory : mandatory,
    from: main.from ?? other.from,
    until: main.until ?? other.until,
    told: {
      role: told.role ?? other.told.role,
      voice: told.voice || other.told.voice,
      mandatory: told.mandatory || other.told.mandatory,
    },
  }
}
