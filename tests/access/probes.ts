import type { Verb } from '../../bot/verbs'
import type { Action } from '../../src/access/policy'
import type { Route } from '../../src/route'
import { cardData } from '../kit/answers'
import type { ApiAnswer } from '../kit/api-client'
import { idOf } from '../kit/personas'
import { type Case, decisionOf } from './world'

export type Outcome = 'allowed' | 'refused' | 'hidden'

/**
 * How a right is tried on a project through a route. A route with `:number` in its path needs none unless it looks at the request
 * before it looks at the right, or needs more than the path to name its row.
 */
export interface Probe {
  /** `METHOD /path` of the route. */
  readonly route: string
  /** Another action than the route's, when a value of the request asks for one. */
  readonly action?: Action
  body?(of: Case): object
  query?(of: Case): string
  /** Read from the answer instead of from its status. */
  outcome?(answer: ApiAnswer<unknown>, of: Case): Outcome
}

export const CYCLE = '2026-11'
/** A version that no row has: an edit with it is allowed or refused, and changes nothing. */
const STALE = '"00000000-0000-0000-0000-000000000000,1"'

/**
 * 404 is what a row that does not exist answers; `hidden` and `refused` may both take that form. Nobody here has consented that the
 * service acts in their name: whoever is allowed to edit gets as far as Microsoft's refusal, and nothing is written.
 */
export const outcomeOf = ({ status, body }: ApiAnswer<unknown>): Outcome => {
  if (status === 404) return 'hidden'
  return status === 403 && Object(Object(body).error).code !== 'consent-required' ? 'refused' : 'allowed'
}

const claim = (title: string): object => ({ title, consequences: '', cost: null, project: null })

const ofBulk = (answer: ApiAnswer<unknown>): Outcome => {
  const [first]: unknown[] = Object(answer.body).outcomes ?? []
  if (first === undefined) return outcomeOf(answer)
  const reason: unknown = Object(first).reason
  if (reason === 'unknown-project') return 'hidden'
  return reason === 'not-allowed' ? 'refused' : 'allowed'
}

export const probes: readonly Probe[] = [
  { route: 'PATCH /projects/:number', body: () => ({ etag: STALE, patch: { summary: 'x' }, base: { summary: 'y' } }) },
  {
    route: 'PATCH /projects/:number',
    action: 'project.steer',
    body: () => ({ etag: STALE, patch: { priority: true }, base: { priority: false } }),
  },
  {
    route: 'PATCH /projects',
    body: ({ number }) => ({ updates: [{ number, etag: STALE, patch: { summary: 'x' }, base: { summary: 'y' } }] }),
    outcome: ofBulk,
  },
  {
    route: 'PATCH /bodies/:code',
    body: () => ({ etag: STALE, patch: { noticeDays: 7 }, base: { noticeDays: 8 } }),
  },
  {
    route: 'PATCH /bodies/:code',
    action: 'body.steer',
    body: () => ({ etag: STALE, patch: { mandate: 'x' }, base: { mandate: 'y' } }),
  },
  { route: 'POST /meetings/:meeting/agenda/build' },
  { route: 'POST /meetings/:meeting/agenda/approve' },
  // The agenda is not approved, and the items are others: whoever may is told so.
  { route: 'POST /meetings/:meeting/pack', body: () => ({}) },
  { route: 'POST /meetings/:meeting/items/order', body: () => ({ keys: ['x'] }) },
  {
    // None has been published: whoever may read the meeting is told so.
    route: 'GET /meetings/:meeting/pack/:version',
    outcome: (answer) => (Object(Object(answer.body).error).code === 'unknown-pack' ? 'allowed' : outcomeOf(answer)),
  },
  {
    route: 'POST /meetings/:meeting/items',
    body: ({ number }) => ({ title: 'x', kind: 'decision', request: `matrix-${number}` }),
  },
  {
    route: 'PATCH /meetings/:meeting/items/:item',
    body: () => ({ etag: STALE, patch: { minutes: 10 }, base: { minutes: 11 } }),
  },
  {
    route: 'PATCH /meetings/:meeting/items/:item/state',
    body: () => ({ etag: STALE, from: 'accepted', state: 'postponed' }),
  },
  { route: 'PATCH /meetings/:meeting/items/:item/papers', body: () => ({ etag: STALE, papers: [] }) },
  {
    route: 'PATCH /meetings/:meeting/items/:item/options',
    body: () => ({ etag: STALE, base: null, options: { proposed: null, options: [claim('x'), claim('y')] } }),
  },
  { route: 'PATCH /meetings/:meeting/items/:item/guests', body: () => ({ etag: STALE, guests: [] }) },
  {
    route: 'GET /agenda/targets',
    outcome: ({ body }, { number }) => (JSON.stringify(body).includes(`"key":"${number}:1"`) ? 'allowed' : 'hidden'),
  },
  {
    route: 'POST /meetings/:meeting/minutes/comments',
    body: () => ({ text: 'x', item: null }),
  },
  {
    route: 'PATCH /meetings/:meeting/minutes/comments/:comment',
    body: () => ({ settled: true }),
  },
  // An exception that does not exist: who may escalate is told so.
  { route: 'POST /bodies/:code/escalations', body: () => ({ exception: 'P-0:time:2026-01', question: null }) },
  {
    route: 'PATCH /decisions/:decision/arbitration',
    body: () => ({ etag: STALE, arbitration: { chosen: null, options: [claim('x'), claim('y')] } }),
  },
  {
    route: 'PATCH /actions/:action',
    body: () => ({
      etag: STALE,
      base: { owner: null, dueOn: '2026-12-18', state: 'open' },
      change: { state: 'cancelled' },
    }),
  },
  // Without an overall light: the answer is refused for that by who may answer, and before that by who may not.
  { route: 'POST /projects/:number/report', body: () => ({ cycle: CYCLE, fields: { comment: 'x' } }) },
]

const actionData = ({ number }: Case): object => ({ action: number, card: number, kind: 'due' })

/** What each verb sends; a verb that is not here sends what a question card would. */
export const verbData: Partial<Record<Verb, (of: Case) => object>> = {
  'vote.cast': ({ person, number }) => ({ decision: decisionOf(number), voter: idOf(person), vote: 'for' }),
  'agenda.approve': ({ number }) => ({ meeting: `${number}:1` }),
  'minutes.approve': ({ number }) => ({ meeting: `${number}:1`, version: '1' }),
  // Without a title: whoever may propose gets the form again.
  'agenda.propose': ({ number }) => ({ meeting: `${number}:1`, stamp: 'x', title: '' }),
  'action.done': actionData,
  'action.later': actionData,
  'action.postpone': (of) => ({ ...actionData(of), dueOn: '2026-12-18', reason: '' }),
  'action.reassign': actionData,
  'action.pass': (of) => ({ ...actionData(of), owner: 'nobody' }),
  'action.view': actionData,
}

export const dataOf = (verb: Verb, of: Case): object =>
  verbData[verb]?.(of) ?? cardData(CYCLE, of.number, { overall: 'none of the three' })

export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`
