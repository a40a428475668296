import fc from 'fast-check'
import { type Field, fieldsOf, type List } from '../../src/lists/kit/list'

/**
 * fast-check data from the list definitions, in the canonical form that the schemas produce: trimmed texts, `\n` line ends,
 * whole seconds, lower-case object ids. Nulls come up for every optional field, empty lists for every multi-choice.
 */
export const arbitraryValues = (of: List): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(fieldsOf(of).map(([name, field]) => [name, arbitraryValue(field)])))

const arbitraryValue = (field: Field): fc.Arbitrary<unknown> => {
  const value = presentValue(field)
  return field.required || field.kind === 'flag' || field.kind === 'choices' ? value : fc.option(value, { nil: null })
}

const presentValue = (field: Field): fc.Arbitrary<unknown> => {
  switch (field.kind) {
    case 'text':
      return line(field.maxLength ?? 255)
    case 'ref':
      return line(100)
    case 'note':
      return fc
        .array(line(60), { minLength: 1, maxLength: 5 })
        .map((lines) => lines.join('\n'))
        .filter((text) => text.trim() !== '')
    case 'choice':
      return fc.constantFrom(...field.options)
    case 'choices':
      return fc.subarray([...field.options])
    case 'number':
      return field.decimals === 0
        ? fc.integer({ min: field.min ?? -1_000_000, max: field.max ?? 1_000_000 })
        : decimal(field.min ?? -1e6, field.max ?? 1e6)
    case 'money':
      return decimal(field.min ?? -1e9, 1e9)
    case 'date':
      return fc.oneof(fc.constantFrom(...summerTimeDays), fc.integer({ min: 0, max: 36_524 }).map(dayFrom1970))
    case 'instant':
      return fc.oneof(
        fc.constantFrom(...summerTimeInstants),
        fc.integer({ min: 0, max: 4_102_444_799 }).map((seconds) => secondsToInstant(seconds)),
      )
    case 'flag':
      return fc.boolean()
    case 'person':
      return fc.uuid()
  }
}

/** Days around both ends of summer time in Europe/Brussels, and leap days. */
const summerTimeDays = [
  '2026-03-28',
  '2026-03-29',
  '2026-03-30',
  '2026-10-24',
  '2026-10-25',
  '2026-10-26',
  '2028-02-29',
]

/** The skipped hour and both passes of the repeated hour, with the seconds on each side. */
const summerTimeInstants = [
  '2026-03-29T00:59:59Z',
  '2026-03-29T01:00:00Z',
  '2026-10-24T23:59:59Z',
  '2026-10-25T00:30:00Z',
  '2026-10-25T01:00:00Z',
  '2026-10-25T01:30:00Z',
]

const dayFrom1970 = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10)
const secondsToInstant = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')

/** Cents, never minus zero, which JSON cannot carry. */
const decimal = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: Math.ceil(min * 100), max: Math.floor(max * 100) }).map((cents) => cents / 100 + 0)

/** Characters that have broken list mappings before: quotes, angle brackets, ampersands, accents, emoji, formula starts. */
const character = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
  fc.constantFrom('é', 'œ', '’', '\u00a0', '"', "'", '<', '&', '#', '+', '%', '=', '😀', '؟', '\t'),
)

const line = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(character, { minLength: 1, maxLength: Math.min(40, maxLength) })
    .map((characters) => characters.join('').slice(0, maxLength).trim())
    // Cutting may halve a surrogate pair, and trimming may leave nothing.
    .filter((text) => text !== '' && !/\p{Cs}/u.test(text))
