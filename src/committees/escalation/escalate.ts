import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { Bodies } from '../../lists/bodies'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Meetings } from '../../lists/committees/meetings'
import { ExceptionReports } from '../../lists/exception-reports'
import { blankValues, type Values } from '../../lists/kit/list'
import { wordingOf } from '../../reports/pack/wording'
import { type Body, type FoundBody, findBody } from '../find-body'
import type { Meeting } from '../meetings/find-meeting'
import { decisionsFor } from '../register/find-decision'
import { decisionFile, type Escalated, type EscalationFile, exceptionFile } from './escalation-file'
import { covers, standing } from './targets'

export type EscalationRefusal =
  | 'unknown-body'
  | 'not-allowed'
  | 'unknown-exception'
  | 'unknown-decision'
  | 'settled'
  | 'nowhere'
  | 'no-meeting'

export type EscalationOutcome =
  | {
      readonly ok: true
      readonly item: string
      readonly body: string
      readonly meeting: string
      readonly already: boolean
    }
  | { readonly ok: false; readonly reason: EscalationRefusal }

export interface EscalationInput {
  readonly of: Escalated
  readonly question: string | null
}

/**
 * Puts an exception, or a decision that a body could not take, on the agenda of the next meeting of the body above, with its file. It is
 * proposed there once, whoever asks and however often; the item names what it comes from, which is the way back.
 */
export const escalate = async (
  ctx: Context,
  actor: Actor,
  code: string,
  input: EscalationInput,
): Promise<EscalationOutcome> => {
  const found = findBody(ctx, actor, code)
  if (!found) return { ok: false, reason: 'unknown-body' }
  if (!found.may('decision.escalate')) return { ok: false, reason: 'not-allowed' }
  const upper = found.body.escalatesTo === null ? undefined : ctx.lists.find(Bodies, found.body.escalatesTo)
  if (!upper) return { ok: false, reason: 'nowhere' }
  return ctx.locks.exclusive(`escalation ${input.of.key}`, async () => {
    // Another copy may have just put it there: such items are written to SharePoint itself.
    await Promise.all([ctx.outbox.catchUp(), ctx.lists.syncNow([AgendaItems])])
    const file = fileOf(ctx, actor, found, upper, input.of)
    if (typeof file === 'string') return { ok: false, reason: file }
    const earlier = standing(ctx, input.of.key).find(({ body }) => body === upper.code)
    if (earlier) return { ok: true, item: earlier.itemKey, body: upper.code, meeting: earlier.meeting, already: true }
    const meeting = nextMeeting(ctx, upper.code)
    if (!meeting) return { ok: false, reason: 'no-meeting' }
    const item = await propose(ctx, actor, meeting, file, input)
    await ctx.audit.append(actor, 'decision.escalate', input.of.key, { from: code, to: upper.code, item })
    return { ok: true, item, body: upper.code, meeting: meeting.meetingKey, already: false }
  })
}

const fileOf = (
  ctx: Context,
  actor: Actor,
  { body }: FoundBody,
  upper: Body,
  of: Escalated,
): EscalationFile | EscalationRefusal => {
  const wording = wordingOf(upper.language ?? 'fr')
  if (of.kind === 'decision') {
    const found = decisionsFor(ctx, actor).find(of.key)
    if (found?.decision.body !== body.code) return 'unknown-decision'
    const isOpen = found.decision.result === 'deferred' || found.decision.result === 'rejected'
    return isOpen ? decisionFile(ctx, found.decision, body.title, wording) : 'settled'
  }
  const exception = ctx.lists.find(ExceptionReports, of.key)
  if (!exception || !covers(ctx, actor, body, exception.project)) return 'unknown-exception'
  if (exception.state !== 'open') return 'settled'
  return exceptionFile(ctx, of.key, wording) ?? 'unknown-exception'
}

const nextMeeting = (ctx: Context, body: string): Meeting | undefined => {
  const now = ctx.clock.now().toISOString()
  return ctx.lists
    .all(Meetings)
    .filter(
      (meeting) =>
        meeting.body === body &&
        meeting.form === 'meeting' &&
        (meeting.state === 'planned' || meeting.state === 'convened') &&
        (meeting.startsAt ?? '') > now,
    )
    .toSorted((a, b) => (a.startsAt ?? '').localeCompare(b.startsAt ?? ''))[0]
}

/** Serial numbers are taken by whoever writes first: SharePoint refuses the second, who takes the next. */
const TRIES = 50

const propose = async (
  ctx: Context,
  actor: Actor,
  { meetingKey }: Meeting,
  file: EscalationFile,
  { of, question }: EscalationInput,
): Promise<string> => {
  const items = ctx.lists.all(AgendaItems).filter(({ meeting }) => meeting === meetingKey)
  const serials = items.map(({ itemKey }) => Number(itemKey.split(':').at(-1)) || 0)
  const rank = Math.max(0, ...items.map((item) => item.rank)) + 1
  const first = Math.max(0, ...serials) + 1
  for (let serial = first; serial < first + TRIES; serial += 1) {
    const values: Values<typeof AgendaItems> = {
      ...blankValues(AgendaItems),
      itemKey: `${meetingKey}:${serial}`,
      meeting: meetingKey,
      rank,
      title: file.title.slice(0, 255),
      kind: 'decision',
      state: 'proposed',
      source: 'exception',
      sourceKey: of.key,
      project: file.project,
      minutes: 15,
      proposedBy: actor.person,
      question,
      background: file.background,
      options: file.options && JSON.stringify(file.options),
    }
    const outcome = await ctx.lists.asApplication.create(AgendaItems, values)
    if (outcome.ok) return values.itemKey
    if (outcome.reason !== 'duplicate-key') throw new Error(`an escalated item was not written: ${outcome.reason}`)
  }
  throw new Error(`no serial number was free in ${meetingKey}`)
}
