import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { createLog } from '../../src/server/log'
import { cardData } from '../kit/answers'
import { type Stack, startStack } from '../kit/stack'
import { attackTokens } from './attack-tokens'
import { fillPortfolio, OPEN, officer, outsider } from './hidden-portfolio'

/** A cycle with everything that goes wrong in it, and the whole log of it: no secret and no token may stand there. */
let stack: Stack
let written = ''
const folder = mkdtempSync(join(tmpdir(), 'gouvernail-secrets-'))
const graphLog = join(folder, 'graph.log')

beforeAll(async () => {
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      written += String(chunk)
      done()
    },
  })
  stack = await startStack({ log: createLog(true, 'info', sink), graphLog })
  await fillPortfolio(stack)
})
afterAll(async () => {
  await stack.close()
  rmSync(folder, { recursive: true, force: true })
})

const TYPED = 'Mot de passe oublié-42'

test('neither the log nor the Graph log holds a secret, a token or what people typed', async () => {
  const tokens: string[] = []
  for (const name of [officer, outsider]) tokens.push(await stack.as(name).token())
  await stack.as(officer).post('/api/cycles', { code: '2026-11', cutOff: '2026-11-27T16:00:00Z' })
  await stack.chat.invoke(outsider, 'status.save', cardData('2026-11', OPEN, { overall: 'red', comment: TYPED }))
  for (const { header } of await attackTokens(stack, officer))
    await fetch(`${stack.origin}/api/me?access_token=${tokens[0]}`, {
      headers: header ? { Authorization: header } : {},
    })
  for (const header of [`Bearer ${tokens[0]}`, 'Bearer a.b.c'])
    await fetch(`${stack.origin}/api/messages`, { method: 'POST', headers: { Authorization: header }, body: '{}' })
  stack.tenant.faults.set({ graphDown: true })
  const edit = { etag: '"x,1"', patch: { summary: TYPED } }
  expect((await stack.as(officer).patch(`/api/projects/${OPEN}`, edit)).status).toBe(503)
  stack.tenant.faults.set({ graphDown: false, connectorDown: true })
  await stack.as(officer).post('/api/cycles/2026-11/nudge')
  stack.tenant.faults.clear()
  await stack.ctx.outbox.drained()

  const password = new URL(stack.databaseUrl).password
  const { clientSecret } = stack.tenant.registration
  const everything = written + readFileSync(graphLog, 'utf8')
  // It was the story's log, and the worst of it: refused tokens and failed requests are there.
  for (const told of ['token not accepted', 'activity refused', 'request failed', '/api/projects/'])
    expect([told, everything.includes(told)]).toEqual([told, true])
  for (const secret of [clientSecret, password, TYPED, ...tokens].filter((text) => text !== ''))
    expect([secret.slice(0, 12), everything.includes(secret)]).toEqual([secret.slice(0, 12), false])
  expect(everything).not.toMatch(/eyJ[\w-]{8,}\.|Bearer [\w-]{8,}|client_secret|client_assertion/)
})
