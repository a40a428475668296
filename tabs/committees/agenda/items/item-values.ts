import type { AgendaItemView } from '../../../../src/committees/agenda/agenda-view'
import type { AgendaKind } from '../../../../src/committees/agenda/rules/found-items'

/** An item as its form holds it: texts as typed. */
export interface ItemValues {
  readonly title: string
  readonly kind: AgendaKind
  readonly minutes: string
  readonly presenter: string
  readonly question: string
  readonly background: string
}

export const valuesOf = (item: AgendaItemView): ItemValues => ({
  title: item.title,
  kind: item.kind,
  minutes: item.minutes === null ? '' : String(item.minutes),
  presenter: item.presenter?.id ?? '',
  question: item.question ?? '',
  background: item.background ?? '',
})

type Stored = Readonly<Record<keyof ItemValues, string | number | null>>

const textOf = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())

const minutesOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed))

/** As the service stores them: a blank is no value. */
export const storedOf = (values: ItemValues): Stored => ({
  title: values.title.trim(),
  kind: values.kind,
  minutes: minutesOf(values.minutes),
  presenter: textOf(values.presenter),
  question: textOf(values.question),
  background: textOf(values.background),
})

export const isSound = ({ title, minutes }: Stored): boolean =>
  title !== '' && (minutes === null || (Number.isInteger(minutes) && Number(minutes) > 0 && Number(minutes) <= 480))

/** What the person changed, and what stood there before. */
export const changesOf = (
  values: ItemValues,
  from: ItemValues,
): { readonly patch: Partial<Stored>; readonly base: Partial<Stored>; readonly isSound: boolean } => {
  const [after, before] = [storedOf(values), storedOf(from)]
  const changed = (Object.keys(after) as (keyof ItemValues)[]).filter((field) => after[field] !== before[field])
  const only = (stored: Stored): Partial<Stored> => Object.fromEntries(changed.map((field) => [field, stored[field]]))
  return { patch: only(after), base: only(before), isSound: isSound(after) }
}
