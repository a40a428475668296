import { pages } from '@microsoft/teams-js'
import { connectHost } from './host'

/** What Teams shows when somebody adds the tab: which page it will open, and that it can be saved at once. */
const context = { chat: undefined as { id: string } | undefined }
jest.mock('@microsoft/teams-js', () => ({
  app: { getContext: jest.fn(async () => context) },
  pages: {
    config: {
      registerOnSaveHandler: jest.fn(),
      setConfig: jest.fn(async () => undefined),
      setValidityState: jest.fn(),
    },
  },
}))
jest.mock('./host', () => ({ connectHost: jest.fn() }))

const { registerOnSaveHandler, setConfig, setValidityState } = jest.mocked(pages.config)
const MEETING = '19:meeting_a@thread.v2'
const requests: string[] = []

/** Opens the page in a conversation, and gives back what it says. */
const open = async (chat: string | undefined, answer: Response, framed = true): Promise<string> => {
  jest.clearAllMocks()
  requests.length = 0
  document.body.innerHTML = '<main id="root"></main>'
  context.chat = chat === undefined ? undefined : { id: chat }
  globalThis.fetch = async (address) => {
    requests.push(String(address))
    return answer
  }
  const host = { locale: 'fr' as const, token: async () => 'a-token' }
  // The two parts of the host that the page uses.
  const connection = (framed ? { ok: true, host } : { ok: false, reason: 'silent', locale: 'fr' }) as Awaited<
    ReturnType<typeof connectHost>
  >
  jest.mocked(connectHost).mockResolvedValue(connection)
  await jest.isolateModulesAsync(async () => {
    await import('./configure')
  })
  const said = (): string => document.querySelector('#root p')?.textContent ?? ''
  for (let turn = 0; turn < 200 && said() === ''; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10))
  return said()
}

const json = (status: number, body: object): Response => {
  const answer = { ok: status < 300, status, headers: new Headers(), json: async () => body }
  // jsdom has no Response; the client reads these parts of it.
  return answer as Response
}

/** Presses Save, as Teams does. */
const save = async () => {
  const handler = registerOnSaveHandler.mock.lastCall?.[0]
  const event = { result: {}, notifySuccess: jest.fn(), notifyFailure: jest.fn() }
  handler?.(event)
  await new Promise((resolve) => setTimeout(resolve, 0))
  return event
}

test('in the conversation of a meeting that the person may know of, the tab is that meeting', async () => {
  const found = json(200, { meetingKey: 'CODIR:88', title: 'CoDir n° 88' })
  expect(await open(MEETING, found)).toContain('CoDir n° 88')
  expect(requests).toEqual([`/api/chats/${encodeURIComponent(MEETING)}/meeting`])
  expect(document.documentElement.lang).toBe('fr-BE')
  expect(setValidityState).toHaveBeenCalledWith(true)
  expect((await save()).notifySuccess).toHaveBeenCalled()
  const address = 'http://localhost/tab.html#/meeting/CODIR%3A88'
  expect(setConfig).toHaveBeenCalledWith({
    entityId: 'meeting/CODIR%3A88',
    contentUrl: address,
    websiteUrl: address,
    suggestedDisplayName: 'Réunion',
  })
})

test.each([
  ['a channel', undefined, json(200, {})],
  ['a chat that is no meeting of theirs', MEETING, json(404, { error: { code: 'unknown-meeting' } })],
])('in %s the tab is the portfolio', async (_, chat, answer) => {
  expect(await open(chat, answer)).not.toContain('CoDir')
  await save()
  expect(setConfig.mock.lastCall?.[0]).toMatchObject({
    contentUrl: 'http://localhost/tab.html#/portfolio',
    suggestedDisplayName: 'Portefeuille',
  })
})

test('a refusal of Teams to save is given back to Teams', async () => {
  await open(undefined, json(200, {}))
  setConfig.mockRejectedValueOnce(new Error('not here'))
  const event = await save()
  expect(event.notifyFailure).toHaveBeenCalledWith('Error: not here')
  expect(event.notifySuccess).not.toHaveBeenCalled()
})

test('outside Teams nothing can be saved, and the page says why', async () => {
  expect(await open(undefined, json(200, {}), false)).not.toBe('')
  expect(registerOnSaveHandler).not.toHaveBeenCalled()
  expect(setValidityState).not.toHaveBeenCalled()
})
