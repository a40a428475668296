import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Attendances } from '../../src/lists/committees/attendances'
import { Memberships } from '../../src/lists/committees/memberships'
import { blankValues } from '../../src/lists/kit/list'
import { gouvernail } from '../kit/commands'
import { body, meeting, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** Somebody sat in a body by their address alone, and has an account since: they do not sit in it twice, and the past stays as it was. */
const [OFFICER, CHAIR, NORA, JAN] = ['Inès Vandamme', 'Philippe Moreau', 'Nora Pirard', 'Jan Peeters']
const MAIL = 'nora.pirard@opnum.example'
let stack: Stack
let folder: string
jest.setTimeout(60_000)

const outsider = (code: string, mail: string, values: object = {}) => {
  const membershipKey = `${code}:${mail}:2026-01-01`
  const own = { membershipKey, body: code, externalId: mail, mail, name: 'N. Pirard', sourceRole: 'Membre' }
  const seat = { role: 'member' as const, voice: 'vote' as const, from: '2026-01-01' }
  return { list: Memberships, key: membershipKey, values: { ...blankValues(Memberships), ...own, ...seat, ...values } }
}
const rows = (code: string) =>
  stack.ctx.lists
    .all(Memberships)
    .filter((row) => row.body === code && row.role !== 'chair')
    .sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''))
    .map(({ person, from, until, voice }) => [person, from, until, voice])
const importing = async (name: string, text: string) => {
  await writeFile(join(folder, name), text)
  const outcome = await gouvernail(
    { context: async () => stack.ctx, door: async () => stack.door },
    ...['committees', 'import', join(folder, name), '--json'],
  )
  await stack.outbox.drained()
  return outcome
}

beforeAll(async () => {
  stack = await startStack()
  folder = await mkdtemp(join(tmpdir(), 'gouvernail-'))
  await stack.ctx.outbox.put([
    ...['IMP', 'UI', 'NEW'].flatMap((code) => [body({ code, title: `Comité ${code}` }), member(code, CHAIR, 'chair')]),
    outsider('IMP', MAIL),
    outsider('UI', 'Nora.Pirard@opnum.example', { voice: 'advice' }),
    outsider('NEW', MAIL, { from: '2026-11-18' }),
    ...['IMP', 'UI'].flatMap((code) => [
      meeting(code, 1, '2026-11-18T08:00:00Z', { state: 'held' }),
      {
        list: Attendances,
        key: `${code}:1:${code === 'IMP' ? MAIL : 'Nora.Pirard@opnum.example'}`,
        values: {
          ...blankValues(Attendances),
          attendanceKey: `${code}:1:${code === 'IMP' ? MAIL : 'Nora.Pirard@opnum.example'}`,
          ...{ meeting: `${code}:1`, name: 'N. Pirard', state: 'present' as const, voice: 'vote' as const },
        },
      },
    ]),
  ])
  await stack.outbox.drained()
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await stack.close()
})

test('an import goes on with the membership from the day after the last meeting; a second one changes nothing', async () => {
  const table = `Code;Instance;Membre;Courriel;Depuis\nIMP;Comité IMP;Nora Pirard;${MAIL};01/01/2026\n`
  await importing('un.csv', table)
  const expected = [
    [null, '2026-01-01', '2026-11-18', 'vote'],
    [idOf(NORA), '2026-11-19', null, 'vote'],
  ]
  expect(rows('IMP')).toEqual(expected)
  await importing('deux.csv', `${table}IMP;Comité IMP;Philippe Moreau;;01/01/2026\n`)
  await importing('trois.csv', `Code;Instance;Membre;Courriel\nIMP;Comité IMP;Nora Pirard;${MAIL}\n`)
  expect(rows('IMP')).toEqual(expected)
})

test('so does the officer who puts them into the body on the page, with what was chosen there', async () => {
  const asked = { role: 'member', voice: 'vote', mandatory: true, from: '2026-11-01', until: null }
  const added = await stack.as(OFFICER).post('/api/bodies/UI/members', { ...asked, person: idOf(NORA) })
  expect(added.status).toBe(201)
  await stack.outbox.drained()
  const expected = [
    [null, '2026-01-01', '2026-11-18', 'advice'],
    [idOf(NORA), '2026-11-19', null, 'vote'],
  ]
  expect(rows('UI')).toEqual(expected)
  const twice = await stack.as(OFFICER).post('/api/bodies/UI/members', { ...asked, person: idOf(NORA) })
  expect([twice.status, rows('UI')]).toEqual([409, expected])
  expect((await stack.as(OFFICER).post('/api/bodies/UI/members', { ...asked, person: idOf(JAN) })).status).toBe(201)
})

test('a membership that has no past yet is the very same row', async () => {
  await importing('quatre.csv', `Code;Instance;Membre;Courriel\nNEW;Comité NEW;Nora Pirard;${MAIL}\n`)
  expect(rows('NEW')).toEqual([[idOf(NORA), '2026-11-18', null, 'vote']])
})
