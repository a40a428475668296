import { app, authentication } from '@microsoft/teams-js'
import { connectHost, meetingPage } from './host'

jest.mock('@microsoft/teams-js', () => ({
  app: {
    initialize: jest.fn(async () => undefined),
    getContext: jest.fn(),
    notifySuccess: jest.fn(),
    registerOnThemeChangeHandler: jest.fn(),
    openLink: jest.fn(),
  },
  authentication: { getAuthToken: jest.fn(async () => 'a-token'), authenticate: jest.fn() },
}))

test.each([
  ['sidePanel', '#/meeting/CODIR%3A88', 'panel/CODIR:88'],
  ['meetingStage', '#/meeting/CODIR:88', 'stage/CODIR:88'],
  ['sidePanel', '#/meeting/%E0%A4%A', 'panel/%E0%A4%A'],
  // The details of the meeting are the page itself.
  ['content', '#/meeting/CODIR:88', null],
  [undefined, '#/meeting/CODIR:88', null],
  ['sidePanel', '#/portfolio', null],
  ['sidePanel', '#/meeting/', null],
  ['sidePanel', '#/meeting/CODIR:88/items', null],
  ['sidePanel', '#/meeting/CODIR:88?x=1', null],
  ['sidePanel', '', null],
  ['constructor', '#/meeting/CODIR:88', null],
])('on %s the address %s shows %s', (surface, hash, page) => {
  expect(meetingPage(surface, hash)).toBe(page)
})

/** What Teams says of where the tab is. */
const contextOf = (frameContext: string, subPageId = '') => ({
  app: { locale: 'en-gb', theme: 'dark' },
  page: { id: 'x', frameContext, subPageId },
  user: { id: 'me', loginHint: 'nora@opnum.example' },
})
const asked = jest.mocked(app.getContext)
const framed = (context: object): void => {
  // Telephones show the tab in a view of its own, which is how Teams is recognised without a frame.
  Object.assign(window, { nativeInterface: {} })
  // The few parts of the context that the product reads.
  asked.mockResolvedValue(context as app.Context)
}

afterEach(() => {
  Reflect.deleteProperty(window, 'nativeInterface')
  window.location.hash = ''
})

test('in the side panel of a meeting the panel is the page, in its language and theme, and may share to the stage', async () => {
  framed(contextOf('sidePanel'))
  window.location.hash = '#/meeting/CODIR%3A88'
  const connection = await connectHost()
  if (!connection.ok) throw new Error(connection.reason)
  const { host } = connection
  expect(host).toMatchObject({ page: 'panel/CODIR:88', locale: 'en', theme: 'dark', person: 'me' })
  expect(host.shareToStage).not.toBeNull()
  expect(await host.token()).toBe('a-token')
})

test('a deep link comes before the surface, and elsewhere nothing is shared to a stage', async () => {
  framed(contextOf('content', 'project/P-008'))
  window.location.hash = '#/meeting/CODIR%3A88'
  const connection = await connectHost()
  expect(connection).toMatchObject({ ok: true, host: { page: 'project/P-008', shareToStage: null } })
})

test('consent that is declined is told, and is asked for at an https address with the person’s name', async () => {
  framed(contextOf('content'))
  const connection = await connectHost()
  if (!connection.ok) throw new Error(connection.reason)
  const authenticate = jest.mocked(authentication.authenticate)
  authenticate.mockRejectedValueOnce(new Error('CancelledByUser'))
  expect(await connection.host.consent()).toBe(false)
  authenticate.mockResolvedValueOnce('')
  expect(await connection.host.consent()).toBe(true)
  expect(authenticate.mock.lastCall?.[0]?.url).toMatch(
    /^https:\/\/localhost\/auth-start\.html\?hint=nora%40opnum\.example&answer=teams$/,
  )
})

test('a host that refuses is told as silent, in the language of the browser', async () => {
  framed(contextOf('content'))
  asked.mockRejectedValueOnce(new Error('no answer'))
  expect(await connectHost()).toEqual({ ok: false, reason: 'silent', locale: 'en' })
})
