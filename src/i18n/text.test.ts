import { en } from './en'
import { formatsOf } from './format'
import { fr } from './fr'
import { formatsIn, translate } from './translate'

const keysOf = (texts: object): string[] =>
  Object.entries(texts).flatMap(([namespace, keys]) => Object.keys(keys).map((key) => `${namespace}:${key}`))

const placeholders = (text: string): string[] => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1] ?? '').sort()

test('French and English have the same keys, none of them blank', () => {
  const plural = (key: string): string => key.replace(/_many$/, '_other')
  expect([...new Set(keysOf(en).map(plural))].sort()).toEqual([...new Set(keysOf(fr).map(plural))].sort())
  for (const texts of [fr, en]) {
    for (const [namespace, keys] of Object.entries(texts)) {
      for (const [key, text] of Object.entries(keys))
        expect(`${namespace}:${key} ${String(text).trim()}`).not.toMatch(/ $/)
    }
  }
})

test('a text has the same placeholders in both languages', () => {
  const english = new Map(
    Object.entries(en).flatMap(([n, keys]) => Object.entries(keys).map(([k, v]) => [`${n}:${k}`, String(v)])),
  )
  for (const [namespace, keys] of Object.entries(fr)) {
    for (const [key, text] of Object.entries(keys)) {
      const other = english.get(`${namespace}:${key}`)
      if (other !== undefined && !key.endsWith('_one'))
        expect([`${namespace}:${key}`, placeholders(other)]).toEqual([
          `${namespace}:${key}`,
          placeholders(String(text)),
        ])
    }
  }
})

test('French spacing: a no-break space before : » € % and after n°, and a narrow one before ; ? !', () => {
  const wrong = Object.entries(fr).flatMap(([namespace, keys]) =>
    Object.entries(keys)
      .filter(
        ([, text]) => / [:»€%;?!]|n° /.test(String(text)) || /« /.test(String(text)) || /\w'\w/.test(String(text)),
      )
      .map(([key]) => `${namespace}:${key}`),
  )
  expect(wrong).toEqual([])
})

test('the first of a month is an ordinal in French', () => {
  expect(formatsIn('fr').longDay('2026-11-30T23:30:00Z')).toBe('mardi 1er décembre 2026')
  expect(formatsIn('fr').longDay('2026-12-11T09:00:00Z')).toBe('vendredi 11 décembre 2026')
  expect(formatsIn('en').longDay('2026-12-01T09:00:00Z')).toBe('Tuesday, 1 December 2026')
})

test('dates, money and ages read as a Belgian reader expects', () => {
  const format = formatsOf('fr', translate('fr'))
  expect(format.money(1_250_000).replace(/\s/g, ' ')).toBe('1 250 000 €')
  expect(format.date('2026-11-22')).toBe('22/11/2026')
  expect(format.signedDays(24)).toBe('+24\u00a0j')
  expect(format.signedPercent(-0.044).replace(/\s/g, ' ')).toBe('−4,4 %')
  expect(format.age('2026-11-21T23:30:00Z', new Date('2026-11-22T10:00:00Z'))).toBe('aujourd’hui')
  expect(format.age('2026-11-19T10:00:00Z', new Date('2026-11-22T10:00:00Z'))).toBe('il y a 3 jours')
})
