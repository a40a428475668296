import { z } from 'zod'
import type { Actor } from '../../src/access/actor'
import { localDay } from '../../src/calendar/business-days'
import { findAgenda } from '../../src/committees/agenda/find-agenda'
import { proposeItem } from '../../src/committees/agenda/items/propose-item'
import { approveAgenda } from '../../src/committees/agenda/pack/approve-agenda'
import { approvalModel } from '../../src/committees/agenda/pack/card-models'
import { refusalWords } from '../../src/committees/agenda/refusals'
import { agendaDates } from '../../src/committees/agenda/rules/agenda-calendar'
import { dayOf } from '../../src/committees/meetings/find-meeting'
import type { Context } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import { Bodies } from '../../src/lists/bodies'
import { agendaKind } from '../../src/lists/committees/agenda-items'
import { Meetings } from '../../src/lists/committees/meetings'
import { plainLine, plainText } from '../../src/lists/kit/plain-text'
import { calendarIn, settingsOf } from '../../src/settings/settings'
import type { CardAnswer } from '../status/answer-status'
import type { VerbCall } from '../verbs'
import { approvalCard } from './approval.card'
import { proposeCard } from './propose.card'
import { proposeModel } from './propose-reply'

const key = z.string().min(1).max(80)
const Approve = z.looseObject({ meeting: key })
const Propose = z.looseObject({
  stamp: z.string().regex(/^[\w-]{1,60}$/),
  meeting: key,
  title: z.string().max(1_000).default(''),
  kind: z.string().max(20).default(''),
  minutes: z.union([z.string().max(10), z.number()]).default(''),
  question: z.string().max(20_000).default(''),
})

const sentence = (text: string): CardAnswer => ({ reply: { text }, redraw: [], recorded: false })

/** Answers a click on a card about an agenda. Repeats are harmless: approving again changes nothing, a form counts once. */
export const answerAgenda = (ctx: Context, actor: Actor, call: VerbCall): Promise<CardAnswer> =>
  call.verb === 'agenda.approve' ? approve(ctx, actor, call.fields) : propose(ctx, actor, call.fields)

const approve = async (ctx: Context, actor: Actor, fields: VerbCall['fields']): Promise<CardAnswer> => {
  const parsed = Approve.safeParse(fields)
  if (!parsed.success) return sentence(translate(actor.locale)('bot:problem.unreadable'))
  const outcome = await approveAgenda(ctx, actor, parsed.data.meeting)
  if (!outcome.ok && (outcome.reason === 'unknown-meeting' || outcome.reason === 'not-allowed'))
    return sentence(refusalWords('unknown-meeting', actor.locale))
  const meeting = ctx.lists.find(Meetings, parsed.data.meeting)
  const body = meeting && ctx.lists.find(Bodies, meeting.body)
  if (!body) return sentence(refusalWords('unknown-meeting', actor.locale))
  const settings = settingsOf(ctx)
  const day = dayOf(meeting, localDay(ctx.clock.now()))
  const { packDue } = agendaDates(day, body.packDays, settings, calendarIn(settings))
  const refusal = outcome.ok ? null : refusalWords(outcome.reason, actor.locale)
  const drawn = approvalCard(approvalModel(ctx, meeting, packDue, refusal), actor.locale)
  return { reply: drawn, redraw: [], recorded: outcome.ok }
}

const propose = async (ctx: Context, actor: Actor, fields: VerbCall['fields']): Promise<CardAnswer> => {
  const parsed = Propose.safeParse(fields)
  if (!parsed.success) return sentence(translate(actor.locale)('bot:problem.unreadable'))
  const { stamp, meeting, kind } = parsed.data
  const agenda = findAgenda(ctx, actor, meeting)
  if (!agenda?.may('agenda.propose')) return sentence(refusalWords('unknown-meeting', actor.locale))
  const title = plainLine(parsed.data.title).trim()
  const question = plainText(parsed.data.question).trim()
  const chosen = agendaKind.find((each) => each === kind)
  const minutes = Number(parsed.data.minutes)
  const isSound =
    title !== '' && title.length <= 255 && chosen && Number.isInteger(minutes) && minutes > 0 && minutes <= 480
  const again = (refusal: string): CardAnswer => {
    const typed = { meeting, title, kind, minutes: String(parsed.data.minutes), question }
    return {
      reply: proposeCard(proposeModel(ctx, actor, { stamp, typed, refusal }), actor.locale),
      redraw: [],
      recorded: false,
    }
  }
  if (!isSound) return again(refusalWords('invalid', actor.locale))
  const outcome = await proposeItem(ctx, actor, {
    ...{ meeting, title, minutes, kind: chosen, request: stamp, question: question || null },
    background: null,
    project: null,
    presenter: null,
  })
  if (!outcome.ok) return again(refusalWords(outcome.reason, actor.locale))
  const done = { title, meeting: agenda.meeting.title, tabUrl: ctx.links.tab(`meeting/${meeting}`) }
  const drawn = proposeCard({ ...proposeModel(ctx, actor, { stamp }), done }, actor.locale)
  return { reply: drawn, redraw: [], recorded: true }
}
