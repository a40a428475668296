import { ines } from '../tenant-client'
import { factsOn } from './fact'
import type { UnderTest } from './under-test'

const fact = factsOn({ grantedRoles: ['Calendars.ReadWrite', 'OnlineMeetings.Read.All', 'Sites.Manage.All'] })

/** A day that nobody has planned yet. */
const DAY = '2027-05-03'
const at = (dateTime: string) => ({ dateTime, timeZone: 'UTC' })
const later = (minutes: number): string =>
  new Date(Date.parse(`${DAY}T00:00:00Z`) + minutes * 60_000).toISOString().slice(0, 19)
const window = (minutes: number) => ({ startTime: at(later(0)), endTime: at(later(minutes)) })
const meeting = (more: object = {}) => ({
  subject: 'Contract',
  start: at(`${DAY}T09:00:00`),
  end: at(`${DAY}T10:00:00`),
  ...more,
})
const own = ({ person }: UnderTest): string => `/users/${person.id}`
const schedule = (on: UnderTest, body: object) => on.graph('POST', `${own(on)}/calendar/getSchedule`, { body })
const create = (on: UnderTest, body: object) => on.graph('POST', `${own(on)}/events`, { body })
const remove = (on: UnderTest, id: unknown) => on.graph('DELETE', `${own(on)}/events/${String(id)}`)

fact(13, 'the request', ['calendar'], async (on) => {
  const one = { schedules: [on.person.mail] }
  const refusals: readonly (readonly [object, string])[] = [
    [{ ...one, ...window(63 * 1_440) }, 'ErrorTimeIntervalTooBig'],
    [{ ...one, ...window(-60) }, 'ErrorInvalidTimeInterval'],
    [{ ...one, ...window(15) }, 'ErrorInvalidMergedFreeBusyInterval'],
    [{ ...one, ...window(1_440), availabilityViewInterval: 4 }, 'ErrorInvalidMergedFreeBusyInterval'],
    [{ schedules: Array(101).fill(on.person.mail), ...window(60) }, 'ErrorMailboxDataArrayTooBig'],
  ]
  for (const [body, code] of refusals) {
    const refused = await schedule(on, body)
    expect([refused.status, refused.at('error', 'code')]).toEqual([400, code])
  }
})

fact(13, 'single entries', ['calendar'], async (on) => {
  const schedules = [on.person.mail, `nobody@${on.person.mail.split('@')[1]}`]
  const answer = await schedule(on, { schedules, ...window(120), availabilityViewInterval: 30 })
  expect([answer.status, String(answer.at('value', 0, 'availabilityView')).length]).toEqual([200, 4])
  expect(answer.at('value', 1, 'error')).toBeDefined()
  expect(answer.at('value', 1, 'scheduleItems')).toBeUndefined()
})

fact(13, 'more than 20 addresses are a warning', ['switches'], async (on) => {
  const answer = await schedule(on, { schedules: Array(21).fill(on.person.mail), ...window(60) })
  expect([answer.status, answer.headers.get('warning')]).toEqual([200, expect.stringContaining('20')])
})

fact(15, 'an online meeting', ['calendar'], async (on) => {
  const made = await create(on, meeting({ isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' }))
  const path = `${own(on)}/events/${String(made.at('id'))}`
  const event = await on.graph('GET', path)
  expect([made.status, event.at('onlineMeetingUrl')]).toEqual([201, null])
  expect(String(event.at('body', 'content'))).toContain(String(event.at('onlineMeeting', 'joinUrl')))
  for (const body of [{ isOnlineMeeting: false }, { onlineMeetingProvider: 'skypeForBusiness' }])
    await on.graph('PATCH', path, { body })
  expect((await on.graph('GET', path)).at('onlineMeetingProvider')).toBe('teamsForBusiness')
  expect((await on.graph('GET', path)).at('isOnlineMeeting')).toBe(true)
  await remove(on, made.at('id'))
})

fact(15, 'the join block is the meeting', ['calendar'], async (on) => {
  const html = { contentType: 'html', content: '<p>Ordre du jour</p>' }
  const made = await create(on, meeting({ isOnlineMeeting: true, body: html }))
  const path = `${own(on)}/events/${String(made.at('id'))}`
  const patch = (body: object) => on.graph('PATCH', path, { body })
  const event = await on.graph('GET', path)
  const content = String(event.at('body', 'content'))
  expect([content.includes('Ordre du jour'), content === html.content]).toEqual([true, false])
  const joinUrl = event.at('onlineMeeting', 'joinUrl')
  await patch({ subject: 'Moved', start: at(`${DAY}T11:00:00`), end: at(`${DAY}T12:00:00`) })
  await patch({ body: { contentType: 'html', content: content.replace('Ordre du jour', 'Ordre') } })
  expect((await on.graph('GET', path)).at('onlineMeeting', 'joinUrl')).toBe(joinUrl)
  await patch({ body: html })
  expect((await on.graph('GET', path)).at('onlineMeeting')).toBeNull()
  await remove(on, made.at('id'))
})

fact(15, 'what only Outlook sets', ['switches'], async (on) => {
  const others = { organizer: { emailAddress: { address: 'somebody@else.example' } } }
  const refused: readonly (readonly [string, object])[] = [
    ['an organizer', meeting(others)],
    ['an address of the meeting', meeting({ onlineMeeting: { joinUrl: 'https://example.org' } })],
    ['a time with its own zone', meeting({ start: at(`${DAY}T09:00:00+02:00`) })],
    ['a time of Greenwich', meeting({ end: at(`${DAY}T10:00:00Z`) })],
    ['a day alone', meeting({ start: at(DAY) })],
  ]
  for (const [what, body] of refused) expect([what, (await create(on, body)).status]).toEqual([what, 400])
  const made = await create(on, meeting())
  expect([made.at('transactionId'), made.at('isOrganizer')]).toEqual([undefined, true])
  const path = `${own(on)}/events/${String(made.at('id'))}`
  for (const body of [{ transactionId: 'later' }, others, { onlineMeetingUrl: 'https://example.org' }])
    expect((await on.graph('PATCH', path, { body })).status).toBe(400)
  await remove(on, made.at('id'))
})

fact(15, 'a repeated transactionId', ['calendar'], async (on) => {
  const body = meeting({ transactionId: crypto.randomUUID(), subject: `Once ${process.pid}` })
  const first = await create(on, body)
  const second = await create(on, body)
  expect([201, 409]).toContain(second.status)
  const view = await on.graph(
    'GET',
    `${own(on)}/calendarView?startDateTime=${DAY}T00:00:00Z&endDateTime=${DAY}T23:00:00Z&$top=100`,
  )
  const same = JSON.parse(view.text).value.filter(({ subject }: { subject: string }) => subject === body.subject)
  expect(same).toHaveLength(1)
  await remove(on, first.at('id'))
})

fact(15, 'cancelling', ['identities'], async (on) => {
  const invited = { emailAddress: { address: on.person.mail }, type: 'required' }
  const made = await on.graph('POST', `/users/${ines}/events`, { body: meeting({ attendees: [invited] }) })
  const view = await on.graph(
    'GET',
    `${own(on)}/calendarView?startDateTime=${DAY}T00:00:00Z&endDateTime=${DAY}T23:00:00Z`,
  )
  const copy = `${own(on)}/events/${String(view.at('value', 0, 'id'))}`
  const refused = await on.graph('POST', `${copy}/cancel`, { body: {} })
  expect([refused.status, refused.at('error', 'message')]).toEqual([
    400,
    "Your request can't be completed. You need to be an organizer to cancel a meeting.",
  ])
  const cancelled = await on.graph('POST', `/users/${ines}/events/${String(made.at('id'))}/cancel`, { body: {} })
  expect([cancelled.status, (await on.graph('GET', copy)).at('isCancelled')]).toEqual([202, true])
  const again = await on.graph('POST', `/users/${ines}/events/${String(made.at('id'))}/cancel`, { body: {} })
  expect(again.status).toBe(404)
})

fact(16, 'the policy, and the organizer', ['switches', 'calendar'], async (on) => {
  const made = await create(on, meeting({ isOnlineMeeting: true }))
  const filter = encodeURIComponent(`JoinWebUrl eq '${String(made.at('onlineMeeting', 'joinUrl'))}'`)
  const lookUp = (user: string) => on.graph('GET', `/users/${user}/onlineMeetings?$filter=${filter}`)
  expect((await lookUp(on.person.id)).at('value', 0, 'chatInfo', 'threadId')).toMatch(/^19:meeting_.*@thread\.v2$/)
  expect((await lookUp(ines)).status).toBe(404)
  on.local.tenant.faults.set({ onlineMeetingPolicy: false })
  expect((await lookUp(on.person.id)).at('error', 'code')).toBe('Unauthorized')
})
