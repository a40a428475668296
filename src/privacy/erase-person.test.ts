import { blankValues, type List, list } from '../lists/kit/list'
import { rowFrom } from '../lists/kit/row'
import type { RowUpdate } from '../ports/lists'
import { erasePerson, plannedErasure } from './erase-person'
import { detailsIn, mentionsOf, rowsOfPerson } from './person-rows'
import type { PersonLists, PersonRecords } from './ports'

const person = '0f1e2d3c-4b5a-4697-8877-665544332211'
const other = '11111111-2222-4333-8444-555555555555'
const pseudonym = '99999999-8888-4777-8666-555555555555'

/** Lists that no release has: their declaration alone says what an erasure does. */
const Votes = list('Votes', 'voteKey', {
  voteKey: { kind: 'text', required: true, unique: true },
  voter: { kind: 'person', required: true },
  proxy: { kind: 'person' },
  name: { kind: 'text', required: true, about: 'voter' },
  mail: { kind: 'text', about: 'voter' },
  why: { kind: 'note' },
})
const Talks = list('Talks', 'code', {
  code: { kind: 'text', required: true, unique: true },
  coachee: { kind: 'person', required: true, personal: true },
  coach: { kind: 'person' },
})
const Members = list('Members', 'memberKey', {
  memberKey: { kind: 'text', required: true, unique: true },
  person: { kind: 'person' },
  name: { kind: 'text', required: true, about: 'person' },
  mail: { kind: 'text', about: 'person' },
  externalId: { kind: 'text' },
})
const item = (id: string) => ({ itemId: id, etag: `"${id}"`, modifiedAt: '', modifiedBy: null })
const rows = {
  Votes: [
    rowFrom(
      Votes,
      {
        ...blankValues(Votes),
        voteKey: `D-1:${person}`,
        voter: person,
        name: 'Ann Lee',
        mail: 'ann.lee@opnum.example',
        why: `not like ${other}`,
      },
      item('1'),
    ),
    rowFrom(Votes, { ...blankValues(Votes), voteKey: `D-1:${other}`, voter: other, proxy: person }, item('2')),
    rowFrom(Votes, { ...blankValues(Votes), voteKey: 'D-2:x', voter: other, why: 'Asked by Ann Lee' }, item('3')),
  ],
  Talks: [
    rowFrom(Talks, { code: 'T-1', coachee: person, coach: other }, item('4')),
    rowFrom(Talks, { code: 'T-2', coachee: other, coach: person }, item('5')),
  ],
  Members: [
    rowFrom(
      Members,
      { memberKey: 'B-1:M01:2026-01-01', person: null, name: 'Jan', mail: 'jan@ville.example', externalId: 'M01' },
      item('6'),
    ),
    rowFrom(Members, { memberKey: 'B-1:M012:2026-01-01', name: 'Eva', externalId: 'M012' }, item('7')),
    rowFrom(Members, { memberKey: 'M01:held', person: other, name: 'Cas', externalId: null }, item('8')),
  ],
}

const asked: { removed: string[]; updates: (readonly [string, object])[]; erased: number } = {
  removed: [],
  updates: [],
  erased: 0,
}
let stale = ''
const lists: PersonLists = {
  all: (of) => Reflect.get(rows, of.name),
  asApplication: {
    create: () => Promise.reject(new Error('nothing is created')),
    update: () => Promise.reject(new Error('rows are written together')),
    updateMany: async <L extends List>(of: L, updates: readonly RowUpdate<L>[]) => {
      asked.updates.push(...updates.map(({ itemId, patch }) => [itemId, patch] as const))
      return updates.map(({ itemId }) => {
        const [row] = lists.all(of)
        if (!row || itemId === stale) return { ok: false, reason: 'unavailable' } as const
        return { ok: true, row } as const
      })
    },
    removeMany: async (_of, removals) => {
      asked.removed.push(...removals.map(({ itemId }) => itemId))
      return removals.map(() => ({ ok: true }))
    },
  },
}
let waiting = 0
const records: PersonRecords = {
  of: async () => ({}),
  audit: async () => [],
  waiting: async () => waiting,
  pseudonym: async () => pseudonym,
  erase: async () => {
    asked.erased += 1
    return { deleted: {}, namedInAudit: 0 }
  },
}
const all: readonly List[] = [Votes, Talks]

test('own rows go, optional names are cleared, what must name somebody names a pseudonym, in the key as well', async () => {
  expect(plannedErasure(all, lists, person)).toMatchObject([
    {
      list: 'Votes',
      key: `D-1:${person}`,
      outcome: 'changed',
      cleared: ['mail'],
      pseudonymised: ['voter', 'name', 'voteKey'],
    },
    { list: 'Votes', key: `D-1:${other}`, outcome: 'changed', cleared: ['proxy'], pseudonymised: [] },
    { list: 'Talks', key: 'T-1', outcome: 'removed' },
    { list: 'Talks', key: 'T-2', outcome: 'changed', cleared: ['coach'] },
  ])
  expect([asked.removed, asked.updates]).toEqual([[], []])
  expect(await erasePerson({ lists, records }, all, person)).toMatchObject({ ok: true })
  expect(asked.removed).toEqual(['4'])
  expect(asked.updates).toEqual([
    ['1', { mail: null, voter: pseudonym, name: pseudonym, voteKey: `D-1:${pseudonym}` }],
    ['2', { proxy: null }],
    ['5', { coach: null }],
  ])
  expect(asked.erased).toBe(1)
})

test('records are kept while a row could not be written, and nothing is touched while writes still wait', async () => {
  stale = '5'
  const left = { ok: false, reason: 'rows-left', rows: ['Talks T-2: unavailable'] }
  expect(await erasePerson({ lists, records }, all, person)).toEqual(left)
  const before = asked.updates.length
  waiting = 2
  expect(await erasePerson({ lists, records }, all, person)).toEqual({ ok: false, reason: 'waiting', count: 2 })
  expect([asked.updates.length, asked.erased]).toEqual([before, 1])
})

test('texts that mention the name are found, whatever their case; not those that are erased with the person', () => {
  const why = { list: 'Votes', key: 'D-2:x', field: 'why', text: 'Asked by Ann Lee' }
  const named = (whose: string) => {
    const rowsIn = (of: List) => lists.all(of)
    return mentionsOf(all, rowsIn, rowsOfPerson(all, rowsIn, whose), ['ann LEE', ' '])
  }
  expect(named(person)).toEqual([why])
  // Somebody of the same name without an account is not this person.
  expect(named(other)).toEqual([{ list: 'Votes', key: `D-1:${person}`, field: 'name', text: 'Ann Lee' }, why])
})

test('somebody without an account is what their membership calls them, and nobody whose id begins alike', async () => {
  const members: readonly List[] = [...all, Members]
  const rowsIn = (of: List) => lists.all(of)
  const found = rowsOfPerson(members, rowsIn, 'M01')
  expect(found.map(({ row }) => row.$item.itemId)).toEqual(['6'])
  expect(detailsIn(found)).toEqual(['Jan', 'jan@ville.example'])
  expect(mentionsOf(members, rowsIn, found, detailsIn(found))).toEqual([])
  waiting = 0
  stale = ''
  asked.updates.length = 0
  expect(await erasePerson({ lists, records }, members, 'M01')).toMatchObject({ ok: true })
  const key = `B-1:${pseudonym}:2026-01-01`
  expect(asked.updates).toEqual([['6', { mail: null, name: pseudonym, memberKey: key, externalId: pseudonym }]])
})
