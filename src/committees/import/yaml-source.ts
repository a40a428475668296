import { type CST, Parser, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Cell, SourceBody, SourceMember } from './source'
import { recognise, type Target } from './targets'

export type YamlOutcome =
  | { readonly ok: true; readonly bodies: readonly SourceBody[] }
  | { readonly ok: false; readonly reason: 'not-yaml' | 'unknown-shape' }

const record = z.record(z.string(), z.unknown())
/** A list of bodies, under the name that it has in either language or under none. */
const own = z.union([
  z.object({ bodies: z.array(record) }).transform(({ bodies }) => bodies),
  z.object({ instances: z.array(record) }).transform(({ instances }) => instances),
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
  const document = parseDocument(text, { schema: 'core', logLevel: 'silent', uniqueKeys: false, prettyErrors: false })
  if (document.errors.length > 0) return { ok: false, reason: 'not-yaml' }
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch {
    return { ok: false, reason: 'not-yaml' }
  }
  const committees = congress.safeParse(content)
  if (committees.success) return { ok: true, bodies: committees.data.flatMap((each) => congressBodies(each, file)) }
  const ours = own.safeParse(content)
  if (ours.success) return { ok: true, bodies: ours.data.map((body, index) => ownBody(body, `${file}:${index + 1}`)) }
  const members = congressMembers.safeParse(content)
  if (members.success)
    return { ok: true, bodies: Object.entries(members.data).map(([code, list]) => membersOf(code, list, file)) }
  return { ok: false, reason: 'unknown-shape' }
}

const textOf = (value: unknown): string => (Array.isArray(value) ? value.map(textOf).join(', ') : plainTextOf(value))

const plainTextOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)

const cellsOf = (values: object, to: (name: string) => Target | null): readonly Cell[] =>
  Object.entries(values).flatMap(([name, value]) => {
    const text = textOf(value)
    return text.trim() === '' ? [] : [{ name, text, to: to(name) }]
  })

const ownBody = ({ members, membres, ...body }: Readonly<Record<string, unknown>>, where: string): SourceBody => ({
  where,
  cells: cellsOf(body, (name) => recognise(name, 'body')),
  members: z
    .array(record)
    .catch([])
    .parse(members ?? membres ?? [])
    .map((member, index) => ({
      where: `${where}.${index + 1}`,
      cells: cellsOf(member, (name) => recognise(name, 'member')),
    })),
})

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
