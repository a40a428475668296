import { type CST, Parser, parseDocument } from 'yaml'
import { z } from 'zod'
import { normalised } from '../../imports/source/targets'
import { type Cell, membersIn, type SourceBody, type SourceMember } from './source'
import { recognise, type Target } from './targets'

export type YamlOutcome =
  /** With the names of what stands beside the bodies, which no body takes. */
  | { readonly ok: true; readonly bodies: readonly SourceBody[]; readonly others: readonly string[] }
  | { readonly ok: false; readonly reason: 'not-yaml' | 'unknown-shape' }

const record = z.record(z.string(), z.unknown())
/** A list of bodies, under the name that it has in either language or under none. */
const listNames = ['bodies', 'instances', 'comites', 'committees']
const isList = ([name, value]: readonly [string, unknown]): boolean =>
  listNames.includes(normalised(name)) && z.array(record).safeParse(value).success
const own = z.union([
  record
    .refine((content) => Object.entries(content).some(isList))
    .transform((content) =>
      Object.entries(content).flatMap((entry) => (isList(entry) ? z.array(record).parse(entry[1]) : [])),
    ),
  z.array(record.refine((body) => ['code', 'sigle', 'name', 'nom', 'title'].some((name) => name in body))).min(1),
])
/** Committees of the United States Congress, as github.com/unitedstates/congress-legislators publishes them. */
const congress = z
  .array(
    z.looseObject({
      thomas_id: z.coerce.string(),
      name: z.string(),
      subcommittees: z.array(z.looseObject({ thomas_id: z.coerce.string(), name: z.string() })).optional(),
    }),
  )
  .min(1)
/** Their members by committee, from the same source. */
const congressMembers = z
  .record(z.string(), z.array(z.looseObject({ name: z.string(), bioguide: z.string() })))
  .refine((lists) => Object.values(lists).some((list) => list.length > 0))

/** An alias that refers to itself many times over makes a small file huge. */
const MAX_ALIASES = 100

/** Levels of a file; each is a step into the library, which a file of brackets alone would end with the process. */
const MAX_LEVELS = 50

/** Is the file too deep, or does it say something twice? The library compares each name with all others of its map. */
const isOdd = (text: string): boolean => {
  const open: (readonly [CST.Token | null | undefined, number])[] = []
  for (const token of new Parser().parse(text)) open.push([token, 0])
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, level] = next
    if (level > MAX_LEVELS) return true
    if (token?.type === 'document') open.push([token.value, level])
    if (!token || !('items' in token)) continue
    const names = new Set<string>()
    for (const { key, value } of token.items) {
      const name = key && 'source' in key ? key.source : undefined
      if (name !== undefined && names.has(name)) return true
      if (name !== undefined) names.add(name)
      open.push([key, level + 1], [value, level + 1])
    }
  }
  return false
}

/** A YAML file of bodies: our own shape (`bodies`, each with `members`), or one of the two files of the United States Congress. */
export const bodiesOfYaml = (text: string, file: string): YamlOutcome => {
  if (isOdd(text)) return { ok: false, reason: 'not-yaml' }
  const document = parseDocument(text, {
    schema: 'core',
    logLevel: 'silent',
    uniqueKeys: false,
    prettyErrors: false,
    merge: true,
  })
  if (document.errors.length > 0) return { ok: false, reason: 'not-yaml' }
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch {
    return { ok: false, reason: 'not-yaml' }
  }
  const committees = congress.safeParse(content)
  if (committees.success) return found(committees.data.flatMap((each) => congressBodies(each, file)))
  const ours = own.safeParse(content)
  if (ours.success) {
    const others = Object.entries(Array.isArray(content) ? {} : Object(content)).filter((entry) => !isList(entry))
    return found(
      ours.data.map((body, index) => ownBody(body, `${file}:${index + 1}`)),
      others.map(([name]) => name),
    )
  }
  const members = congressMembers.safeParse(content)
  if (members.success) return found(Object.entries(members.data).map(([code, list]) => membersOf(code, list, file)))
  return { ok: false, reason: 'unknown-shape' }
}

const found = (bodies: readonly SourceBody[], others: readonly string[] = []): YamlOutcome => ({
  ok: true,
  bodies,
  others,
})

const textOf = (value: unknown): string => (Array.isArray(value) ? value.map(textOf).join(', ') : plainTextOf(value))

const plainTextOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)

const cellsOf = (values: object, to: (name: string) => Target | null): readonly Cell[] =>
  Object.entries(values).flatMap(([name, value]) => {
    const text = textOf(value)
    return text.trim() === '' ? [] : [{ name, text, to: to(name) }]
  })

const ownBody = (body: Readonly<Record<string, unknown>>, where: string): SourceBody => {
  const cells: Cell[] = []
  const members: SourceMember[] = []
  const next = (): string => `${where}.${members.length + 1}`
  for (const [name, value] of Object.entries(body)) {
    const to = recognise(name, 'body')
    if (to === 'body.members') {
      for (const each of Array.isArray(value) ? value : [value]) members.push(...memberOf(each, name, next))
    } else if (to === 'body.chair' || to === 'body.secretary')
      for (const each of Array.isArray(value) ? value : [value]) {
        const said = record.safeParse(each)
        const role: Cell = { name, text: to.slice('body.'.length), to: 'member.role' }
        if (said.success) members.push({ where: next(), cells: [role, ...memberCells(said.data)] })
        else cells.push(...cellsOf({ [name]: each }, () => to))
      }
    else cells.push(...cellsOf({ [name]: value }, () => to))
  }
  return { where, cells, members }
}

const memberCells = (member: object): readonly Cell[] => cellsOf(member, (name) => recognise(name, 'member'))

/** A member with its fields, or by name alone: one, or several in one text. */
const memberOf = (value: unknown, name: string, next: () => string): readonly SourceMember[] => {
  const said = record.safeParse(value)
  if (said.success) return [{ where: next(), cells: memberCells(said.data) }]
  return cellsOf({ [name]: value }, () => 'body.members').flatMap(membersIn(next()))
}

const committeeTargets: Readonly<Record<string, Target>> = { name: 'body.title', jurisdiction: 'body.mandate' }

/** A committee and its subcommittees, which are named by the committee's code and their own number and report to it. */
const congressBodies = (
  { subcommittees = [], ...committee }: z.infer<typeof congress>[number],
  file: string,
): readonly SourceBody[] => {
  const body = (
    code: string,
    { thomas_id: _, ...values }: object & { thomas_id: string },
    parent?: string,
  ): SourceBody => ({
    where: `${file}:${code}`,
    cells: [
      { name: 'thomas_id', text: code, to: 'body.code' },
      ...(parent === undefined ? [] : [{ name: 'subcommittees', text: parent, to: 'body.escalatesTo' as const }]),
      ...cellsOf(values, (name) => committeeTargets[name] ?? null),
    ],
    members: [],
  })
  const { thomas_id: code } = committee
  return [body(code, committee), ...subcommittees.map((each) => body(`${code}${each.thomas_id}`, each, code))]
}

const memberTargets: Readonly<Record<string, Target>> = {
  name: 'member.name',
  bioguide: 'member.externalId',
  title: 'member.role',
}

const membersOf = (code: string, list: readonly object[], file: string): SourceBody => ({
  where: `${file}:${code}`,
  cells: [{ name: code, text: code, to: 'body.code' }],
  members: list.map(
    (member, index): SourceMember => ({
      where: `${file}:${code}.${index + 1}`,
      cells: cellsOf(member, (name) => memberTargets[name] ?? null),
    }),
  ),
})
