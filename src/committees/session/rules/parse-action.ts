import { dayIn } from './action-dates'

export interface Candidate {
  readonly id: string
  readonly name: string
  /** Sits in the body or is at the meeting: meant before somebody else of the same name. */
  readonly here: boolean
}

export type ActionProblem =
  | 'no-title'
  | 'long-title'
  | 'no-owner'
  | 'unknown-owner'
  | 'ambiguous-owner'
  | 'no-date'
  | 'past-date'

export interface TypedAction {
  readonly title: string
  readonly owner: { readonly id: string; readonly name: string } | null
  readonly dueOn: string | null
  readonly problems: readonly ActionProblem[]
}

export interface Typing {
  /** Nothing is due before this day: agreed in a meeting, before its day; in one of today or ahead, before today. */
  readonly from: string
  /** That of the minutes. */
  readonly language: 'fr' | 'en'
}

/** As much as the list of actions holds. */
const TITLE_MAX = 255

/** Lower case without accents, letter for letter, so that a place in it is the same place in the text. */
export const folded = (text: string): string =>
  /^[ -~]*$/.test(text)
    ? text.toLowerCase()
    : [...text]
        .map((letter) =>
          letter
            .normalize('NFD')
            .replace(/\p{Diacritic}/gu, '')
            .toLowerCase()
            .slice(0, letter.length)
            .padEnd(letter.length),
        )
        .join('')

/**
 * One action as it is typed, in French or English: `@nora transmettre le plan révisé pour le 15/12`. The person after `@` is named by
 * any part of their name that tells them apart; the last day named is when it is due, the next such day when no year is given, and none
 * before `from`, on which the action was agreed. An action has one owner, who is named first; those named with them
 * (`@julie, @nora et @jan …`) stand at the end of the title, whose language is that of the minutes.
 */
export const parseAction = (line: string, people: readonly Candidate[], { from, language }: Typing): TypedAction => {
  const plain = folded(line)
  const named = groupIn(plain, people)
  const withoutName = named ? cut(line, named.start, named.end) : line
  const day = dayIn(folded(withoutName), from)
  const said = tidied(withNames(day ? cut(withoutName, day.start, day.end) : withoutName, people))
  const owner = named?.owner ?? null
  const joined = together(named?.others ?? [], language)
  const title = said === '' || joined === '' ? said : said.replace(/\.$/, '') + joined
  const problems: ActionProblem[] = [
    ...(title === '' ? ['no-title' as const] : []),
    ...(title.length > TITLE_MAX ? ['long-title' as const] : []),
    ...(owner === null ? [named?.problem ?? ('no-owner' as const)] : []),
    ...(day === null ? ['no-date' as const] : day.day < from ? ['past-date' as const] : []),
  ]
  return { title, owner: owner && { id: owner.id, name: owner.name }, dueOn: day?.day ?? null, problems }
}

/** The lines of a field that say something. */
export const actionLines = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))

const cut = (text: string, start: number, end: number): string => `${text.slice(0, start)} ${text.slice(end)}`

/** What joined the owner to a name without `@`. */
const LEFT_OVER = /^(?:et|and|&)\s+/i

const together = (others: readonly Candidate[], language: 'fr' | 'en'): string =>
  others.length === 0 ? '' : ` (${language === 'fr' ? 'avec' : 'with'} ${others.map(({ name }) => name).join(', ')})`

const tidied = (text: string): string => {
  const clean = text
    .replace(/\s+/g, ' ')
    .replace(/^[\s:,;.–—-]+|[\s:,;–—-]+$/g, '')
    .replace(LEFT_OVER, '')
    .replace(/\s+\.$/, '')
  return clean.charAt(0).toLocaleUpperCase('fr') + clean.slice(1)
}

interface Named {
  readonly start: number
  readonly end: number
  readonly owner: Candidate | null
  readonly problem?: ActionProblem | undefined
}

interface Group extends Named {
  /** Named with the owner, each once. */
  readonly others: readonly Candidate[]
}

/** Between two names of one group. */
const JOINED = /^\s*(?:[,;&/+]\s*)?(?:(?:et|and|avec|with)\s+)?(?=@\p{L})/u

/** The first name after `@`, and those joined to it; one of them that nobody bears is a problem of the whole. */
const groupIn = (plain: string, people: readonly Candidate[]): Group | null => {
  const first = ownerIn(plain, people)
  if (!first) return null
  const others = new Map<string, Candidate>()
  let { end } = first
  for (let joined = JOINED.exec(plain.slice(end)); joined; joined = JOINED.exec(plain.slice(end))) {
    const next = ownerIn(plain, people, end + joined[0].length)
    if (!next) break
    if (!next.owner) return { ...first, owner: null, problem: first.problem ?? next.problem, others: [], end: next.end }
    if (next.owner.id !== first.owner?.id) others.set(next.owner.id, next.owner)
    end = next.end
  }
  return { ...first, end, others: [...others.values()] }
}

/** Names later in the sentence, as people bear them. */
const withNames = (text: string, people: readonly Candidate[]): string => {
  let said = text
  for (let named = ownerIn(folded(said), people); named; named = ownerIn(folded(said), people, named.start)) {
    const name = named.owner?.name ?? said.slice(named.start + 1, named.end)
    said = `${said.slice(0, named.start)}${name}${said.slice(named.end)}`
  }
  return said
}

const LONGEST_NAME = 5
const word = /[\p{L}\p{N}'’-]+/gu

interface Known {
  readonly person: Candidate
  readonly parts: readonly string[]
}

/** Of the people of one field, whose lines all ask for them. */
const knownNames = new WeakMap<readonly Candidate[], readonly Known[]>()

const namesOf = (people: readonly Candidate[]): readonly Known[] => {
  const names = knownNames.get(people) ?? people.map((person) => ({ person, parts: partsOf(folded(person.name)) }))
  knownNames.set(people, names)
  return names
}

/** The longest run of words after the first `@` from this place on that is part of somebody's name. */
const ownerIn = (plain: string, people: readonly Candidate[], from = 0): Named | null => {
  // Not that of a mail address.
  const sign = new RegExp(/(?<![\p{L}\p{N}._-])@(?=\p{L})/u, 'gu')
  sign.lastIndex = from
  const at = sign.exec(plain)?.index
  if (at === undefined) return null
  const words = [...plain.slice(at + 1).matchAll(word)].slice(0, LONGEST_NAME)
  const names = namesOf(people)
  let ambiguous: Named | null = null
  for (let count = words.length; count > 0; count -= 1) {
    const said = words.slice(0, count)
    const last = said.at(-1)
    if (!last) break
    const end = at + 1 + last.index + last[0].length
    const saidParts = said.flatMap(([text]) => partsOf(text))
    const found = names.filter(({ parts }) => fits(saidParts, parts)).map(({ person }) => person)
    const here = found.filter((person) => person.here)
    const owner = found.length === 1 ? found[0] : here.length === 1 ? here[0] : undefined
    if (owner) return { start: at, end, owner }
    if (found.length > 1) ambiguous ??= { start: at, end, owner: null, problem: 'ambiguous-owner' }
  }
  const [first] = words
  return ambiguous ?? { start: at, end: at + 1 + (first?.[0].length ?? 0), owner: null, problem: 'unknown-owner' }
}

export const partsOf = (name: string): readonly string[] => name.split(/[\s'’-]+/).filter((part) => part !== '')

/** Do these words stand one after the other in the name, the last one perhaps cut short? Two letters are too few to mean anybody. */
const fits = (said: readonly string[], parts: readonly string[]): boolean =>
  parts.some((_, from) =>
    said.every((text, index) => {
      const part = parts[from + index]
      const isLast = index === said.length - 1
      return part === text || (isLast && text.length > 2 && part?.startsWith(text) === true)
    }),
  )
