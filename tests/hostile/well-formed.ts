import { claimsIn } from '../../src/committees/escalation/arbitration'
import { Bodies } from '../../src/lists/bodies'
import { Actions } from '../../src/lists/committees/actions'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Decisions } from '../../src/lists/committees/decisions'
import { Memberships } from '../../src/lists/committees/memberships'
import { MinutesComments } from '../../src/lists/committees/minutes-comments'
import { blankValues } from '../../src/lists/kit/list'
import { Milestones } from '../../src/lists/milestones'
import { Projects } from '../../src/lists/projects'
import { Settings } from '../../src/lists/settings'
import { StatusCycles } from '../../src/lists/status-cycles'
import { agendaItem, body, meeting, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import type { Stack } from '../kit/stack'
import { fillPortfolio, OPEN, officer, outsider } from './hidden-portfolio'

/** A body that is in the middle of everything: one meeting to come, one under way, one held. */
const BODY = 'CODIR'
const UPPER = 'CE'
const [COMING, UNDER_WAY, HELD] = [`${BODY}:1`, `${BODY}:2`, `${BODY}:3`] as const
export const ACTION = 'A-2026-900'
export const DECISION = 'D-2026-900'
export const CYCLE = '2026-11'
const CLOSED = '2026-09'
/** Manages the open project, and keeps the minutes of the body. */
const secretary = outsider

export const fillEverything = async (stack: Stack): Promise<void> => {
  await fillPortfolio(stack)
  const { outbox } = stack.ctx
  const cycle = { code: CLOSED, title: 'septembre', state: 'closed' as const, cutOff: '2026-09-25T15:00:00Z' }
  const action = { number: ACTION, title: 'Écrire', body: BODY, owner: idOf(secretary), dueOn: '2026-12-18' }
  const decision = { number: DECISION, title: 'Le bail', body: BODY, meeting: HELD, result: 'deferred' as const }
  await outbox.put([
    body({ code: UPPER }),
    body({ code: BODY, escalatesTo: UPPER }),
    member(BODY, secretary, 'secretary'),
    member(BODY, 'Thomas Roevens'),
    meeting(UPPER, 1, '2027-01-14T09:00:00Z'),
    meeting(BODY, 1, '2026-12-10T09:00:00Z', { chat: '19:meeting_x@thread.v2' }),
    meeting(BODY, 2, '2026-11-18T08:00:00Z', { state: 'open', openedAt: '2026-11-18T08:00:00Z' }),
    meeting(BODY, 3, '2026-11-11T08:00:00Z', { state: 'held', openedAt: '2026-11-11T08:00:00Z' }),
    agendaItem(COMING, 1, { kind: 'decision' }),
    agendaItem(COMING, 2),
    agendaItem(UNDER_WAY, 1),
    agendaItem(HELD, 1),
    { list: Actions, key: ACTION, values: { ...blankValues(Actions), ...action, state: 'open' } },
    { list: Decisions, key: DECISION, values: { ...blankValues(Decisions), ...decision, type: 'ordinary' } },
    { list: StatusCycles, key: CLOSED, values: { ...blankValues(StatusCycles), ...cycle } },
  ])
  await stack.as(officer).post('/api/cycles', { code: CYCLE, cutOff: '2026-12-01T16:00:00Z' })
  await outbox.drained()
}

export interface WellFormed {
  /** The secretary, unless told. */
  readonly who?: string
  readonly params?: Readonly<Record<string, string>>
  query?(stack: Stack): Readonly<Record<string, string>>
  /** JSON; for a route that takes a file, its text. */
  body?(stack: Stack): unknown
}

const etagOf = (row: { readonly $item: { readonly etag: string } } | undefined): string => row?.$item.etag ?? ''
const project = ({ ctx }: Stack): string => etagOf(ctx.lists.find(Projects, OPEN))
const item = ({ ctx }: Stack): string => etagOf(ctx.lists.find(AgendaItems, `${COMING}:1`))
const vote = ({ ctx }: Stack): string =>
  ctx.lists.all(Decisions).find(({ meeting: of, voteState }) => of === UNDER_WAY && voteState !== null)?.number ?? ''
const membership = `${BODY}:${idOf('Thomas Roevens')}:2026-01-01`

const inProject = { number: OPEN, key: `${OPEN}:1` }
const inBody = { code: BODY, key: membership }
const toCome = { meeting: COMING, item: `${COMING}:1` }
const underWay = { meeting: UNDER_WAY, serial: '1' }
const held = { meeting: HELD }
const person = idOf('Thomas Roevens')
const claim = (title: string): object => ({ title, consequences: 'Un retard', cost: 10_000, project: OPEN })

/** For each route that writes, a request that it understands. */
export const wellFormed: Readonly<Record<string, WellFormed>> = {
  'PATCH /projects/:number': {
    params: inProject,
    body: (stack) => ({ etag: project(stack), patch: { summary: 'Résumé', forecastEnd: '2027-10-01' } }),
  },
  'PATCH /projects': {
    who: officer,
    body: (stack) => ({
      updates: [{ number: OPEN, etag: project(stack), patch: { title: 'Accueil', toleranceDays: 20 } }],
    }),
  },
  'POST /projects': {
    who: officer,
    body: () => ({ title: 'Nouveau', programme: 'CAC', baselineEnd: '2027-06-30', approvedCost: 1_000 }),
  },
  'POST /projects/:number/milestones': {
    who: officer,
    params: inProject,
    body: () => ({ title: 'Jalon', baselineDate: '2027-03-01', forecastDate: '2027-03-15', gate: true }),
  },
  'PATCH /projects/:number/milestones/:key': {
    params: inProject,
    body: ({ ctx }) => ({
      etag: etagOf(ctx.lists.find(Milestones, `${OPEN}:1`)),
      patch: { title: 'Jalon', forecastDate: '2027-01-10', gate: true },
    }),
  },
  'DELETE /projects/:number/milestones/:key': { params: inProject, query: () => ({ etag: '"x,1"' }) },
  'PATCH /settings': {
    who: officer,
    body: ({ ctx }) => ({
      changes: { quietHours: { from: '19:00', to: '07:00' }, extraHolidays: ['05-02'] },
      versions: Object.fromEntries(ctx.lists.all(Settings).map((row) => [row.code, etagOf(row)])),
    }),
  },
  'POST /cycles': { who: officer, body: () => ({ code: '2026-12', title: 'x', cutOff: '2026-12-24T16:00:00Z' }) },
  'POST /cycles/:code/nudge': { who: officer, params: { code: CYCLE }, body: () => ({ persons: [idOf(secretary)] }) },
  'POST /cycles/:code/extend': {
    who: officer,
    params: { code: CYCLE },
    body: () => ({ cutOff: '2026-12-04T16:00:00Z' }),
  },
  'POST /cycles/:code/close': { who: officer, params: { code: CLOSED } },
  'POST /cycles/:code/reopen': {
    who: officer,
    params: { code: CYCLE },
    body: () => ({ cutOff: '2026-12-04T16:00:00Z' }),
  },
  'POST /cycles/:code/publish': {
    who: officer,
    params: { code: CYCLE },
    body: () => ({ reason: 'Erreur', language: 'fr' }),
  },
  'POST /projects/:number/report': {
    params: inProject,
    body: () => ({
      cycle: CYCLE,
      fields: { overall: 'amber', comment: 'Un mot', forecastEnd: '2027-10-29', forecastCost: '900000' },
      drawn: { forecastEnd: '2027-10-01' },
    }),
  },
  'POST /bodies': {
    who: officer,
    body: () => ({
      template: 'steering',
      title: 'CoPil',
      programme: 'CAC',
      project: null,
      chair: person,
      secretary: null,
    }),
  },
  'POST /bodies/for-projects': { who: officer, body: () => ({ dryRun: true }) },
  'PATCH /bodies/:code': {
    who: officer,
    params: inBody,
    body: ({ ctx }) => ({
      etag: etagOf(ctx.lists.find(Bodies, BODY)),
      patch: { noticeDays: 9, mandate: 'Tout', preferredHours: '09:00-12:00' },
    }),
  },
  'POST /bodies/:code/members': {
    who: officer,
    params: inBody,
    body: () => ({
      person: idOf('Jan Peeters'),
      role: 'member',
      voice: 'vote',
      mandatory: false,
      from: '2026-11-18',
      until: null,
    }),
  },
  'PATCH /bodies/:code/members/:key': {
    who: officer,
    params: inBody,
    body: ({ ctx }) => ({ etag: etagOf(ctx.lists.find(Memberships, membership)), mandatory: true }),
  },
  'POST /meetings/:meeting/session': { params: underWay, body: () => ({ state: 'open' }) },
  'POST /meetings/:meeting/attendance': {
    params: underWay,
    body: () => ({ person, state: 'present', proxyTo: null }),
  },
  'POST /meetings/:meeting/attendance/own': { params: underWay, body: () => ({ state: 'present', proxyTo: null }) },
  'POST /meetings/:meeting/current': { params: underWay, body: () => ({ item: '1' }) },
  'PATCH /meetings/:meeting/items/:serial/notes': { params: underWay, body: () => ({ base: '', text: 'On en parle' }) },
  'POST /meetings/:meeting/votes': {
    params: underWay,
    body: () => ({ item: '1', question: 'D’accord ?', secret: false }),
  },
  'POST /meetings/:meeting/votes/:decision/ballot': { params: underWay, body: () => ({ voter: null, vote: 'for' }) },
  'POST /meetings/:meeting/votes/:decision/withdraw': { params: underWay, body: () => ({ because: null }) },
  'POST /meetings/:meeting/votes/:decision/close': { params: underWay, body: () => ({ casting: null }) },
  'POST /meetings/:meeting/floor': { params: underWay, body: () => ({ wants: true }) },
  'POST /meetings/:meeting/floor/given': { params: underWay, body: () => ({ person: idOf(secretary) }) },
  'POST /meetings/:meeting/panel': { params: underWay },
  'POST /meetings/:meeting/decisions': {
    params: underWay,
    body: () => ({
      item: null,
      number: null,
      text: 'Le bail est résilié.',
      result: 'conditional',
      conditions: 'Avant mars',
      actions: '@nora écrire au bailleur pour le 15/12',
    }),
  },
  'POST /meetings/:meeting/actions': {
    params: underWay,
    body: () => ({ item: '1', text: '@nora écrire au bailleur pour le 15/12' }),
  },
  'POST /bodies/:code/written': {
    params: inBody,
    body: () => ({
      title: 'Par écrit',
      deadline: '2026-12-01T12:00:00Z',
      questions: [
        {
          title: 'Le bail',
          question: 'D’accord ?',
          options: { options: [claim('Rester'), claim('Partir')], proposed: null },
        },
      ],
      minutes: null,
    }),
  },
  'POST /bodies/:code/meetings': { params: inBody, body: () => ({ start: '2026-12-15T09:00:00Z', minutes: 60 }) },
  'POST /plan': { who: officer },
  'POST /plan/stop': { who: officer },
  'PATCH /plan': { who: officer, body: () => ({ version: 1, change: { kind: 'pin', meeting: COMING } }) },
  'POST /plan/confirm': { who: officer, body: () => ({ version: 1 }) },
  'POST /meetings/:meeting/cancel': { params: underWay, body: () => ({ because: 'Rien à décider' }) },
  'POST /meetings/:meeting/agenda/build': { params: toCome, body: () => ({}) },
  'POST /meetings/:meeting/items': {
    params: toCome,
    body: () => ({
      title: 'Un point',
      kind: 'decision',
      minutes: 20,
      question: 'D’accord ?',
      background: 'Le bail finit.',
      project: OPEN,
      presenter: person,
      request: 'fuzz',
    }),
  },
  'POST /meetings/:meeting/items/order': { params: toCome, body: () => ({ keys: [`${COMING}:2`, `${COMING}:1`] }) },
  'PATCH /meetings/:meeting/items/:item': {
    params: toCome,
    body: (stack) => ({ etag: item(stack), patch: { title: 'Le point', minutes: 25, question: 'Et le loyer ?' } }),
  },
  'PATCH /meetings/:meeting/items/:item/state': {
    params: toCome,
    body: (stack) => ({ etag: item(stack), from: 'accepted', state: 'postponed' }),
  },
  'POST /meetings/:meeting/items/:item/papers': {
    params: toCome,
    query: () => ({ name: 'Note.pdf' }),
    body: () => '%PDF-1.4',
  },
  'PATCH /meetings/:meeting/items/:item/papers': {
    params: toCome,
    body: (stack) => ({ etag: item(stack), papers: [] }),
  },
  'PATCH /meetings/:meeting/items/:item/options': {
    params: toCome,
    body: (stack) => {
      const held = stack.ctx.lists.find(AgendaItems, `${COMING}:1`)
      const base = held && claimsIn(held)
      return { etag: etagOf(held), base, options: { options: [claim('Rester'), claim('Partir')], proposed: 1 } }
    },
  },
  'PATCH /meetings/:meeting/items/:item/guests': {
    params: toCome,
    body: (stack) => ({ etag: item(stack), guests: [idOf('Jan Peeters')] }),
  },
  'POST /meetings/:meeting/pack': { params: toCome, body: () => ({ reason: 'Une correction' }) },
  'POST /meetings/:meeting/agenda/approve': { who: officer, params: toCome, body: () => ({}) },
  'POST /meetings/:meeting/minutes/versions': { params: held },
  'POST /meetings/:meeting/minutes/comments': { params: held, body: () => ({ text: 'Une faute', item: `${HELD}:1` }) },
  'PATCH /meetings/:meeting/minutes/comments/:comment': { params: held, body: () => ({ settled: true }) },
  'POST /meetings/:meeting/minutes/approval': { who: officer, params: held },
  'PATCH /actions/:action': {
    params: { action: ACTION },
    body: ({ ctx }) => {
      const row = ctx.lists.find(Actions, ACTION)
      const base = { owner: row?.owner ?? null, dueOn: row?.dueOn ?? null, state: row?.state ?? 'open' }
      return { etag: etagOf(row), base, change: { dueOn: '2027-01-15', reason: 'Le bailleur ne répond pas.' } }
    },
  },
  'POST /bodies/:code/escalations': { params: inBody, body: () => ({ decision: DECISION, question: 'Que faire ?' }) },
  'PATCH /decisions/:decision/arbitration': {
    params: { decision: DECISION },
    body: ({ ctx }) => ({
      etag: etagOf(ctx.lists.find(Decisions, DECISION)),
      arbitration: { options: [claim('Rester'), claim('Partir')], chosen: 1 },
    }),
  },
}

/** Parameters whose values are known only when the request is sent. */
export const paramOf = (stack: Stack, name: string, { params = {} }: WellFormed): string =>
  params[name] ??
  (name === 'decision'
    ? vote(stack)
    : name === 'comment'
      ? (stack.ctx.lists.all(MinutesComments)[0]?.commentKey ?? '')
      : '')

export const meetings = [COMING, UNDER_WAY, HELD]
