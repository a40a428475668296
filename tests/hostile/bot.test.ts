import { StatusReports } from '../../src/lists/status-reports'
import { cardData } from '../kit/answers'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'
import { genuineActivity, postActivity, signedFor } from './activities'
import { CONFIDENTIAL, fillPortfolio, insider, OPEN, officer, outsider, SECRET } from './hidden-portfolio'
import { INSIDES, rowsOf } from './requests'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
  await fillPortfolio(stack)
  await stack.as(officer).post('/api/cycles', { code: '2026-11', cutOff: '2026-11-27T16:00:00Z' })
  await stack.ctx.outbox.drained()
})
afterAll(() => stack.close())

const sentence = (body: unknown): string => String(Reflect.get(Object(body), 'value'))

/** Presses a button that no card of ours has: refused in words, nothing written, nothing shown. */
const refused = async (verb: string, data: object): Promise<string> => {
  const before = rowsOf(stack)
  const { status, body } = await stack.chat.invoke(outsider, verb, data)
  const said = JSON.stringify(body)
  expect(status).toBe(200)
  expect(said).not.toMatch(INSIDES)
  expect(said).not.toContain(SECRET)
  expect(rowsOf(stack)).toBe(before)
  return sentence(body)
}

test.each(['', 'status.publish', 'cycle.close', '__proto__', 'constructor', 'toString', 'STATUS.SAVE', 'status.save '])(
  'the verb %j is not understood',
  async (verb) => {
    expect(await refused(verb, cardData('2026-11', OPEN, { overall: 'red' }))).toMatch(/^Je n’ai pas compris/)
  },
)

test.each<[string, object]>([
  ['nothing', {}],
  ['no project', { cycle: '2026-11' }],
  ['a number as project', { cycle: '2026-11', project: 901 }],
  ['a list as cycle', { cycle: ['2026-11'], project: OPEN }],
  ['a long project', { cycle: '2026-11', project: 'P'.repeat(5_000) }],
  ['a zero character', { cycle: '2026-11', project: `${OPEN}\u0000` }],
])('a payload with %s is not understood', async (_, data) => {
  for (const verb of ['status.save', 'status.confirm', 'status.edit'])
    expect(await refused(verb, data)).toMatch(/^Je n’ai pas compris/)
})

test.each<[string, unknown]>([
  ['overall', { $ne: null }],
  ['overall', ['red']],
  ['comment', { text: 'x' }],
  ['comment', 42],
  ['forecastEnd', 20_271_231],
  ['forecastCost', '1e400'],
  ['percentComplete', '-1'],
  ['__proto__', 'red'],
  ['constructor', 'red'],
  ['state', 'published'],
  ['answeredBy', idOf(officer)],
])('the input %s = %j is refused with the form still open', async (field, value) => {
  const data = cardData('2026-11', OPEN, { ...(field === 'overall' ? {} : { overall: 'green' }), [field]: value })
  await refused(
    'status.save',
    field === '__proto__' ? JSON.parse(`{"cycle":"2026-11","project":"${OPEN}","${OPEN}.__proto__":"red"}`) : data,
  )
})

test('somebody else’s project, a hidden one and one that does not exist get the same words', async () => {
  for (const verb of ['status.save', 'status.confirm', 'status.edit', 'status.details', 'status.view']) {
    const said: string[] = []
    for (const number of [CONFIDENTIAL, 'P-999', '..', '%', '{{DATE(now)}}'])
      said.push(await refused(verb, cardData('2026-11', number, { overall: 'red' })))
    expect([verb, ...new Set(said)]).toEqual([verb, said[0]])
  }
  expect(await refused('status.save', cardData('2026-10', OPEN, { overall: 'red' }))).toMatch(/campagne/i)
})

test('inputs named after another project change nothing of it', async () => {
  const data = { ...cardData('2026-11', OPEN, { overall: 'green' }), [`${CONFIDENTIAL}.overall`]: 'red' }
  await stack.chat.invoke(outsider, 'status.save', data)
  expect(rowsOf(stack)).not.toContain(`2026-11:${CONFIDENTIAL}`)
})

const post = async (
  change: { readonly serviceUrl?: string; readonly [property: string]: unknown },
  token?: string,
  raw?: string | Uint8Array<ArrayBuffer>,
  contentType?: string,
): Promise<{ status: number; text: string }> => {
  const activity = { ...genuineActivity(stack, outsider), ...change }
  const signed = token ?? (await signedFor(stack, change.serviceUrl ?? stack.tenant.connectorUrl))
  return postActivity(stack, signed, raw ?? JSON.stringify(activity), contentType)
}

test('an activity from outside the closed list of connectors is refused, however well it is signed', async () => {
  const own = new URL(stack.tenant.connectorUrl)
  const urls = [
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:5432/',
    'file:///etc/passwd',
    'https://attacker.example/',
    `${own.origin}@attacker.example/`,
    `${own.origin}.attacker.example/`,
    `${own.protocol}//attacker.example${own.pathname}`,
    `${own.protocol}//x@${own.host}${own.pathname}`,
    `${stack.tenant.connectorUrl.replace(/\/$/, '')}.attacker.example`,
    '',
  ]
  for (const serviceUrl of urls)
    expect([serviceUrl, await post({ serviceUrl })]).toEqual([serviceUrl, { status: 401, text: '' }])
  expect(await post({}, await stack.as(officer).token())).toEqual({ status: 401, text: '' })
  expect(await post({ conversation: { id: 'a:1', tenantId: idOf(officer) } })).toEqual({ status: 401, text: '' })
})

test('bodies that are too large, too deep, of another kind or no activity are refused without a word', async () => {
  const token = await signedFor(stack, stack.tenant.connectorUrl)
  const deep = `{"value":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  const refusals = [
    await post({}, token, JSON.stringify({ text: 'x'.repeat(300_000) })),
    await post({}, token, deep),
    await post({}, token, '{"type":'),
    await post({}, token, '[]'),
    await post(
      {},
      token,
      new Uint8Array(
        Buffer.from(JSON.stringify(genuineActivity(stack, outsider)).replace('statut', '\u00ff'), 'latin1'),
      ),
    ),
    await post({}, token, 'type=message', 'application/x-www-form-urlencoded'),
    await post({}, token, '<xml/>', 'application/xml'),
    await post({}, token, '{}', 'application/json; charset=utf-7'),
  ]
  expect(refusals.map(({ status }) => status)).toEqual([413, 401, 400, 401, 400, 401, 401, 401])
  for (const { text } of refusals) expect(text).toBe('')
})

test('an activity sent again by somebody who recorded it changes nothing, even after a newer answer', async () => {
  const token = await signedFor(stack, stack.tenant.connectorUrl)
  const click = (id: string, comment: string, timestamp: string): Promise<{ status: number; text: string }> =>
    post(
      {
        id,
        timestamp,
        type: 'invoke',
        text: undefined,
        name: 'adaptiveCard/action',
        value: {
          action: {
            type: 'Action.Execute',
            verb: 'status.save',
            data: cardData('2026-11', OPEN, { overall: 'amber', comment }),
          },
        },
      },
      token,
    )
  const comment = (): string | null | undefined => stack.ctx.lists.find(StatusReports, `2026-11:${OPEN}`)?.comment
  const at = ['2026-11-18T09:00:00.100Z', '2026-11-18T09:00:07.250Z'] as const
  expect((await click('first', 'Le premier', at[0])).status).toBe(200)
  expect((await click('second', 'Le second', at[1])).status).toBe(200)
  expect(comment()).toBe('Le second')
  expect((await click('first', 'Le premier', at[0])).status).toBe(200)
  expect(comment()).toBe('Le second')
})

test('a closed cycle takes no answer from the card that is still there', async () => {
  await stack.as(officer).post('/api/cycles/2026-11/close')
  for (const verb of ['status.save', 'status.confirm', 'status.edit'])
    await refused(verb, cardData('2026-11', OPEN, { overall: 'red', comment: 'trop tard' }))
  expect((await stack.chat.cards(insider)).length).toBeGreaterThan(0)
})
