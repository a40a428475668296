import { z } from 'zod'
import type { Action } from '../../access/policy'
import { vote } from '../../lists/committees/ballots'
import { decisionResult } from '../../lists/committees/decisions'
import { lineSchema } from '../../lists/kit/schema'
import type { Call, Route } from '../../route'
import { claimsSchema } from '../escalation/arbitration'
import { findBody } from '../find-body'
import { candidatesFor, createActions } from './actions'
import { setAllPresent, setAttendance, setOwnAttendance } from './attendance'
import { editNotes } from './edit-notes'
import { permitted, type Refused } from './in-session'
import { recordDecision } from './record-decision'
import { reopenMeeting } from './reopen-meeting'
import { giveFloor, requestFloor } from './request-floor'
import { closeMeeting, goToItem, openMeeting } from './run-meeting'
import { sessionPage } from './session-page'
import { onMeeting, refusal } from './session-reply'
import { castVote } from './votes/cast-vote'
import { closeVote } from './votes/close-vote'
import { openVote } from './votes/open-vote'
import { withdrawVote } from './votes/withdraw-vote'
import { openWritten } from './written/open-written'

/** No text of a meeting is longer; notes of one item are some pages at most. */
const LONG = 20_000
const line = lineSchema(255)
const serial = z.string().min(1).max(20)
const person = z.string().min(1).max(80)
const text = z.string().trim().min(1).max(4_000)
const blankable = z
  .string()
  .trim()
  .max(4_000)
  .nullable()
  .transform((value) => (value === '' ? null : value))
const state = z.enum(['present', 'absent', 'excused', 'represented'])

const running = z.strictObject({ state: z.enum(['open', 'held', 'reopened']) })
const runs = { open: openMeeting, held: closeMeeting, reopened: reopenMeeting } as const
const attendance = z.union([
  z.strictObject({ everybody: z.literal(true) }),
  z.strictObject({ person, state, proxyTo: person.nullable() }),
])
const own = z.strictObject({ state, proxyTo: person.nullable() })
const current = z.strictObject({ item: serial.nullable() })
/** Two secretaries may have written more together than one may: it is shortened, and not refused. */
const notes = z
  .strictObject({ base: z.string().max(5 * LONG), text: z.string().max(3 * LONG) })
  .refine(({ base, text: typed }) => typed.length <= Math.max(LONG, base.length), { path: ['text'] })
const newVote = z.strictObject({ item: serial, question: blankable, secret: z.boolean() })
const ballot = z.strictObject({ voter: person.nullable(), vote: z.enum(vote) })
const closing = z.strictObject({ casting: z.enum(['for', 'against', 'none']).nullable() })
const withdrawal = z.strictObject({ because: blankable })
const decision = z.strictObject({
  item: serial.nullable(),
  number: z.string().max(40).nullable(),
  text,
  result: z.enum(decisionResult),
  conditions: blankable,
  actions: z.string().max(8_000),
})
const actions = z.strictObject({ item: serial.nullable(), text: z.string().max(8_000) })
const floor = z.strictObject({ wants: z.boolean() })
const given = z.strictObject({ person })
const nothing = z.unknown()
const written = z.strictObject({
  title: line,
  deadline: z.iso.datetime({ offset: true }),
  questions: z
    .array(z.strictObject({ title: line, question: blankable, options: claimsSchema.nullable().default(null) }))
    .min(1)
    .max(20),
  minutes: z.string().max(80).nullable().default(null),
})

const at = (path: string): string => `/meetings/:meeting/${path}`
const post = (path: string, action: Action, handle: Route['handle']): Route => ({
  method: 'POST',
  path: at(path),
  action,
  handle,
})

const run: readonly Route[] = [
  post(
    'session',
    'meeting.run',
    onMeeting('meeting.run', running, ({ ctx, actor }, key, { state: wanted }) => runs[wanted](ctx, actor, key)),
  ),
  post(
    'attendance',
    'meeting.run',
    onMeeting('meeting.run', attendance, ({ ctx, actor }, key, input) =>
      'everybody' in input ? setAllPresent(ctx, actor, key) : setAttendance(ctx, actor, key, input),
    ),
  ),
  post(
    'current',
    'meeting.run',
    onMeeting('meeting.run', current, ({ ctx, actor }, key, { item }) => goToItem(ctx, actor, key, item)),
  ),
  {
    method: 'PATCH',
    path: at('items/:serial/notes'),
    action: 'meeting.run',
    handle: onMeeting('meeting.run', notes, ({ ctx, actor, params }, key, input) =>
      editNotes(ctx, actor, key, { ...input, serial: params.serial ?? '' }),
    ),
  },
  post(
    'votes',
    'meeting.run',
    onMeeting(
      'meeting.run',
      newVote,
      ({ ctx, actor }, key, { item, ...input }) => openVote(ctx, actor, key, { ...input, serial: item }),
      201,
    ),
  ),
  post(
    'votes/:decision/close',
    'meeting.run',
    onMeeting('meeting.run', closing, ({ ctx, actor, params }, key, { casting }) =>
      closeVote(ctx, actor, key, params.decision ?? '', casting),
    ),
  ),
  post(
    'votes/:decision/withdraw',
    'meeting.run',
    onMeeting('meeting.run', withdrawal, ({ ctx, actor, params }, key, { because }) =>
      withdrawVote(ctx, actor, key, params.decision ?? '', because),
    ),
  ),
  post(
    'floor/given',
    'meeting.run',
    onMeeting('meeting.run', given, ({ ctx, actor }, key, input) => giveFloor(ctx, actor, key, input.person)),
  ),
  post(
    'decisions',
    'decision.record',
    onMeeting(
      'decision.record',
      decision,
      ({ ctx, actor }, key, { item, ...input }) => recordDecision(ctx, actor, key, { ...input, serial: item }),
      201,
    ),
  ),
  post(
    'actions',
    'decision.record',
    onMeeting(
      'decision.record',
      actions,
      ({ ctx, actor }, key, { item, text: typed }) => createActions(ctx, actor, key, { serial: item, text: typed }),
      201,
    ),
  ),
]

const takePart: readonly Route[] = [
  post(
    'attendance/own',
    'attendance.own',
    onMeeting('attendance.own', own, ({ ctx, actor }, key, input) => setOwnAttendance(ctx, actor, key, input)),
  ),
  post(
    'votes/:decision/ballot',
    'vote.cast',
    onMeeting('vote.cast', ballot, async ({ ctx, actor, params }, key, input): Promise<{ ok: true } | Refused> => {
      const of = { ...input, decision: params.decision ?? '', meeting: key, delivery: null, sentAt: null }
      return castVote(ctx, actor, of)
    }),
  ),
  post(
    'floor',
    'floor.request',
    onMeeting('floor.request', floor, ({ ctx, actor }, key, { wants }) => requestFloor(ctx, actor, key, wants)),
  ),
]

const openPanel = async ({ ctx, actor }: Call, key: string): Promise<{ readonly ok: true }> => {
  await ctx.floor.seen(key, actor.person, ctx.clock.now())
  return { ok: true }
}

const read: readonly Route[] = [
  {
    method: 'GET',
    path: at('session'),
    action: 'meeting.read',
    handle: async (call) => {
      const view = await sessionPage(call.ctx, call.actor, call.params.meeting ?? '')
      return view ? { status: 200, body: view } : refusal(call, { reason: 'unknown-meeting' })
    },
  },
  {
    method: 'GET',
    path: at('owners'),
    action: 'decision.record',
    handle: async (call) => {
      const found = permitted(call.ctx, call.actor, call.params.meeting ?? '', 'decision.record')
      return 'ok' in found ? refusal(call, found) : { status: 200, body: { people: candidatesFor(call.ctx, found) } }
    },
  },
  post('panel', 'meeting.read', onMeeting('meeting.read', nothing, openPanel)),
]

const writtenProcedure: Route = {
  method: 'POST',
  path: '/bodies/:code/written',
  action: 'meeting.run',
  handle: async (call) => {
    const { ctx, actor, params, body } = call
    const found = findBody(ctx, actor, params.code ?? '')
    if (!found?.may('meeting.run')) return refusal(call, { reason: found ? 'not-allowed' : 'unknown-body' })
    const parsed = written.safeParse(body)
    if (!parsed.success) return refusal(call, { reason: 'invalid' })
    const outcome = await openWritten(ctx, actor, params.code ?? '', parsed.data)
    if (!outcome.ok) return refusal(call, outcome)
    return { status: 201, body: { key: outcome.key, decisions: outcome.decisions } }
  },
}

/** The meeting under way, and decisions between meetings. */
export const sessionRoutes: readonly Route[] = [...run, ...takePart, ...read, writtenProcedure]
