import fc from 'fast-check'
import { DateTime } from 'luxon'
import { arbitraryValues } from '../../tests/kit/arbitrary-rows'
import { Sample } from '../../tests/kit/sample-list'
import { allLists } from '../lists/all'
import { fromFields, toFields } from './row-mapping'

/** What SharePoint makes of written columns: nulls and empty lists are absent, annotations vanish, lookup ids are strings. */
const stored = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => value !== null && !name.endsWith('@odata.type'))
      .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
      .map(([name, value]) => [name, name.endsWith('LookupId') ? String(value) : value]),
  )

const siteUser = (person: string): number | undefined => (person < '8' ? person.charCodeAt(0) : undefined)

describe.each([...allLists, Sample].map((of) => [of.name, of] as const))('%s', (_name, of) => {
  it('row → list item → row is the identity', () => {
    fc.assert(
      fc.property(arbitraryValues(of), (values) => {
        const back = fromFields(of, stored(toFields(of, values, siteUser)))
        expect(back.unreadable).toEqual([])
        expect(back.values).toEqual(values)
      }),
      { numRuns: 60 },
    )
  })
})

describe('writing', () => {
  const write = (values: object) => toFields(Sample, values, (person) => (person.startsWith('d') ? 7 : undefined))

  it.each([
    ['a winter day', { day: '2026-03-10' }, { Day: '2026-03-10T11:00:00Z' }],
    ['a summer day', { day: '2026-07-01' }, { Day: '2026-07-01T10:00:00Z' }],
    ['the day summer time begins', { day: '2026-03-29' }, { Day: '2026-03-29T10:00:00Z' }],
    ['the day summer time ends', { day: '2026-10-25' }, { Day: '2026-10-25T11:00:00Z' }],
    ['an instant, without milliseconds', { at: '2026-11-22T13:00:00.987Z' }, { At: '2026-11-22T13:00:00Z' }],
    ['a multi-choice', { choices: ['x'] }, { 'Choices@odata.type': 'Collection(Edm.String)', Choices: ['x'] }],
    ['a person whom the site knows', { owner: 'DD7B' }, { OwnerAadId: 'dd7b', OwnerLookupId: 7 }],
    ['a person whom the site does not know', { owner: 'ec81' }, { OwnerAadId: 'ec81', OwnerLookupId: null }],
    ['nobody', { owner: null }, { OwnerAadId: null, OwnerLookupId: null }],
    ['cleared values', { note: null, cost: null, day: null }, { Note: null, Cost: null, Day: null }],
    ['the key, shown as title', { code: 'S-1' }, { Code: 'S-1', Title: 'S-1' }],
    ['text that XML cannot hold', { note: 'a\u0000b\r\nc\ud800' }, { Note: 'ab\nc' }],
    ['nothing else', {}, {}],
  ])('%s', (_case, values, fields) => {
    expect(write(values)).toEqual(fields)
  })
})

describe('a day survives whatever the time zone of the site', () => {
  // SharePoint keeps midnight of the day on which the written instant falls in the site's zone.
  const inSite = (written: unknown, zone: string): string =>
    DateTime.fromISO(String(written), { zone }).startOf('day').toUTC().toISO({ suppressMilliseconds: true }) ?? ''

  it.each([
    'America/Los_Angeles',
    'America/New_York',
    'UTC',
    'Europe/Brussels',
    'Europe/Bucharest',
    'Asia/Kolkata',
    'Asia/Tokyo',
  ])('%s', (zone) => {
    for (const day of [
      '2026-01-01',
      '2026-03-08',
      '2026-03-29',
      '2026-03-30',
      '2026-07-01',
      '2026-10-25',
      '2026-12-31',
    ]) {
      const { Day } = toFields(Sample, { day }, siteUser)
      expect(fromFields(Sample, { Day: inSite(Day, zone) }).values).toMatchObject({ day })
    }
  })
})

describe('reading', () => {
  it.each([
    ['a day at local midnight', { Day: '2026-10-24T22:00:00Z' }, { day: '2026-10-25' }],
    ['a bare day', { Day: '2026-10-25' }, { day: '2026-10-25' }],
    ['an instant', { At: '2026-11-22T13:00:00Z' }, { at: '2026-11-22T13:00:00Z' }],
    ['empty text as no value', { Note: '' }, { note: null }],
    ['text as somebody pasted it', { Note: 'a\u000bb\u202ec\r\nd\u200b' }, { note: 'abc\nd' }],
    ['text of which nobody sees anything as no value', { Note: '\u200b\u2060' }, { note: null }],
  ])('%s', (_case, fields, values) => {
    expect(fromFields(Sample, fields).values).toMatchObject(values)
  })

  it.each([
    ['an unknown choice', { Choice: 'Rouge' }, 'choice'],
    ['one unknown choice among several', { Choices: ['x', 'Autre'] }, 'choices'],
    ['text in a number column', { Count: 'douze' }, 'count'],
    ['an impossible date', { Day: 'demain' }, 'day'],
  ])('names %s as unreadable', (_case, fields, field) => {
    expect(fromFields(Sample, fields).unreadable).toEqual([field])
  })
})
