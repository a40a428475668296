import { own, readDate, readFlag, type UnreadReason } from '../../imports/source/read-cell'
import { normalised } from '../../imports/source/targets'
import type { Bodies } from '../../lists/bodies'
import type { MemberRole, MemberVoice } from '../../lists/committees/memberships'
import type { Patch } from '../../lists/kit/list'
import { plainLine } from '../../lists/kit/plain-text'
import { readBodyValue, readRole, readVoice, voiceOf } from './read-values'
import type { Cell, SourceBody, SourceMember } from './source'
import { type RefName, refNames } from './targets'

export interface UnreadCell {
  readonly where: string
  readonly name: string
  readonly value: string
  readonly reason: UnreadReason
}

export interface Rejected {
  readonly where: string
  readonly reason:
    | 'no-title'
    | 'unknown-body'
    | 'no-member'
    | 'name-too-long'
    | 'code-too-long'
    | 'member-repeated'
    | 'ends-before-it-begins'
  readonly value: string
}

/** What a file says of one body, read and put together; what it points at is still in words. */
export interface GatheredBody {
  readonly where: string
  /** As the file gives it, or null. */
  readonly code: string | null
  title: string | null
  readonly patch: Patch<typeof Bodies>
  readonly refs: Partial<Record<RefName, Cell>>
  readonly members: GatheredMember[]
  /** Who holds a role by a column of the body. */
  readonly seated: Map<'chair' | 'secretary', string>
}

export interface GatheredMember {
  readonly where: string
  readonly name: string
  readonly mail: string | null
  readonly externalId: string | null
  readonly role: MemberRole
  readonly voice: MemberVoice
  readonly sourceRole: string | null
  readonly mandatory: boolean
  readonly from: string | null
  readonly until: string | null
  /** What the line says itself, the role by the name of its column; otherwise role, voice and presence are what they usually are. */
  readonly told: { readonly role: string | null; readonly voice: boolean; readonly mandatory: boolean }
  /** Named by a column of the body, which says nothing else of the person. */
  readonly isHolder?: true
}

export interface Gathered {
  readonly bodies: readonly GatheredBody[]
  readonly rejected: Rejected[]
  readonly unread: UnreadCell[]
  /** Cells that no field takes, by their name in the file. */
  readonly unmapped: ReadonlyMap<string, number>
}

const CODE_MAX = 40
const LINE_MAX = 255

/**
 * Reads records and puts those of one body together; the first value of a field counts, and another one is reported. `others` are
 * names of what a file holds beside its bodies.
 */
export const gather = (sources: readonly SourceBody[], others: readonly string[] = []): Gathered => {
  const bodies = new Map<string, GatheredBody>()
  const rejected: Rejected[] = []
  const unread: UnreadCell[] = []
  const unmapped = new Map(others.map((name) => [name, 1]))
  const countUnmapped = (cells: readonly Cell[]): void => {
    for (const { name, to } of cells) if (to === null) unmapped.set(name, (unmapped.get(name) ?? 0) + 1)
  }
  for (const source of sources) {
    countUnmapped(source.cells)
    for (const member of source.members) countUnmapped(member.cells)
    const identity = identify(source)
    if ('reason' in identity) {
      rejected.push(identity, ...source.members.map((member) => ({ ...identity, where: member.where })).slice(1))
      continue
    }
    const { code, title } = identity
    const key = code === null ? `title ${normalised(title ?? '')}` : `code ${codeKey(code)}`
    const blank = { patch: {}, refs: {}, members: [], seated: new Map() }
    const body: GatheredBody = bodies.get(key) ?? { where: source.where, code, title, ...blank }
    bodies.set(key, body)
    body.title ??= title
    for (const cell of source.cells) {
      const reason = takeCell(body, cell, source.where)
      if (reason) unread.push({ where: source.where, name: cell.name, value: cell.text, reason })
    }
    for (const member of source.members) {
      const outcome = readMember(member, unread)
      if ('reason' in outcome) rejected.push(outcome)
      else body.members.push(outcome)
    }
  }
  return { bodies: [...bodies.values()], rejected, unread, unmapped }
}

/** SharePoint takes `ci` and `CI` for one value where values are unique. */
export const codeKey = (code: string): string => code.toLowerCase()

const textAt = (cells: readonly Cell[], to: Cell['to']): string | null => {
  const text = plainLine(cells.find((cell) => cell.to === to)?.text ?? '').trim()
  return text === '' ? null : text
}

const identify = ({
  where,
  cells,
}: SourceBody): Rejected | { readonly code: string | null; readonly title: string | null } => {
  const [code, title] = [textAt(cells, 'body.code'), textAt(cells, 'body.title')]
  if (code === null && title === null) return { where, reason: 'no-title', value: cells[0]?.text.slice(0, 80) ?? '' }
  if (code !== null && code.length > CODE_MAX) return { where, reason: 'code-too-long', value: code.slice(0, 80) }
  if (title !== null && title.length > LINE_MAX) return { where, reason: 'name-too-long', value: title.slice(0, 80) }
  return { code, title }
}

/** Takes what a cell says into the body; the reason when it cannot. */
const takeCell = (body: GatheredBody, cell: Cell, where: string): UnreadReason | null => {
  const [scope, target] = cell.to?.split('.') ?? []
  if (scope !== 'body') return null
  switch (cell.to) {
    case null:
    case 'body.code':
      return null
    case 'body.title':
      return body.title === plainLine(cell.text).trim() ? null : 'superseded'
    case 'body.escalatesTo':
    case 'body.programme':
    case 'body.project':
    case 'body.programmes':
    case 'body.projects': {
      const name = refNames.find((each) => cell.to === `body.${each}`) ?? 'project'
      if (body.refs[name] && body.refs[name].text.trim() !== cell.text.trim()) return 'superseded'
      body.refs[name] = cell
      return null
    }
    case 'body.chair':
    case 'body.secretary':
      return seat(body, cell.to === 'body.chair' ? 'chair' : 'secretary', cell, where)
    default:
      return target === undefined ? null : takeValue(body, target, cell.text)
  }
}

/** Values of a field, of which lists are compared by what they hold. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const takeValue = (body: GatheredBody, target: string, text: string): UnreadReason | null => {
  const read = readBodyValue(target, text)
  if (read === null) return null
  if (!read.ok) return read.reason
  const differs = Object.entries(read.patch).some(([field, value]) => {
    const known = own<unknown>({ ...body.patch }, field)
    return known !== undefined && !isSame(known, value)
  })
  if (differs) return 'superseded'
  Object.assign(body.patch, read.patch)
  return null
}

/** A column may name the chair or the secretary of the body, on every row of its members. */
const seat = (body: GatheredBody, role: 'chair' | 'secretary', cell: Cell, where: string): UnreadReason | null => {
  const name = plainLine(cell.text).trim()
  const known = body.seated.get(role)
  if (known !== undefined) return normalised(known) === normalised(name) ? null : 'superseded'
  if (name.length > LINE_MAX) return 'too-long'
  body.seated.set(role, name)
  const told = { role: cell.name, voice: false, mandatory: false }
  const blank = { mail: null, externalId: null, sourceRole: null, from: null, until: null }
  const usual = { voice: voiceOf(role), mandatory: role === 'chair' }
  body.members.push({ where, name, role, ...usual, told, isHolder: true, ...blank })
  return null
}

/** A name in one column, or in two. */
const nameIn = (cells: readonly Cell[]): string | null => {
  const [first, name] = [textAt(cells, 'member.firstName'), textAt(cells, 'member.name')]
  const isWhole = first === null || ` ${normalised(name ?? '')} `.includes(` ${normalised(first)} `)
  return isWhole ? (name ?? first) : name === null ? first : `${first} ${name}`
}

const readMember = ({ where, cells }: SourceMember, unread: UnreadCell[]): Rejected | GatheredMember => {
  const mail = textAt(cells, 'member.mail')
  const name = nameIn(cells) ?? mail
  if (name === null) return { where, reason: 'no-member', value: cells[0]?.text.slice(0, 80) ?? '' }
  if (name.length > LINE_MAX) return { where, reason: 'name-too-long', value: name.slice(0, 80) }
  const miss = (to: Cell['to'], reason: UnreadReason): null => {
    const cell = cells.find((each) => each.to === to)
    if (cell) unread.push({ where, name: cell.name, value: cell.text, reason })
    return null
  }
  const day = (to: 'member.from' | 'member.until'): string | null => {
    const read = readDate(textAt(cells, to) ?? '', 'dmy')
    return read.ok ? read.value : miss(to, read.reason)
  }
  const sourceRole = textAt(cells, 'member.role')
  const said = textAt(cells, 'member.voice')
  const saidVoice = said === null ? null : (readVoice(said) ?? miss('member.voice', 'unknown-code'))
  const { role, voice } = readRole(sourceRole ?? '')
  const mandatory = readFlag(textAt(cells, 'member.mandatory') ?? '')
  const member: GatheredMember = {
    where,
    name,
    mail,
    externalId: textAt(cells, 'member.externalId')?.slice(0, 80) ?? null,
    role,
    voice: saidVoice ?? voice,
    sourceRole: sourceRole?.slice(0, LINE_MAX) ?? null,
    mandatory: mandatory.ok
      ? (mandatory.value ?? role === 'chair')
      : (miss('member.mandatory', 'unknown-code') ?? false),
    from: day('member.from'),
    until: day('member.until'),
    told: {
      role: sourceRole === null ? null : (cells.find(({ to }) => to === 'member.role')?.name ?? ''),
      voice: saidVoice !== null || voice !== voiceOf(role),
      mandatory: mandatory.ok && mandatory.value !== null,
    },
  }
  const { from, until } = member
  const isReversed = from !== null && until !== null && until < from
  return isReversed ? { where, reason: 'ends-before-it-begins', value: name } : member
}
