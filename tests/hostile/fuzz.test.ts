import fc from 'fast-check'
import { commands, type Verb, verbs } from '../../bot/verbs'
import { runConvening } from '../../src/committees/planning/convene/run-convening'
import { Decisions } from '../../src/lists/committees/decisions'
import { cardData } from '../kit/answers'
import { anyChange, anyText, anyValue, type Change, changed, fuzz, NASTY } from '../kit/fuzz'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'
import { genuineActivity, postActivity, signedFor } from './activities'
import { OPEN, officer, outsider } from './hidden-portfolio'
import { everyRoute, INSIDES, rowsOf } from './requests'
import { ACTION, CYCLE, DECISION, fillEverything, meetings, paramOf, type WellFormed, wellFormed } from './well-formed'

/**
 * Odd values in every route and every verb: the answer is one of those foreseen, in words, and what is refused has changed nothing. A
 * route or a verb that `well-formed.ts` or this file does not name fails.
 */
let stack: Stack
const english = 'Thomas Roevens'
const people = [officer, outsider, english] as const
const tokens = new Map<string, string>()

beforeAll(async () => {
  stack = await startStack()
  await fillEverything(stack)
  for (const name of people) tokens.set(name, await stack.as(name).token())
  // What the bot says to each of hundreds of messages would have to wait for the connector's limits.
  stack.tenant.faults.set({ connectorLimits: false })
})
afterAll(() => stack.close())

const nameOf = ({ method, path }: (typeof everyRoute)[number]): string => `${method} ${path}`
const isFile = ({ takes }: (typeof everyRoute)[number]): boolean => takes === 'file'

const encoded = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/^\.+$/, '%2e')
const addressOf = (
  path: string,
  fill: (name: string) => string,
  query: Readonly<Record<string, string>> = {},
): string => {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encoded(fill(name)) || '-')
  const search = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
  return `${filled}?${search.join('&')}`
}

/** Characters that no list may ever hold; those that JSON escapes stand in the rows with two backslashes. */
const ODD = /\\\\u(?:00[01]|d[89a-f])|[\u007f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/i

/** Sends a request and looks at the answer: expected, explained in the person's language, and nothing changed if refused. */
const judge = async (who: string, method: string, path: string, text: string): Promise<number> => {
  const before = rowsOf(stack)
  const answer = await fetch(`${stack.origin}/api${path}`, {
    method,
    headers: { Authorization: `Bearer ${tokens.get(who)}`, 'Content-Type': 'application/json' },
    ...(method === 'GET' ? {} : { body: text }),
  })
  const said = await answer.text()
  expect([answer.status < 500, answer.status, said.slice(0, 300)]).toEqual([true, answer.status, said.slice(0, 300)])
  expect(said.slice(0, 20_000)).not.toMatch(INSIDES)
  expect(answer.headers.get('X-Injected')).toBeNull()
  const after = rowsOf(stack)
  if (answer.status < 400) {
    expect(ODD.exec(after)).toBeNull()
    // The invitations follow by themselves: no change of the request after this one.
    if (/^\/bodies\/[^/]+\/meetings\?/.test(path)) await runConvening(stack.ctx)
    return answer.status
  }
  expect(after).toBe(before)
  const refusal = Object(JSON.parse(said))
  if (answer.status === 409 && 'conflict' in refusal) return answer.status
  expect(refusal).toMatchObject({
    error: { code: expect.any(String), message: expect.any(String), requestId: answer.headers.get('X-Request-Id') },
  })
  const { message } = refusal.error
  expect(message).not.toMatch(/^\w+:[\w.-]+$|undefined|\[object/)
  expect(message).not.toMatch(who === english ? /[éèà’]|\bvous\b/i : /\b(the|you|your|not)\b/i)
  return answer.status
}

const routeOf = (name: string): (typeof everyRoute)[number] => {
  const found = everyRoute.find((route) => nameOf(route) === name)
  if (!found) throw new Error(`no route is called ${name}`)
  return found
}

/** The request that the route understands, with another body. */
const send = (name: string, given: WellFormed, text: string): Promise<number> => {
  const { method, path } = routeOf(name)
  const address = addressOf(path, (parameter) => paramOf(stack, parameter, given), given.query?.(stack))
  return judge(given.who ?? outsider, method, address, text)
}

/** The same with one change. */
const sendChanged = async (name: string, change: Change): Promise<void> => {
  const given = wellFormed[name] ?? {}
  await send(name, given, changed(given.body?.(stack), change))
}

test('each route that writes is tried with a request that it understands', () => {
  const writing = everyRoute.filter(({ method }) => method !== 'GET').map(nameOf)
  expect(Object.keys(wellFormed).sort()).toEqual(writing.sort())
})

describe.each(Object.entries(wellFormed))('%s', (name, given) => {
  test('is understood, also behind characters that nobody sees, which are kept nowhere', async () => {
    const body = given.body?.(stack)
    const hidden = (_: string, value: unknown): unknown =>
      typeof value === 'string' ? `${value}\u0000\u202e\u200b` : value
    const status = await send(name, given, isFile(routeOf(name)) ? String(body) : JSON.stringify(body, hidden))
    expect([status, [400, 404, 415, 422].includes(status)]).toEqual([status, false])
  })

  fuzz(`${name} with an odd value`, 8, anyChange, (change) => sendChanged(name, change))
})

/** Values that mean something here, so that a request gets past the first check. */
const known = [OPEN, `${OPEN}:1`, CYCLE, 'current', 'CODIR', ACTION, DECISION, ...meetings, `${meetings[0]}:1`, '1']
const word = fc.oneof(fc.constantFrom(...known), anyText)
const options = [
  'q',
  'sort',
  'group',
  'etag',
  'cycle',
  'language',
  'health',
  'priority',
  'programme',
  'columns',
  'name',
]

fuzz(
  'anything, to every route',
  4,
  fc.record({
    who: fc.constantFrom(...people),
    words: fc.array(word, { minLength: 3, maxLength: 3 }),
    query: fc.dictionary(fc.constantFrom(...options), word, { maxKeys: 3 }),
    body: fc.oneof(
      anyValue.map((value) => JSON.stringify(value)),
      fc.json(),
      anyText,
    ),
  }),
  async ({ who, words, query, body }) => {
    for (const route of everyRoute.filter(({ path }) => path !== '/events')) {
      const left = [...words]
      await judge(
        who,
        route.method,
        addressOf(route.path, () => left.shift() ?? '', query),
        body,
      )
    }
  },
)

const [coming, , held] = meetings
const answer = (): object =>
  cardData(CYCLE, OPEN, { overall: 'amber', comment: 'Un mot', forecastEnd: '2027-10-29', forecastCost: '900000' })
const action = (): object => ({
  action: ACTION,
  card: ACTION,
  kind: 'due',
  dueOn: '2027-01-15',
  reason: 'Le bailleur ne répond pas.',
  owner: idOf(english),
})
const openVote = (): string =>
  stack.ctx.lists.all(Decisions).find(({ voteState }) => voteState === 'open')?.number ?? ''

/** What our cards send with each verb. */
const cards: Readonly<Record<Verb, () => object>> = {
  'status.confirm': answer,
  'status.save': answer,
  'status.edit': answer,
  'status.details': answer,
  'status.view': answer,
  'vote.cast': () => ({ decision: openVote(), voter: idOf(outsider), vote: 'for' }),
  'agenda.propose': () => ({
    meeting: coming,
    stamp: 'x',
    title: 'Un point',
    kind: 'decision',
    minutes: '15',
    question: 'D’accord ?',
    background: 'Le bail finit.',
  }),
  'agenda.approve': () => ({ meeting: coming }),
  'minutes.approve': () => ({ meeting: held, version: '1' }),
  'action.done': action,
  'action.later': action,
  'action.postpone': action,
  'action.reassign': action,
  'action.pass': action,
  'action.view': action,
}

/** The bot answers with a card or with a sentence; with a sentence alone, nothing has changed. */
const heard = async (send: () => Promise<{ status: number; body: unknown }>): Promise<void> => {
  const before = rowsOf(stack)
  const { status, body } = await send()
  const said = JSON.stringify(body)
  expect([status, said.slice(0, 300)]).toEqual([200, said.slice(0, 300)])
  expect(said).not.toMatch(INSIDES)
  const after = rowsOf(stack)
  expect(ODD.exec(after)).toBeNull()
  if (!said.includes('AdaptiveCard')) expect(after).toBe(before)
}

test('each verb and each command is tried as a card sends it', () => {
  expect(Object.keys(cards).sort()).toEqual(Object.keys(verbs).sort())
  expect(Object.keys(commands)).toEqual(['proposeItem'])
})

describe.each(Object.entries(cards))('%s', (verb, data) => {
  fuzz(`${verb} with an odd value`, 8, anyChange, (change) =>
    heard(() => stack.chat.invoke(outsider, verb, Object(JSON.parse(changed(data(), change) || '{}')), 'a-message')),
  )

  fuzz(`${verb} with anything`, 3, fc.dictionary(anyText, anyValue), (given) =>
    heard(() => stack.chat.invoke(outsider, verb, given, 'a-message')),
  )
})

const onMessage = {
  commandId: 'proposeItem',
  messagePayload: {
    subject: 'Le bail',
    linkToMessage: 'https://teams.microsoft.com/l/message/x',
    body: { contentType: 'html', content: '<p>Le bail <b>finit</b>&nbsp;!</p>' },
  },
  data: { meeting: coming, stamp: 'y', title: 'Un point', kind: 'decision', minutes: '15', question: '' },
}
fuzz('an action on a message with an odd value', 20, anyChange, async (change) => {
  const value = Object(JSON.parse(changed(onMessage, change) || '{}'))
  for (const invoke of ['fetchTask', 'submitAction'] as const)
    await heard(() => stack.chat.onMessage(outsider, invoke, value))
})

fuzz('whatever somebody types to the bot', 20, anyText, async (text) => {
  const before = rowsOf(stack)
  expect((await stack.chat.say(outsider, text)).status).toBe(200)
  expect(rowsOf(stack)).toBe(before)
})

fuzz('an activity with an odd value', 60, anyChange, async (change) => {
  const token = await signedFor(stack, stack.tenant.connectorUrl)
  const before = rowsOf(stack)
  const { status, text } = await postActivity(stack, token, changed(genuineActivity(stack, outsider), change) || '{}')
  expect([status, [200, 400, 401].includes(status)]).toEqual([status, true])
  expect(text).not.toMatch(INSIDES)
  expect(rowsOf(stack)).toBe(before)
})

test('no value that has broken something elsewhere breaks a title', async () => {
  for (const value of NASTY)
    for (const [name, at] of [
      ['PATCH /projects', 5],
      ['POST /bodies', 2],
      ['POST /meetings/:meeting/decisions', 3],
    ] as const)
      await sendChanged(name, { at, value })
})
