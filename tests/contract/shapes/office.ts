import { ines, nora } from '../tenant-client'
import type { Producing, Production } from './producing'

const STEP = 327_680
const zone = 'Pacific Standard Time'
const at = (dateTime: string) => ({ dateTime, timeZone: zone })

const schedule = ({ client }: Producing, more: object = {}) =>
  client.graph('POST', `/users/${ines}/calendar/getSchedule`, {
    headers: { Prefer: `outlook.timezone="${zone}"` },
    body: {
      schedules: ['nora.pirard@opnum.example', 'ines.vandamme@opnum.example'],
      startTime: at('2027-03-15T09:00:00'),
      endTime: at('2027-03-15T18:00:00'),
      availabilityViewInterval: 60,
      ...more,
    },
  })

const meeting = {
  subject: 'Prep for customer meeting',
  body: { contentType: 'HTML', content: 'Does this time work for you?' },
  start: at('2027-11-20T13:00:00'),
  end: at('2027-11-20T14:00:00'),
  location: { displayName: 'Cordova conference room' },
  attendees: [{ emailAddress: { address: 'nora.pirard@opnum.example', name: 'Nora Pirard' }, type: 'required' }],
  allowNewTimeProposals: true,
  isOnlineMeeting: true,
  onlineMeetingProvider: 'teamsForBusiness',
}

const upload = async ({ client }: Producing, name: string) =>
  client.graph('POST', `/drives/${client.tenant.registration.driveId}/root:/${name}:/createUploadSession`, {
    body: { item: { '@microsoft.graph.conflictBehavior': 'fail' } },
  })

const range = async (
  { client }: Producing,
  session: { at(...path: string[]): unknown },
  start: number,
  length: number,
  total: number,
  headers: Record<string, string> = {},
) =>
  client.http('PUT', String(session.at('uploadUrl')), {
    body: new Uint8Array(length),
    headers: { 'Content-Range': `bytes ${start}-${start + length - 1}/${total}`, ...headers },
  })

const page = (on: Producing, name: string) =>
  on.client.graph('POST', `${on.sites}/pages`, {
    token: on.person,
    body: {
      '@odata.type': '#microsoft.graph.sitePage',
      name,
      title: 'test',
      pageLayout: 'article',
      showComments: true,
      showRecommendedPages: false,
      titleArea: {
        enableGradientEffect: true,
        imageWebUrl: 'https://opnum.example/image.jpg',
        layout: 'colorBlock',
        showAuthor: true,
        showPublishedDate: false,
        showTextBlockAboveTitle: false,
        textAboveTitle: 'TEXT ABOVE TITLE',
        textAlignment: 'left',
        title: 'sample4',
        imageSourceType: 2,
      },
      canvasLayout: {
        horizontalSections: [
          {
            layout: 'oneColumn',
            id: '1',
            emphasis: 'none',
            columns: [{ id: '1', width: 12, webparts: [{ innerHtml: '<p>Hello!</p>' }] }],
          },
        ],
      },
    },
  })

const task = async ({ client }: Producing) => {
  const container = { url: `https://graph.microsoft.com/v1.0/groups/${client.tenant.registration.pmoTeamId}` }
  const plan = await client.graph('POST', '/planner/plans', { body: { title: 'Example', container } })
  const planId = String(plan.at('id'))
  const bucket = await client.graph('POST', '/planner/buckets', { body: { name: 'x', planId, orderHint: ' !' } })
  return client.graph('POST', '/planner/tasks', { body: { planId, bucketId: bucket.at('id'), title: 'x' } })
}

const onlineMeeting = async ({ client }: Producing) => {
  const made = await client.graph('POST', `/users/${nora}/events`, { body: meeting })
  const filter = encodeURIComponent(`JoinWebUrl eq '${String(made.at('onlineMeeting', 'joinUrl'))}'`)
  client.tenant.faults.set({ onlineMeetingPolicy: false })
  return client.graph('GET', `/users/${nora}/onlineMeetings?$filter=${filter}`)
}

/** Calendars, pages, files and tasks. */
export const officeProductions: readonly Production[] = [
  {
    example: '11-getschedule-response',
    at: [],
    produce: async (on) => {
      await on.client.graph('POST', `/users/${nora}/events`, {
        body: { ...meeting, start: at('2027-03-15T12:00:00'), end: at('2027-03-15T14:00:00') },
      })
      return schedule(on)
    },
  },
  {
    example: '12-getschedule-errors',
    at: ['errors', 0],
    produce: (on) => schedule(on, { schedules: Array.from({ length: 101 }, (_, n) => `a${n}@opnum.example`) }),
  },
  {
    example: '12-getschedule-errors',
    at: ['errors', 1],
    produce: (on) => schedule(on, { endTime: at('2027-06-15T09:00:00') }),
  },
  {
    example: '12-getschedule-errors',
    at: ['errors', 2],
    produce: (on) => schedule(on, { availabilityViewInterval: 2 }),
  },
  {
    example: '12-getschedule-errors',
    at: ['errors', 3],
    produce: (on) => schedule(on, { endTime: at('2027-03-15T08:00:00') }),
  },
  {
    example: '12-getschedule-errors',
    at: ['errors', 5],
    produce: ({ client }) =>
      client.graph(
        'GET',
        `/users/${nora}/calendarView?startDateTime=2027-01-01T00:00:00Z&endDateTime=2033-01-01T00:00:00Z`,
      ),
  },
  {
    example: '13-event-created-online-meeting',
    at: [],
    produce: ({ client, person }) =>
      client.graph('POST', '/me/events', {
        token: person,
        headers: { Prefer: `outlook.timezone="${zone}"` },
        body: meeting,
      }),
  },
  { example: '16-sitepage-created', at: [], produce: (on) => page(on, 'created.aspx') },
  {
    example: '16-sitepage-created',
    at: ['publish'],
    produce: async (on) => {
      const id = String((await page(on, 'published.aspx')).at('id'))
      const path = `${on.sites}/pages/${id}/microsoft.graph.sitePage/publish`
      return on.client.graph('POST', path, { token: on.person })
    },
  },
  { example: '17-driveitem-upload-session', at: ['steps', 0, 'response'], produce: (on) => upload(on, 'large.dat') },
  {
    example: '17-driveitem-upload-session',
    at: ['steps', 1, 'response'],
    produce: async (on) => range(on, await upload(on, 'begun.dat'), 0, STEP, 2 * STEP),
  },
  {
    example: '17-driveitem-upload-session',
    at: ['steps', 2, 'response'],
    produce: async (on) => range(on, await upload(on, 'whole.dat'), 0, 128, 128),
  },
  {
    example: '17-driveitem-upload-session',
    at: ['errors', 0],
    produce: async (on) => {
      const [first, second] = [await upload(on, 'twice.dat'), await upload(on, 'twice.dat')]
      await range(on, first, 0, 128, 128)
      return range(on, second, 0, 128, 128)
    },
  },
  {
    example: '17-driveitem-upload-session',
    at: ['errors', 1],
    produce: async (on) => {
      const session = await upload(on, 'again.dat')
      await range(on, session, 0, STEP, 2 * STEP)
      return range(on, session, 0, STEP, 2 * STEP)
    },
  },
  {
    example: '17-driveitem-upload-session',
    at: ['errors', 2],
    produce: async (on) => range(on, await upload(on, 'token.dat'), 0, 128, 128, { Authorization: 'Bearer x' }),
  },
  {
    example: '17-driveitem-upload-session',
    at: ['errors', 3],
    produce: ({ client }) =>
      client.graph('POST', `/drives/${client.tenant.registration.driveId}/root:/huge.dat:/createUploadSession`, {
        body: { item: { fileSize: 3e14 } },
      }),
  },
  {
    example: '18-planner-task-update',
    at: ['errors', 0],
    produce: async (on) => {
      const made = await task(on)
      return on.client.graph('PATCH', `/planner/tasks/${String(made.at('id'))}/details`, {
        body: { description: 'x' },
        headers: { 'If-Match': String(made.at('@odata.etag')) },
      })
    },
  },
  {
    example: '18-planner-task-update',
    at: ['errors', 1],
    produce: async (on) => {
      const made = await task(on)
      const change = (title: string) =>
        on.client.graph('PATCH', `/planner/tasks/${String(made.at('id'))}`, {
          body: { title },
          headers: { 'If-Match': String(made.at('@odata.etag')) },
        })
      await change('y')
      return change('z')
    },
  },
  { example: '19-teams-and-bot-errors', at: ['errors', 3], produce: onlineMeeting },
  {
    example: '19-teams-and-bot-errors',
    at: ['errors', 4],
    produce: ({ client }) => {
      client.tenant.faults.set({ mailboxScope: [ines] })
      return client.graph('GET', `/users/${nora}/events`)
    },
  },
]
