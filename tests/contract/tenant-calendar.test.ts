import { ines, nora, philippe, startClient, type TenantClient } from './tenant-client'

/** Calendars: GRAPH-FACTS 4, 3.2 and items 13, 15 of section 13; graph-examples 11-13. */
let client: TenantClient

const roles = ['Calendars.ReadWrite', 'MailboxSettings.Read', 'Place.Read.All']
const mailOf: Record<string, string> = { [nora]: 'nora.pirard@opnum.example', [ines]: 'ines.vandamme@opnum.example' }
const at = (dateTime: string, timeZone = 'UTC') => ({ dateTime, timeZone })
const invited = (address: string, type = 'required') => ({ emailAddress: { address }, type })

beforeAll(async () => {
  client = await startClient({ grantedRoles: roles })
})
afterEach(() => client.tenant.faults.clear())
afterAll(() => client.close())

const meeting = (more: object = {}) => ({
  subject: 'Comité de pilotage',
  start: at('2027-03-01T09:00:00', 'Europe/Brussels'),
  end: at('2027-03-01T10:00:00', 'Europe/Brussels'),
  ...more,
})
const create = (body: object, mailbox = ines) => client.graph('POST', `/users/${mailbox}/events`, { body })
const schedule = (body: object) => client.graph('POST', `/users/${ines}/calendar/getSchedule`, { body })
const window = (days: number) => ({
  startTime: at('2027-05-03T00:00:00'),
  endTime: at(new Date(Date.UTC(2027, 4, 3) + days * 86_400_000).toISOString().slice(0, 19)),
})
const view = (mailbox: string, from: string, to: string) =>
  client.graph('GET', `/users/${mailbox}/calendarView?startDateTime=${from}&endDateTime=${to}`)

describe('getSchedule', () => {
  const one = { schedules: [mailOf[nora]] }

  test.each([
    [
      '101 addresses',
      { schedules: Array(101).fill('a@opnum.example'), ...window(1) },
      400,
      'ErrorMailboxDataArrayTooBig',
    ],
    ['62 days', { ...one, ...window(62) }, 400, 'ErrorTimeIntervalTooBig'],
    ['an end before the start', { ...one, ...window(-1) }, 400, 'ErrorInvalidTimeInterval'],
    ['an empty window', { ...one, ...window(0) }, 400, 'ErrorInvalidTimeInterval'],
    ['4 minutes', { ...one, ...window(1), availabilityViewInterval: 4 }, 400, 'ErrorInvalidMergedFreeBusyInterval'],
    [
      '1 441 minutes',
      { ...one, ...window(3), availabilityViewInterval: 1_441 },
      400,
      'ErrorInvalidMergedFreeBusyInterval',
    ],
    ['15 minutes by default 30', { ...one, ...window(15 / 1_440) }, 400, 'ErrorInvalidMergedFreeBusyInterval'],
    ['an interval of null', { ...one, ...window(1), availabilityViewInterval: null }, 500, 'ErrorInternalServerError'],
    [
      'a time zone nobody knows',
      { ...one, ...window(1), startTime: at('2027-05-03T00:00:00', 'Mars') },
      400,
      'TimeZoneNotSupportedException',
    ],
  ])('refuses %s', async (_what, body, status, code) => {
    const refused = await schedule(body)
    expect([refused.status, refused.at('error', 'code')]).toEqual([status, code])
  })

  test('61 days pass, and the view is as long as the window in intervals, rounded up', async () => {
    const answer = await schedule({ ...one, ...window(61), availabilityViewInterval: 1_440 })
    expect([answer.status, String(answer.at('value', 0, 'availabilityView')).length]).toEqual([200, 61])
    const uneven = await schedule({ ...one, ...window(100 / 1_440), availabilityViewInterval: 30 })
    expect(uneven.at('value', 0, 'availabilityView')).toBe('0000')
  })

  test('more than 20 addresses warn, and are served', async () => {
    const answer = await schedule({ schedules: Array(21).fill(mailOf[nora]), ...window(1) })
    expect([answer.status, answer.at('value', 'length')]).toEqual([200, 21])
    expect(answer.headers.get('warning')).toContain('20')
  })

  test('an address nobody has is an error of its own entry alone', async () => {
    const answer = await schedule({ schedules: ['nobody@opnum.example', mailOf[nora]], ...window(1) })
    expect(answer.status).toBe(200)
    expect(answer.at('value', 0, 'error', 'responseCode')).toBe('ErrorMailRecipientNotFound')
    expect(answer.at('value', 0, 'scheduleItems')).toBeUndefined()
    expect(answer.at('value', 1, 'scheduleItems')).toEqual([])
  })

  test('tells the strongest claim per interval, in the zone asked for', async () => {
    await create(
      meeting({ start: at('2027-05-03T10:00:00'), end: at('2027-05-03T11:00:00'), showAs: 'tentative' }),
      nora,
    )
    await create(meeting({ start: at('2027-05-03T10:30:00'), end: at('2027-05-03T11:30:00'), showAs: 'oof' }), nora)
    const body = { ...one, startTime: at('2027-05-03T09:30:00'), endTime: at('2027-05-03T12:00:00') }
    const answer = await client.graph('POST', `/users/${ines}/calendar/getSchedule`, {
      body,
      headers: { Prefer: 'outlook.timezone="Romance Standard Time"' },
    })
    expect(answer.at('value', 0, 'availabilityView')).toBe('01330')
    expect(answer.at('value', 0, 'scheduleItems', 0, 'start')).toEqual({
      dateTime: '2027-05-03T12:00:00.0000000',
      timeZone: 'Romance Standard Time',
    })
  })

  test('a zone comes as a name or as rules', async () => {
    const answer = await schedule({ schedules: [mailOf[nora], mailOf[ines]], ...window(1) })
    const zones = [0, 1].map((index) => answer.at('value', index, 'workingHours', 'timeZone', 'name'))
    expect(zones).toEqual(['Romance Standard Time', 'Customized Time Zone'])
    expect(answer.at('value', 1, 'workingHours', 'timeZone', 'bias')).toBe(-60)
  })
})

describe('events', () => {
  test('an online meeting: join block, null onlineMeetingUrl, copies in the other mailboxes', async () => {
    const made = await create(
      meeting({
        body: { contentType: 'HTML', content: 'Ordre du jour' },
        attendees: [invited('nora.pirard@opnum.example'), invited('guest@elsewhere.example', 'optional')],
        isOnlineMeeting: true,
        onlineMeetingProvider: 'teamsForBusiness',
      }),
    )
    expect([made.status, made.at('onlineMeetingUrl'), made.at('isOrganizer')]).toEqual([201, null, true])
    const joinUrl = String(made.at('onlineMeeting', 'joinUrl'))
    expect(joinUrl).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/meetup-join\/19%3Ameeting_/)
    expect(String(made.at('body', 'content'))).toContain(joinUrl)
    expect(String(made.at('body', 'content'))).toContain('Ordre du jour')
    expect(made.at('start')).toEqual({ dateTime: '2027-03-01T08:00:00.0000000', timeZone: 'UTC' })
    const copies = await view(nora, '2027-03-01T00:00:00Z', '2027-03-02T00:00:00Z')
    expect([copies.at('value', 0, 'iCalUId'), copies.at('value', 0, 'isOrganizer')]).toEqual([
      made.at('iCalUId'),
      false,
    ])
    expect(copies.at('value', 0, 'id')).not.toBe(made.at('id'))
  })

  test('a place that was typed is known by its name; without one there is an empty place', async () => {
    const typed = await create(meeting({ location: { displayName: 'Salle 3' } }))
    const [name, place] = ['Salle 3', { locationType: 'default', uniqueId: 'Salle 3', uniqueIdType: 'private' }]
    expect(typed.at('location')).toEqual({ displayName: name, ...place })
    expect((await create(meeting({}))).at('location')).toMatchObject({ displayName: '', uniqueIdType: 'unknown' })
  })

  test.each([
    ['existing', 201],
    ['conflict', 409],
  ] as const)('a repeated transactionId makes no second event (%s)', async (repeatedTransaction, status) => {
    client.tenant.faults.set({ repeatedTransaction })
    const body = meeting({
      transactionId: `once-${repeatedTransaction}`,
      start: at('2027-06-01T09:00:00'),
      end: at('2027-06-01T10:00:00'),
    })
    const before = await view(philippe, '2027-06-01T00:00:00Z', '2027-06-02T00:00:00Z')
    await create(body, philippe)
    expect((await create(body, philippe)).status).toBe(status)
    const after = await view(philippe, '2027-06-01T00:00:00Z', '2027-06-02T00:00:00Z')
    expect(Number(after.at('value', 'length')) - Number(before.at('value', 'length'))).toBe(1)
  })

  test('what makes it online cannot be changed', async () => {
    const id = String((await create(meeting({ isOnlineMeeting: true }))).at('id'))
    const refused = await client.graph('PATCH', `/users/${ines}/events/${id}`, { body: { isOnlineMeeting: false } })
    expect(refused.status).toBe(400)
    const other = { onlineMeetingProvider: 'skypeForBusiness' }
    expect((await client.graph('PATCH', `/users/${ines}/events/${id}`, { body: other })).status).toBe(400)
    expect((await client.graph('GET', `/users/${ines}/events/${id}`)).at('isOnlineMeeting')).toBe(true)
  })

  test('a body without the join block loses the meeting, one with it keeps it', async () => {
    const made = await create(meeting({ isOnlineMeeting: true }))
    const path = `/users/${ines}/events/${String(made.at('id'))}`
    const kept = `${String(made.at('body', 'content'))}<p>Plus</p>`
    const first = await client.graph('PATCH', path, { body: { body: { contentType: 'html', content: kept } } })
    expect(first.at('onlineMeeting', 'joinUrl')).toBe(made.at('onlineMeeting', 'joinUrl'))
    const second = await client.graph('PATCH', path, { body: { body: { contentType: 'html', content: 'Neuf' } } })
    expect([second.status, second.at('isOnlineMeeting'), second.at('onlineMeeting')]).toEqual([200, false, null])
  })

  test('only the organizer cancels; the copies stay, as cancelled', async () => {
    const times = { start: at('2027-07-01T09:00:00'), end: at('2027-07-01T10:00:00') }
    const made = await create(meeting({ ...times, attendees: [invited('nora.pirard@opnum.example')] }))
    const copy = await view(nora, '2027-07-01T00:00:00Z', '2027-07-02T00:00:00Z')
    const path = `/users/${nora}/events/${String(copy.at('value', 0, 'id'))}`
    const refused = await client.graph('POST', `${path}/cancel`, { body: {} })
    expect([refused.status, refused.at('error', 'message')]).toEqual([
      400,
      "Your request can't be completed. You need to be an organizer to cancel a meeting.",
    ])
    const own = `/users/${ines}/events/${String(made.at('id'))}`
    expect((await client.graph('POST', `${own}/cancel`, { body: { comment: 'Reporté' } })).status).toBe(202)
    expect((await client.graph('GET', own)).status).toBe(404)
    expect((await client.graph('GET', path)).at('isCancelled')).toBe(true)
  })

  test('a room accepts when it is free and declines when it is not', async () => {
    const times = { start: at('2027-08-02T09:00:00'), end: at('2027-08-02T10:00:00') }
    const body = meeting({ ...times, attendees: [invited('salle.meuse@opnum.example', 'resource')] })
    const answers = [await create(body), await create(body, nora)]
    expect(answers.map((made) => made.at('attendees', 0, 'status', 'response'))).toEqual(['accepted', 'declined'])
  })

  test.each([
    ['501 attendees', { attendees: Array(501).fill(invited('a@opnum.example')) }, 'ErrorTooManyRecipients'],
    ['an all-day event that does not start at midnight', { isAllDay: true }, 'ErrorInvalidRequest'],
    [
      'a series that starts another day',
      { recurrence: { pattern: { type: 'daily', interval: 1 }, range: { type: 'noEnd', startDate: '2027-03-02' } } },
      'ErrorInvalidRecurrence',
    ],
    ['an end before the start', { end: at('2027-02-28T10:00:00') }, 'ErrorInvalidTimeInterval'],
  ])('refuses %s', async (_what, more, code) => {
    const refused = await create(meeting(more))
    expect([refused.status, refused.at('error', 'code')]).toEqual([400, code])
  })

  test('a stale If-Match answers 412', async () => {
    const made = await create(meeting())
    const path = `/users/${ines}/events/${String(made.at('id'))}`
    const headers = { 'If-Match': String(made.at('@odata.etag')) }
    expect((await client.graph('PATCH', path, { body: { subject: 'B' }, headers })).status).toBe(200)
    expect((await client.graph('PATCH', path, { body: { subject: 'C' }, headers })).status).toBe(412)
  })
})

describe('calendarView', () => {
  test('expands a series across summer time, at the same local hour', async () => {
    const range = { type: 'numbered', startDate: '2027-03-22', numberOfOccurrences: 3 }
    const recurrence = { pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] }, range }
    const times = {
      start: at('2027-03-22T09:00:00', 'Romance Standard Time'),
      end: at('2027-03-22T10:00:00', 'Romance Standard Time'),
    }
    await create(meeting({ ...times, recurrence }), philippe)
    const found = await view(philippe, '2027-03-20T00:00:00Z', '2027-05-01T00:00:00Z')
    const starts = [0, 1, 2, 3].map((index) => found.at('value', index, 'start', 'dateTime'))
    expect(starts).toEqual([
      '2027-03-22T08:00:00.0000000',
      '2027-03-29T07:00:00.0000000',
      '2027-04-05T07:00:00.0000000',
      undefined,
    ])
  })

  test('needs its window, of 1 825 days at most', async () => {
    expect((await client.graph('GET', `/users/${ines}/calendarView`)).at('error', 'code')).toBe('ErrorInvalidParameter')
    const long = await view(ines, '2027-01-01T00:00:00Z', '2033-01-01T00:00:00Z')
    expect([long.status, long.at('error', 'code')]).toEqual([400, 'ErrorInvalidRequest'])
  })

  test('pages hold ten events unless told otherwise', async () => {
    for (let hour = 0; hour < 12; hour += 1) {
      const time = `2027-09-01T${String(hour).padStart(2, '0')}`
      await create(meeting({ start: at(`${time}:00:00`), end: at(`${time}:30:00`) }), philippe)
    }
    const first = await view(philippe, '2027-09-01T00:00:00Z', '2027-09-02T00:00:00Z')
    const second = await client.graph('GET', String(first.at('@odata.nextLink')))
    expect([first.at('value', 'length'), second.at('value', 'length'), second.at('@odata.nextLink')]).toEqual([
      10,
      2,
      undefined,
    ])
  })
})

describe('mailboxes', () => {
  test('settings, meeting providers and rooms', async () => {
    expect((await client.graph('GET', `/users/${nora}/mailboxSettings`)).at('timeZone')).toBe('Romance Standard Time')
    const calendar = await client.graph('GET', `/users/${nora}/calendar`)
    expect(calendar.at('allowedOnlineMeetingProviders')).toEqual(['teamsForBusiness'])
    expect((await client.graph('GET', '/places/microsoft.graph.room')).at('value', 'length')).toBe(3)
  })

  test('404 for who has none, 403 for what the access policy closes', async () => {
    client.tenant.faults.set({ withoutMailbox: [nora], mailboxScope: [nora] })
    expect((await create(meeting(), nora)).at('error', 'code')).toBe('MailboxNotEnabledForRESTAPI')
    const closed = await create(meeting())
    expect([closed.status, closed.at('error', 'message')]).toEqual([403, 'Access to OData is disabled.'])
  })

  test('the fifth request at once is refused, and so is one beyond the count', async () => {
    client.tenant.faults.set({ mailboxDelayMs: 300 })
    const path = `/users/${philippe}/mailboxSettings`
    const together = await Promise.all(Array.from({ length: 12 }, () => client.graph('GET', path)))
    const refused = together.find(({ status }) => status === 429)
    expect(refused?.at('error', 'code')).toBe('ApplicationThrottled')
    client.tenant.faults.set({ mailboxDelayMs: 0, mailboxRequests: 1 })
    const last = await client.graph('GET', path)
    expect([last.status, Number(last.headers.get('retry-after')) > 0]).toEqual([429, true])
  })
})

describe('permissions', () => {
  test('findMeetingTimes has no application form; /me has none either', async () => {
    const refused = await client.graph('POST', `/users/${ines}/findMeetingTimes`, { body: {} })
    expect([refused.status, refused.at('error', 'code')]).toEqual([403, 'ErrorAccessDenied'])
    expect((await client.graph('GET', '/me/events')).status).toBe(400)
  })

  test.each([
    ['reading without Calendars', ['User.Read.All'], 'GET', `/users/${ines}/events`],
    ['writing with Calendars.Read', ['Calendars.Read'], 'POST', `/users/${ines}/events`],
    ['rooms without Place.Read.All', ['Calendars.ReadWrite'], 'GET', '/places/microsoft.graph.room'],
    ['settings without MailboxSettings.Read', ['Calendars.ReadWrite'], 'GET', `/users/${ines}/mailboxSettings`],
  ])('403: %s', async (_what, grantedRoles, method, path) => {
    const poor = await startClient({ grantedRoles })
    const refused = await poor.graph(method, path, method === 'POST' ? { body: meeting() } : {})
    await poor.close()
    expect([refused.status, refused.at('error', 'code')]).toEqual([403, 'ErrorAccessDenied'])
  })

  test('a person opens their own calendar and nobody else’s', async () => {
    const rich = await startClient({ grantedScopes: ['Calendars.ReadWrite'] })
    const token = await rich.personToken(nora)
    expect((await rich.graph('POST', '/me/events', { body: meeting(), token })).status).toBe(201)
    expect((await rich.graph('POST', `/users/${ines}/events`, { body: meeting(), token })).status).toBe(403)
    await rich.close()
  })
})
