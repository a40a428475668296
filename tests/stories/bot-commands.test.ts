import { randomUUID } from 'node:crypto'
import { myProjects } from '../../bot/projects/my-projects'
import { relationsTo } from '../../src/access/policy'
import { Programmes } from '../../src/lists/programmes'
import { Projects } from '../../src/lists/projects'
import { lateList } from '../../src/status/cycle/late-list'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** What people write to the bot, how it greets, and who is not let in. */

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ seed: true })
})
afterAll(() => stack.close())

const lastSaid = async (name: string): Promise<string> => {
  const last = (await stack.chat.messages(name)).at(-1)
  return last?.summary ?? last?.text ?? ''
}

const asked = async (name: string, text: string): Promise<string> => {
  const { status } = await stack.chat.say(name, text)
  expect(status).toBe(200)
  return lastSaid(name)
}

test('before a cycle opens, "statut" says that none is open', async () => {
  expect(await asked('Julie Maréchaux', 'statut')).toBe('Aucune campagne n’est ouverte pour le moment.')
  expect(await asked('Inès Vandamme', 'retard')).toBe('Aucune campagne n’est ouverte pour le moment.')
})

describe('while a cycle is open', () => {
  beforeAll(async () => {
    expect((await stack.as('Inès Vandamme').post('/api/cycles')).status).toBe(201)
  })

  test.each([
    ['Julie Maréchaux', 'Statut !', /^Avancement · .*à confirmer$/],
    ['Thomas Roevens', 'status', /^Status · .*to confirm$/],
    ['Philippe Moreau', 'statut', /^Aucune réponse ne vous est demandée/],
    ['Julie Maréchaux', 'MES PROJETS', /^Mes projets$/],
    ['Thomas Roevens', 'my projects', /^My projects$/],
    ['Julie Maréchaux', 'bonjour', /^Ce que je peux faire$/],
    ['Thomas Roevens', 'what?', /^What I can do$/],
    ['Inès Vandamme', 'retard', /^Avancement · .*: 0\sréponse sur 50$/],
    ['Didier Fontenelle', 'retard', /^Avancement · .*: 0\sréponse sur 50$/],
    ['Koen Wouters', 'late', /^Status · .* answers of 50$/],
    [
      'Julie Maréchaux',
      'retard',
      /^La liste des retards est réservée au bureau de projets et aux chefs de programme\.$/,
    ],
  ])('%s writes %j', async (name, text, reply) => {
    expect(await asked(name, text)).toMatch(reply)
  })

  test('a restricted project is named to nobody without a relation to it: not in the late list, not in "mes projets"', async () => {
    const { ctx } = stack
    const hidden = ctx.lists.all(Projects).filter(({ confidentiality }) => confidentiality === 'restricted')
    expect(hidden.length).toBeGreaterThan(0)
    const related = (person: string) =>
      hidden.filter(({ programme, ...row }) => {
        const of = programme === null ? undefined : ctx.lists.find(Programmes, programme)
        return relationsTo(person, row, of).size > 0
      })
    const names = ['Didier Fontenelle', 'Julie Maréchaux', 'Thomas Roevens', 'Nora Pirard']
    for (const person of names.map(idOf)) {
      const late = await lateList(ctx, '2026-11', { person, roles: [], locale: 'fr' }, 'fr')
      const seen = JSON.stringify([late, myProjects(ctx, person)])
      const theirs = new Set(related(person).map(({ number }) => number))
      for (const { number } of hidden) if (!theirs.has(number)) expect(seen).not.toContain(`"${number}"`)
    }
    const officer = await lateList(
      ctx,
      '2026-11',
      { person: idOf('Inès Vandamme'), roles: ['officer'], locale: 'fr' },
      'fr',
    )
    expect(JSON.stringify(officer)).toContain(`"${hidden[0]?.number}"`)
  })
})

test('an installation is greeted once, although Teams announces it twice and again at the next one', async () => {
  const name = 'Didier Fontenelle'
  const install = (method: 'POST' | 'DELETE'): Promise<Response> =>
    fetch(`${stack.tenant.origin}/_tenant/installs`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ persona: idOf(name) }),
    })
  await install('DELETE')
  await install('POST')
  await install('DELETE')
  await install('POST')
  const greetings = (await stack.chat.messages(name)).filter(({ summary }) => summary === 'Bienvenue dans Gouvernail')
  expect(greetings).toHaveLength(1)
})

describe('the endpoint', () => {
  const activity = (): object => ({
    type: 'message',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl: stack.tenant.connectorUrl,
    text: 'statut',
    from: { id: '29:x', aadObjectId: idOf('Julie Maréchaux') },
    recipient: { id: '28:bot' },
    conversation: { id: 'a:x', conversationType: 'personal', tenantId: stack.tenant.registration.tenantId },
  })
  const post = async (body: string, headers: Record<string, string>): Promise<number> => {
    const response = await fetch(`${stack.origin}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    })
    return response.status
  }
  const someToken = async (): Promise<string> => `Bearer ${await stack.as('Julie Maréchaux').token()}`

  test('lets nobody in without a token, nor with the token of a tab', async () => {
    expect(await post(JSON.stringify(activity()), {})).toBe(401)
    expect(await post(JSON.stringify(activity()), { Authorization: await someToken() })).toBe(401)
  })

  test('takes no body that is not an activity, broken or too large', async () => {
    const Authorization = await someToken()
    expect(await post('{', { Authorization })).toBe(400)
    expect(await post('[]', { Authorization })).toBe(401)
    expect(await post(JSON.stringify({ ...activity(), text: 'x'.repeat(300_000) }), { Authorization })).toBe(413)
  })

  test('an unsigned activity from a test client passes when the tenant signs it, and only for a known connector', async () => {
    const relay = (body: object): Promise<Response> =>
      fetch(`${stack.tenant.origin}/_tenant/relay`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    expect((await relay({ ...activity(), type: 'typing' })).status).toBe(200)
    expect((await relay({ ...activity(), serviceUrl: 'http://127.0.0.1:9/elsewhere' })).status).toBe(401)
  })
})
