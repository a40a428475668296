import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../src/access/actor'
import type { ActionChange } from '../../src/committees/actions/actions-view'
import { actionForm, actionsCard } from '../../src/committees/actions/card-lines'
import { type ActionForm, LINES_MAX } from '../../src/committees/actions/card-model'
import { type ActionRefusal, answerAction } from '../../src/committees/actions/edit-action'
import { actionsFor } from '../../src/committees/actions/find-action'
import { translate } from '../../src/i18n/translate'
import { plainText } from '../../src/lists/kit/plain-text'
import type { DrawnCard } from '../../src/ports/messaging'
import type { BotOptions } from '../bot-options'
import type { CardAnswer } from '../status/answer-status'
import type { Verb, VerbCall } from '../verbs'
import { actionsCard as draw } from './actions.card'

export type ActionVerb = Extract<Verb, `action.${string}`>
export const isActionVerb = (verb: Verb): verb is ActionVerb => verb.startsWith('action.')

const part = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[^\p{Cc}\p{Surrogate}]*$/u)

/** What our cards put into their actions, and the inputs beside it. */
const Payload = z.looseObject({
  action: part,
  card: z.string().max(40 * LINES_MAX),
  kind: z.enum(['due', 'escalation', 'planner']),
  dueOn: z.string().max(40).optional(),
  reason: z.string().max(4_000).optional(),
  owner: z.string().max(80).optional(),
})
type Payload = z.infer<typeof Payload>

/** What the ledger keeps of an answer: enough to give the same one again. */
const Kept = z.object({ text: z.string().nullable(), recorded: z.boolean() })

/** Answers a click on a card of actions; a repeated delivery or a double click changes nothing a second time. */
export const answerActionCard = async (ports: BotOptions, actor: Actor, call: VerbCall): Promise<CardAnswer> => {
  const payload = Payload.safeParse(call.fields).data
  if (!payload) return sentence(translate(actor.locale)('bot:problem.unreadable'))
  // Who may not, learns nothing from the card: neither that the action exists nor what it says.
  if (!actionsFor(ports.ctx, actor).find(payload.action)?.may('action.edit'))
    return sentence(wordsOf(actor, 'unknown-action'))
  const change = changeIn(call.verb, payload)
  if (change === 'unreadable') return refused(ports, actor, payload, call.verb, 'invalid')
  if (change === null) {
    const form = formFor(ports, actor, payload, call.verb)
    return { reply: drawn(ports, actor, payload, form), redraw: [], recorded: false }
  }
  const content = createHash('sha256').update(JSON.stringify(change)).digest('hex')
  const key = ['action', actor.person, payload.action, call.activity, content].join(':')
  const stored = await ports.invokes.once(key, async () => {
    const outcome = await answerAction(ports.ctx, actor, payload.action, change)
    return JSON.stringify({ text: outcome.ok ? null : outcome.reason, recorded: outcome.ok })
  })
  const { text, recorded } = Kept.parse(JSON.parse(stored))
  // Clicked twice: it is as it should be, which the card says.
  if (text !== null && text !== 'nothing-changed') return refused(ports, actor, payload, call.verb, text)
  return { reply: drawn(ports, actor, payload, null), redraw: [], recorded: recorded || text === 'nothing-changed' }
}

const sentence = (text: string): CardAnswer => ({ reply: { text }, redraw: [], recorded: false })

const drawn = (
  { ctx }: BotOptions,
  actor: Actor,
  { kind, card, action }: Payload,
  form: ActionForm | null,
): DrawnCard => draw(actionsCard(ctx, actor, kind, numbersOf(card, action), form), actor.locale)

/** The actions of the card in their order, the one that was clicked among them whatever the card said. */
const numbersOf = (card: string, clicked: string): readonly string[] => {
  const shown = card.split(' ').filter((number) => number !== '')
  return [...new Set(shown.includes(clicked) ? shown : [clicked, ...shown])].slice(0, LINES_MAX)
}

/** The change that a verb asks for; null for those that only draw the card anew. */
const changeIn = (verb: Verb, { dueOn, reason, owner }: Payload): ActionChange | 'unreadable' | null => {
  switch (verb) {
    case 'action.done':
      return { state: 'done' }
    case 'action.postpone': {
      const day = z.iso.date().safeParse(dueOn).data
      return day === undefined ? 'unreadable' : { dueOn: day, reason: plainText(reason ?? '').slice(0, 1_000) }
    }
    case 'action.pass':
      return owner ? { owner } : 'unreadable'
    default:
      return null
  }
}

const formFor = ({ ctx }: BotOptions, actor: Actor, { action }: Payload, verb: Verb): ActionForm | null => {
  if (verb === 'action.later' || verb === 'action.postpone') return actionForm(ctx, actor, action, 'later')
  return verb === 'action.reassign' || verb === 'action.pass' ? actionForm(ctx, actor, action, 'reassign') : null
}

/** The form again with what was typed and why it cannot be; what is closed takes no form, and shows that it is closed. */
const refused = (ports: BotOptions, actor: Actor, payload: Payload, verb: Verb, code: string): CardAnswer => {
  const text = wordsOf(actor, code)
  const form = formFor(ports, actor, payload, verb)
  if (form === null) return { reply: drawn(ports, actor, payload, null), redraw: [], recorded: false }
  const typed = {
    ...form,
    dueOn: payload.dueOn ?? form.dueOn,
    reason: payload.reason ?? form.reason,
    refusal: text,
  }
  return { reply: drawn(ports, actor, payload, typed), redraw: [], recorded: false }
}

const refusals = [
  'unknown-action',
  'not-allowed',
  'unknown-person',
  'reason-required',
  'date-passed',
  'closed',
  'invalid',
] as const satisfies readonly ActionRefusal[]

const wordsOf = ({ locale }: Actor, code: string): string => {
  const known = refusals.find((refusal) => refusal === code)
  return translate(locale)(known ? `followUp:action.error.${known}` : 'bot:problem.unreadable')
}
