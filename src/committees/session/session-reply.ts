import type { z } from 'zod'
import type { Action } from '../../access/policy'
import { translate } from '../../i18n/translate'
import type { Call, Reply } from '../../route'
import { permitted, type Refused, type SessionRefusal } from './in-session'

const statusOf: Readonly<Record<SessionRefusal, number>> = {
  'unknown-meeting': 404,
  'unknown-body': 404,
  'not-allowed': 403,
  'no-voice': 403,
  'not-open': 409,
  'cannot-open': 409,
  'already-open': 409,
  'cannot-cancel': 409,
  'calendar-away': 503,
  'vote-open': 409,
  'vote-closed': 409,
  'deadline-ahead': 409,
  'not-present': 409,
  'no-proxy': 409,
  'proxies-not-allowed': 409,
  'proxy-holder': 422,
  'needs-casting': 409,
  'result-contradicts-vote': 409,
  'no-voters': 409,
  locked: 409,
  invalid: 422,
  'unknown-item': 422,
  'unknown-vote': 422,
  'unknown-person': 422,
  'unknown-project': 422,
  'conditions-missing': 422,
  'deadline-passed': 422,
  'no-minutes': 422,
  'no-title': 422,
  'long-title': 422,
  'no-owner': 422,
  'unknown-owner': 422,
  'ambiguous-owner': 422,
  'no-date': 422,
  'past-date': 422,
}

/** A refusal in the person's language, with the line that it is about. */
export const refusal = ({ actor }: Pick<Call, 'actor'>, { reason, line }: Pick<Refused, 'reason' | 'line'>): Reply => ({
  status: statusOf[reason],
  body: {
    error: { code: reason, message: translate(actor.locale)(`session:error.${reason}`, { line: line ?? '' }) },
    ...(line === undefined ? {} : { line }),
  },
})

type Outcome = { readonly ok: true } | Refused

/** What was done, without `ok`: the status says it. */
const done = (outcome: { readonly ok: true }, status: 200 | 201): Reply => {
  const { ok: _, ...body } = outcome
  return { status, body }
}

/** Who may not is told so before anything of the request is read. */
export const onMeeting =
  <T>(
    action: Action,
    schema: z.ZodType<T>,
    work: (call: Call, key: string, input: T) => Promise<Outcome>,
    status: 200 | 201 = 200,
  ): ((call: Call) => Promise<Reply>) =>
  async (call) => {
    const found = permitted(call.ctx, call.actor, call.params.meeting ?? '', action)
    if ('ok' in found) return refusal(call, found)
    const parsed = schema.safeParse(call.body)
    if (!parsed.success) return refusal(call, { reason: 'invalid' })
    const outcome = await work(call, found.meeting.meetingKey, parsed.data)
    return outcome.ok ? done(outcome, status) : refusal(call, outcome)
  }
