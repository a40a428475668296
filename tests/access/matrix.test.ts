import { Workbook } from 'exceljs'
import { commands, type Verb, verbs } from '../../bot/verbs'
import { type Action, actions, bodyRelations, projectRelations, relations } from '../../src/access/policy'
import type { ActionsView } from '../../src/committees/actions/actions-view'
import type { RegisterView } from '../../src/committees/register/register-view'
import type { PortfolioView } from '../../src/portfolio/portfolio-view'
import type { CycleOverview } from '../../src/status/cycle-view'
import { everyRoute, pathOf } from '../hostile/requests'
import type { ApiAnswer, ApiClient } from '../kit/api-client'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'
import { elsewhere, expectedOutcome, expectedRights } from './expected-rights'
import { CYCLE, dataOf, nameOf, type Outcome, outcomeOf, type Probe, probes } from './probes'
import {
  actionCases,
  bodyCases,
  type Case,
  cases,
  chatOf,
  decisionOf,
  holders,
  meetingCases,
  OUTSIDER,
  worldRows,
} from './world'

/**
 * Every role × action × relation × confidentiality, as HTTP and the bot answer it, against rights written by hand. The rule in
 * `src/access/policy.ts` is asked by the service alone, never by this test.
 */
let stack: Stack
jest.setTimeout(300_000)
const size = { cells: 0, requests: 0, invokes: 0 }
const holes: string[] = []
const reached = new Set<Action>()
/** People sign in once: the clock stands still, and signing a token costs as much as answering a request. */
const clients = new Map<string, ApiClient>()

beforeAll(async () => {
  stack = await startStack()
  await stack.ctx.outbox.put(worldRows())
  await stack.ctx.outbox.drained()
  const opened = await stack.as('Inès Vandamme').post('/api/cycles', { code: CYCLE, cutOff: '2026-11-27T16:00:00Z' })
  if (opened.status !== 201) throw new Error(`the cycle was not opened: ${opened.status}`)
  await stack.ctx.outbox.drained()
  stack.tenant.faults.set({ withoutConsent: holders.map(([person]) => idOf(person)) })
})
afterAll(async () => {
  await stack.close()
  const { cells, requests, invokes } = size
  const related = `${projectRelations.length + bodyRelations.length + 1} relations to projects and ${bodyRelations.length + 1} to bodies`
  const parts = `${holders.length} roles × ${actions.length} actions × ${related} × 3 confidentialities`
  process.stdout.write(
    `\nAccess matrix: ${parts}; ${cells} cells tried by ${requests} requests and ${invokes} bot invokes; ${holes.length} holes\n`,
  )
})

const note = (where: string, of: Case, expected: Outcome, outcome: Outcome): void => {
  size.cells += 1
  // A row that one may not change may answer as one that does not exist; never the other way round.
  if (outcome === expected || (expected === 'refused' && outcome === 'hidden')) return
  holes.push(
    `${where}: ${of.role ?? 'no role'}, ${of.relation ?? 'no relation'}, ${of.confidentiality}: ${outcome}, not ${expected}`,
  )
}

const ask = async (
  person: string,
  method: string,
  path: string,
  body: object | undefined,
): Promise<ApiAnswer<unknown>> => {
  size.requests += 1
  const client = clients.get(person) ?? stack.as(person)
  clients.set(person, client)
  if (method === 'GET') return client.get(path)
  if (method === 'DELETE') return client.delete(path)
  return method === 'POST' ? client.post(path, body) : client.patch(path, body)
}

const ofMeeting = ({ path }: (typeof everyRoute)[number]): boolean => /:meeting|:chat|^\/agenda/.test(path)

const ofBody = (route: (typeof everyRoute)[number]): boolean =>
  route.path.startsWith('/bodies/:code') || route.path.includes(':decision') || ofMeeting(route)

const ofAction = ({ path }: (typeof everyRoute)[number]): boolean => path.includes(':action')

const casesFor = (route: (typeof everyRoute)[number]): readonly Case[] => {
  if (ofAction(route)) return actionCases
  if (ofMeeting(route)) return [...bodyCases, ...meetingCases]
  return ofBody(route) ? bodyCases : cases
}

const takesRow = ({ path, action }: (typeof everyRoute)[number]): boolean =>
  path.includes(':number') ||
  path === '/bodies/:code' ||
  /:meeting|:chat|:decision/.test(path) ||
  expectedRights[action].some((grant) => relations.some((relation) => relation === grant))

/** The ways to try a route on a project: those written down, or the bare request. */
const waysOf = (route: (typeof everyRoute)[number]): readonly Probe[] => {
  const written = probes.filter(({ route: name }) => name === nameOf(route))
  if (written.length > 0) return written
  const isNamed = route.path.includes(':number') || ofBody(route) || ofAction(route)
  if (!isNamed) holes.push(`${nameOf(route)} depends on a row and tests/access/probes.ts does not try it`)
  return isNamed ? [{ route: nameOf(route) }] : []
}

const fill =
  ({ number }: Case) =>
  (parameter: string): string => {
    if (parameter === 'chat') return chatOf(number)
    if (parameter === 'item') return `${number}:1:1`
    if (parameter === 'decision') return decisionOf(number)
    return parameter === 'key' || parameter === 'meeting' ? `${number}:1` : number
  }

/** All cases; people work side by side, each on one row after the other. */
const forEachCase = async (work: (of: Case) => Promise<void>, among = cases): Promise<void> => {
  await Promise.all(
    holders.map(async ([person]) => {
      for (const of of among.filter((candidate) => candidate.person === person)) await work(of)
    }),
  )
}

test('the tables name every action, and nothing else', () => {
  expect(Object.keys(expectedRights).sort()).toEqual([...actions].sort())
  const named = [...everyRoute.map(({ action }) => action), ...Object.values(verbs), ...Object.values(commands)]
  expect(named.filter((action) => !actions.includes(action))).toEqual([])
  const routes = new Set(everyRoute.map(nameOf))
  expect(probes.filter(({ route }) => !routes.has(route))).toEqual([])
})

test('routes of a project or a body answer each person as their role, their relation and its confidentiality say', async () => {
  for (const route of everyRoute.filter(takesRow))
    for (const probe of waysOf(route)) {
      const action = probe.action ?? route.action
      reached.add(action)
      await forEachCase(async (of) => {
        const path = `${pathOf(route, fill(of))}${probe.query?.(of) ?? ''}`
        const answer = await ask(of.person, route.method, path, probe.body?.(of))
        const outcome = (probe.outcome ?? outcomeOf)(answer, of)
        note(`${nameOf(route)} (${action})`, of, expectedOutcome(action, of), outcome)
      }, casesFor(route))
    }
  expect(holes).toEqual([])
})

test('routes without a row answer each role as the table says', async () => {
  for (const route of everyRoute.filter((candidate) => !takesRow(candidate) && candidate.path !== '/events')) {
    reached.add(route.action)
    for (const [person, role] of holders) {
      const path = pathOf(route, () => 'X-0')
      const { status } = await ask(person, route.method, path, { nonsense: true })
      const of: Case = { person, role, relation: null, confidentiality: 'internal', number: '' }
      note(nameOf(route), of, expectedOutcome(route.action, of), status === 403 ? 'refused' : 'allowed')
    }
  }
  expect(holes).toEqual([])
})

test('the portfolio lists exactly the projects that each person may see, each with what they may change', async () => {
  for (const [person] of holders) {
    size.requests += 1
    const { rows } = (await stack.as(person).get<PortfolioView>('/api/portfolio')).body
    const rights = new Map(rows.map(({ number, rights: held }) => [number, held]))
    for (const of of cases.filter((candidate) => candidate.person === person)) {
      const held = rights.get(of.number)
      const may = (wanted: readonly string[]): Outcome =>
        held === undefined ? 'hidden' : wanted.includes(held) ? 'allowed' : 'refused'
      note('a row of the portfolio', of, expectedOutcome('project.read', of), may(['none', 'edit', 'steer']))
      note('editing a row of the portfolio', of, expectedOutcome('project.edit', of), may(['edit', 'steer']))
      note('steering a row of the portfolio', of, expectedOutcome('project.steer', of), may(['steer']))
    }
  }
  expect(holes).toEqual([])
})

test('the cycle and the export name exactly the projects that each person may see', async () => {
  for (const [person] of holders) {
    size.requests += 2
    const overview = await stack.as(person).get<CycleOverview>(`/api/cycles/${CYCLE}`)
    const inCycle = new Set(overview.body.projects.map(({ number }) => number))
    const sheet = new Workbook()
    const { bytes } = await stack.as(person).get('/api/portfolio/export')
    await sheet.xlsx.load(Uint8Array.from(bytes).buffer)
    const exported = new Set<unknown>()
    sheet.worksheets[0]?.eachRow((row) => exported.add(row.getCell(1).value))
    for (const of of cases.filter((candidate) => candidate.person === person)) {
      const seen = (there: boolean): Outcome => (there ? 'allowed' : 'hidden')
      note('a project of the cycle', of, expectedOutcome('project.read', of), seen(inCycle.has(of.number)))
      note('a row of the export', of, expectedOutcome('project.read', of), seen(exported.has(of.number)))
    }
  }
  expect(holes).toEqual([])
})

test('the lists of actions and of decisions hold exactly what each person may read', async () => {
  reached.add('action.read')
  for (const [person] of holders) {
    size.requests += 2
    const { rows } = (await stack.as(person).get<ActionsView>('/api/actions')).body
    const editable = new Map(rows.map(({ number, mayEdit }) => [number, mayEdit]))
    const decisions = new Set(
      (await stack.as(person).get<RegisterView>('/api/decisions')).body.rows.map(({ number }) => number),
    )
    const seen = (there: boolean, may = true): Outcome => (!there ? 'hidden' : may ? 'allowed' : 'refused')
    for (const of of actionCases.filter((candidate) => candidate.person === person)) {
      const held = editable.get(of.number)
      note('a row of the actions', of, expectedOutcome('action.read', of), seen(held !== undefined))
      note('editing a row of the actions', of, expectedOutcome('action.edit', of), seen(held !== undefined, held))
    }
    for (const of of bodyCases.filter((candidate) => candidate.person === person))
      note(
        'a row of the register',
        of,
        expectedOutcome('decision.read', of),
        seen(decisions.has(decisionOf(of.number))),
      )
  }
  expect(holes).toEqual([])
})

const casesOfVerb = (verb: Verb): readonly Case[] => {
  if (verb.startsWith('action.')) return actionCases
  if (verb === 'vote.cast' || verb === 'minutes.approve') return bodyCases
  return verb.startsWith('agenda.') ? [...bodyCases, ...meetingCases] : cases
}

/** A card answers who may; a sentence answers who may not, and says the same whether the project exists or not. */
const pressed = async (person: string, verb: Verb, data: object): Promise<Outcome> => {
  size.invokes += 1
  const { body } = await stack.chat.invoke(person, verb, data, 'a-message')
  return String(Reflect.get(Object(body), 'type')).includes('card.adaptive') ? 'allowed' : 'hidden'
}

test('verbs of cards answer each person as the same table says', async () => {
  for (const [verb, action] of Object.entries(verbs) as [Verb, Action][]) {
    reached.add(action)
    await forEachCase(
      async (of) =>
        note(`the verb ${verb}`, of, expectedOutcome(action, of), await pressed(of.person, verb, dataOf(verb, of))),
      casesOfVerb(verb),
    )
  }
  expect(holes).toEqual([])
})

test('an action on a message answers each person as the same table says', async () => {
  for (const [commandId, action] of Object.entries(commands)) {
    reached.add(action)
    await forEachCase(
      async (of) => {
        size.invokes += 1
        // Without a title: whoever may propose gets the form again, and nothing is written.
        const data = { meeting: `${of.number}:1`, stamp: 'x', title: '' }
        const { body } = await stack.chat.onMessage(of.person, 'submitAction', { commandId, data })
        const { type } = Object(Object(body).task)
        note(`the command ${commandId}`, of, expectedOutcome(action, of), type === 'continue' ? 'allowed' : 'hidden')
      },
      [...bodyCases, ...meetingCases],
    )
  }
  expect(holes).toEqual([])
})

test('who is late is said to those who may ask, and to the manager of any programme', async () => {
  reached.add('cycle.late')
  for (const [person, role, relation] of [
    ['Inès Vandamme', 'officer', null],
    ['Nadège Collignon', 'pmo', null],
    ['Philippe Moreau', 'executive', null],
    ['Thomas Roevens', null, 'programmeManager'],
    [OUTSIDER, null, null],
  ] as const) {
    size.invokes += 1
    await stack.chat.say(person, 'retard')
    const said = (await stack.chat.messages(person)).at(-1)
    const of: Case = { person, role, relation, confidentiality: 'internal', number: '' }
    note('the command late', of, expectedOutcome('cycle.late', of), said?.attachments?.length ? 'allowed' : 'refused')
  }
  expect(holes).toEqual([])
})

test('every action was tried, or is taken elsewhere for a reason', () => {
  reached.add('events.read')
  const untried = actions.filter((action) => !reached.has(action) && elsewhere[action] === undefined)
  const excused = actions.filter((action) => reached.has(action) && elsewhere[action] !== undefined)
  expect({ untried, excused }).toEqual({ untried: [], excused: [] })
})
