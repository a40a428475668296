import { DateTime } from 'luxon'
import { claimsSchema } from '../committees/escalation/arbitration'
import { rulesOf } from '../committees/rules/body-rules'
import { memberId, membershipOn } from '../committees/rules/membership'
import { quorumOf } from '../committees/rules/quorum'
import type { Directory, Person } from '../context'
import { allLists } from '../lists/all'
import { Bodies } from '../lists/bodies'
import { Memberships } from '../lists/committees/memberships'
import { blankValues } from '../lists/kit/list'
import { patchOf } from '../lists/kit/row'
import { valuesSchema } from '../lists/kit/schema'
import { people } from '../local-tenant/people'
import type { OutboxWrite } from '../ports/outbox'
import { seedDemo } from './seed'

const persons: readonly Person[] = people.map((person) => ({
  id: person.id,
  name: person.displayName,
  mail: person.userPrincipalName,
  jobTitle: person.jobTitle,
  locale: 'fr',
}))
const directory: Directory = { all: () => persons, person: (id) => persons.find((person) => person.id === id) }

const seeded = async (today: string): Promise<readonly OutboxWrite[]> => {
  const written: OutboxWrite[] = []
  const put = async (writes: readonly OutboxWrite[]): Promise<void> => void written.push(...writes)
  await seedDemo(
    { directory, outbox: { put, drained: async () => undefined, pending: () => 0, catchUp: async () => undefined } },
    today,
  )
  return written
}

const rowsOf = (writes: readonly OutboxWrite[], list: string): readonly Record<string, unknown>[] =>
  writes.filter((write) => write.list.name === list).map((write) => ({ ...write.values }))

const schemas = new Map(allLists.map((list) => [list.name, valuesSchema(list)]))

describe('the demo organisation', () => {
  const today = '2026-11-22'

  test('has 50 projects, 24 of them priority, 6 programmes, 18 managers, 12 published cycles and 52 bodies', async () => {
    const writes = await seeded(today)
    const projects = rowsOf(writes, 'Projects')
    expect(projects).toHaveLength(50)
    expect(projects.filter((project) => project.priority)).toHaveLength(24)
    expect(new Set(projects.map((project) => project.projectManager)).size).toBe(18)
    expect(rowsOf(writes, 'Programmes')).toHaveLength(6)
    expect(rowsOf(writes, 'StatusCycles').map((cycle) => cycle.code)).toEqual(
      [...Array(12).keys()].map((index) => DateTime.fromISO('2025-11-01').plus({ months: index }).toFormat('yyyy-MM')),
    )
    expect(rowsOf(writes, 'Bodies')).toHaveLength(52)
  })

  test('its committees overlap: 35 people of the organisation and 40 business members in 52 bodies', async () => {
    const memberships = rowsOf(await seeded(today), 'Memberships')
    const seats = new Map<unknown, number>()
    for (const { person } of memberships) seats.set(person, (seats.get(person) ?? 0) + 1)
    expect(seats.size).toBe(75)
    expect(seats.get('d617497d-07bf-465b-82f1-3c90883829fa')).toBeGreaterThan(10)
    expect(memberships.length / 52).toBeGreaterThan(5)
    for (const body of rowsOf(await seeded(today), 'Bodies')) {
      const members = memberships.filter((membership) => membership.body === body.code && membership.until === null)
      expect([body.code, members.filter(({ role }) => role === 'chair').map(({ person }) => person)]).toEqual([
        body.code,
        [body.chair],
      ])
      expect(new Set(members.map(({ person }) => person)).size).toBe(members.length)
    }
  })

  test('its committees have met: decisions and actions are numbered in order, the past is minuted, nothing falls due today', async () => {
    const writes = await seeded(today)
    const meetings = rowsOf(writes, 'Meetings')
    expect(meetings.filter(({ state }) => state === 'held').length).toBeGreaterThan(15)
    expect(meetings.filter(({ startsAt, state }) => String(startsAt) > today !== (state === 'convened'))).toEqual([])
    for (const { body, startsAt, endsAt, meetingKey } of meetings) {
      expect([meetingKey, new Date(String(endsAt)) > new Date(String(startsAt))]).toEqual([meetingKey, true])
      expect(rowsOf(writes, 'Bodies').map(({ code }) => code)).toContain(body)
    }
    const decisions = rowsOf(writes, 'Decisions')
    const inOrder = decisions.toSorted((a, b) => String(a.decidedAt).localeCompare(String(b.decidedAt)))
    for (const year of ['2025', '2026']) {
      const numbers = inOrder.map(({ number }) => String(number)).filter((number) => number.includes(year))
      expect(numbers).toEqual(numbers.map((_, index) => `D-${year}-${String(index + 1).padStart(3, '0')}`))
    }
    expect(decisions.filter(({ type }) => type === 'arbitration').length).toBeGreaterThan(1)
    const claims = rowsOf(writes, 'AgendaItems').flatMap(({ options }) => {
      const held = options ? claimsSchema.parse(JSON.parse(String(options))) : null
      return held?.options.map(({ project }) => project) ?? []
    })
    const known = rowsOf(writes, 'Projects').map(({ number }) => number)
    expect(claims.filter((project) => project === null || known.includes(project))).toHaveLength(3)
    const actions = rowsOf(writes, 'Actions')
    const overdue = actions.filter(({ state, dueOn }) => state === 'open' && String(dueOn) < today)
    expect(overdue.length).toBeGreaterThan(3)
    expect(overdue.filter(({ remindedAt }) => !remindedAt)).toEqual([])
    const soon = actions.filter(
      ({ state, dueOn }) => state === 'open' && dueOn && dueOn >= today && dueOn <= '2026-11-28',
    )
    expect(soon).toEqual([])
  })

  test('votes count those who took part, proxies within the rules of the body, and the quorum is there', async () => {
    const writes = await seeded(today)
    const [bodies, memberships, attendances] = [
      writes.flatMap(({ list, values }) =>
        list.name === Bodies.name ? [{ ...blankValues(Bodies), ...patchOf(Bodies, values) }] : [],
      ),
      writes.flatMap(({ list, values }) =>
        list.name === Memberships.name ? [{ ...blankValues(Memberships), ...patchOf(Memberships, values) }] : [],
      ),
      rowsOf(writes, 'Attendances'),
    ]
    for (const { meetingKey, body: code, startsAt } of rowsOf(writes, 'Meetings').filter(
      ({ state }) => state === 'held',
    )) {
      const body = bodies.find((each) => each.code === code)
      if (!body) throw new Error(`${meetingKey} has no body`)
      const members = membershipOn(memberships, body.code, String(startsAt).slice(0, 10))
      const rows = attendances.filter(({ meeting }) => meeting === meetingKey)
      const quorum = quorumOf(
        rulesOf(body),
        members.map((member) => ({ ...member, id: memberId(member) })),
        {
          present: new Set(rows.flatMap(({ state, person }) => (state === 'present' ? [String(person)] : []))),
          proxies: rows.flatMap(({ person, proxyTo }) =>
            proxyTo ? [{ from: String(person), to: String(proxyTo) }] : [],
          ),
        },
      )
      expect([meetingKey, quorum.reached, quorum.proxies.lapsed]).toEqual([meetingKey, true, []])
      for (const { meeting, votesFor, votesAgainst, abstentions } of rowsOf(writes, 'Decisions'))
        if (meeting === meetingKey && votesFor !== undefined && votesFor !== null)
          expect([meetingKey, Number(votesFor) + Number(votesAgainst) + Number(abstentions)]).toEqual([
            meetingKey,
            quorum.inPerson.length + quorum.represented.length,
          ])
    }
  })

  test('is the same for the same day and valid whatever the day', async () => {
    expect(await seeded(today)).toEqual(await seeded(today))
    for (const day of [today, '2027-01-01', '2028-02-29', '2026-03-29']) {
      const writes = await seeded(day)
      expect(new Set(writes.map((write) => `${write.list.name}/${write.key}`)).size).toBe(writes.length)
      for (const write of writes) schemas.get(write.list.name)?.parse({ ...blankValues(write.list), ...write.values })
    }
  })

  test('has a few gates: one was passed as its committee decided, others are due whatever the day', async () => {
    const gatesOf = (writes: readonly OutboxWrite[]) => rowsOf(writes, 'Milestones').filter(({ gate }) => gate === true)
    const writes = await seeded(today)
    expect(gatesOf(writes)).toHaveLength(9)
    const [decided] = rowsOf(writes, 'AgendaItems').filter(({ source }) => source === 'gate')
    expect([decided?.kind, decided?.sourceKey]).toEqual(['decision', 'gate:P-021:3'])
    expect(gatesOf(writes).find(({ milestoneKey }) => milestoneKey === 'P-021:3')?.actualDate).not.toBeNull()
    for (const day of [today, '2027-01-01', '2028-02-29', '2026-03-29']) {
      const late = gatesOf(await seeded(day)).filter(
        (each) => each.actualDate === null && String(each.forecastDate) < day,
      )
      expect(late.map(({ milestoneKey }) => milestoneKey)).toContain('P-005:3')
    }
  })

  test('tells believable stories: one slides, one recovers, one is green outside and red inside', async () => {
    const writes = await seeded(today)
    const history = (number: string, field: string): unknown[] =>
      rowsOf(writes, 'StatusReports')
        .filter((report) => report.project === number)
        .map((report) => report[field])
    expect(new Set(history('P-008', 'overall'))).toEqual(new Set(['green']))
    expect(history('P-008', 'computedHealth').at(-1)).toBe('red')
    expect(history('P-005', 'overall').at(0)).toBe('green')
    expect(history('P-005', 'overall').at(-1)).toBe('red')
    expect(history('P-019', 'overall')).toContain('red')
    expect(history('P-019', 'overall').at(-1)).toBe('green')
    expect(history('P-041', 'cycle')).not.toContain('2026-10')
  })
})
