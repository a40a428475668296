import { z } from 'zod'
import type { Actor } from '../../src/access/actor'
import type { Context } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import { StatusCycles } from '../../src/lists/status-cycles'
import type { DrawnCard, MessageRef } from '../../src/ports/messaging'
import { cycleFactsOf, questionFor } from '../../src/status/question-for'
import type { QuestionModel } from '../../src/status/question-view'
import { refusalText } from '../../src/status/refusals'
import { type SubmitInput, type SubmitRefusal, submitStatusReport } from '../../src/status/submit-status-report'
import { countAnswer } from '../../src/telemetry/metrics'
import { inSpan } from '../../src/telemetry/trace'
import type { Reply } from '../reply'
import type { StatusVerb, VerbCall } from '../verbs'
import { type Drawn, drawnIn, redrawn, sentAnswer, type TypedAnswer, typedAnswer } from './answer-fields'
import { questionCard } from './question.card'
import type { QuestionState } from './question-state'

export interface CardAnswer {
  readonly reply: Reply
  /** The message of the original question when an answer was recorded: it must show the same state as the clicked card. */
  readonly redraw: readonly MessageRef[]
  /** True when what the clicked message shows must be kept: an opened form is for the person who opened it only. */
  readonly recorded: boolean
}

/** No key holds such characters, and PostgreSQL keeps none of them. */
const part = z
  .string()
  .max(40)
  .regex(/^[^\p{Cc}\p{Surrogate}]*$/u)

/** The payload that our cards put into their actions; inputs stand beside it. */
const Payload = z.looseObject({
  cycle: part.min(1),
  project: part.min(1),
  drawn: z.string().max(60).optional(),
})
type Payload = z.infer<typeof Payload>

/** More than this cannot be drawn back into a card: the client keeps what was typed and only the refusal is shown. */
const TYPED_MAX = 12_000

/**
 * Answers a click on a question card. A repeated delivery or a double click writes nothing, by the rules of answers alone: the
 * report says all of it already, or something that was sent later (decision 21). So no ledger of deliveries stands in the way.
 */
export const answerStatus = async (ctx: Context, actor: Actor, call: VerbCall<StatusVerb>): Promise<CardAnswer> => {
  const payload = Payload.safeParse(call.fields)
  if (!payload.success) return sentence(translate(actor.locale)('bot:problem.unreadable'))
  const { cycle, project } = payload.data
  const drawn = drawnIn(payload.data.drawn)
  const typed = typedAnswer(call.fields, project)
  const sent = sentAnswer(call.fields, project)
  if (call.verb !== 'status.confirm' && call.verb !== 'status.save')
    return { reply: openForm(ctx, actor, payload.data, call.verb, typed), redraw: [], recorded: false }

  // A form always sends its inputs: without any, nobody answered anything, and the last report must not pass for an answer.
  if (call.verb === 'status.save' && Object.keys(sent).length === 0)
    return sentence(translate(actor.locale)('errors:invalid-answer'))
  const answer = call.verb === 'status.confirm' ? 'unchanged' : { fields: sent, drawn }
  const input = { cycle, project, answer, ...(call.sentAt === null ? {} : { sentAt: call.sentAt }) } as const
  const [outcome, message] = await Promise.all([
    inSpan('status.answer', { attributes: { cycle, project } }, () => submitStatusReport(ctx, actor, input)),
    ctx.asks.message(cycle, actor.person),
  ])
  countAnswer(outcome.ok)
  if (outcome.ok) {
    const reply = questionCard(outcome.question, actor.locale)
    return { reply, redraw: message ? [message] : [], recorded: true }
  }
  const text = refusalText(outcome, actor.locale)
  const reply = refusedCard(ctx, actor, input, outcome, { typed, drawn }, text)
  return reply === null ? sentence(text) : { reply, redraw: [], recorded: false }
}

/** What came of a form: its inputs, and the forecasts that it had drawn. */
interface SentForm {
  readonly typed: TypedAnswer
  readonly drawn: Drawn | undefined
}

const sentence = (text: string): CardAnswer => ({ reply: { text }, redraw: [], recorded: false })

/** The card with the refusal beside the project and the text as typed; null when there is no card to draw it in. */
const refusedCard = (
  ctx: Context,
  actor: Actor,
  { cycle, project, answer }: SubmitInput,
  refusal: SubmitRefusal,
  form: SentForm,
  text: string,
): DrawnCard | null => {
  const model = questionAbout(ctx, actor, cycle, project)
  const { typed, drawn } = redrawn(form.typed, form.drawn, refusal.reason === 'forecast-changed' ? refusal.field : null)
  if (model === null || JSON.stringify(typed).length > TYPED_MAX) return null
  // A form can be mended while the cycle accepts answers; otherwise what was typed stays in the client, untouched.
  if (answer !== 'unchanged' && !model.cycle.accepting) return null
  const state: QuestionState =
    answer === 'unchanged' && refusal.reason !== 'nothing-to-confirm'
      ? { notice: { project, text } }
      : { open: { project, typed, drawn, details: hasDetails(typed), refusal: text } }
  return questionCard(model, actor.locale, state)
}

const hasDetails = (typed: TypedAnswer): boolean => typed.achieved !== undefined || typed.schedule !== undefined

/** Opening, detailing or closing a form changes nothing but the card. */
const openForm = (
  ctx: Context,
  actor: Actor,
  { cycle, project, drawn }: Payload,
  verb: 'status.edit' | 'status.details' | 'status.view',
  typed: TypedAnswer,
): Reply => {
  const model = questionAbout(ctx, actor, cycle, project)
  if (model === null) return { text: translate(actor.locale)('errors:unknown-project') }
  if (verb === 'status.view') return questionCard(model, actor.locale)
  if (!model.cycle.accepting) return { text: translate(actor.locale)('errors:cycle-closed') }
  const details = verb === 'status.details'
  const form = details ? redrawn(typed, drawnIn(drawn), null) : { typed: {}, drawn: {} }
  return questionCard(model, actor.locale, { open: { project, ...form, details, refusal: null } })
}

/** The person's question that holds this project, as it stands now; null when it is not theirs or does not exist. */
const questionAbout = (ctx: Context, actor: Actor, code: string, project: string): QuestionModel | null => {
  const cycle = ctx.lists.find(StatusCycles, code)
  if (!cycle) return null
  const facts = cycleFactsOf(ctx, cycle)
  for (const scope of ['asked', 'answerable'] as const) {
    const model = questionFor(ctx, facts, actor.person, actor.locale, scope)
    if (model.projects.some(({ number }) => number === project)) return model
  }
  return null
}
