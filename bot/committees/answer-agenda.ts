import { z } from 'zod'
import type { Actor } from '../../src/access/actor'
import { localDay } from '../../src/calendar/business-days'
import { approveAgenda } from '../../src/committees/agenda/pack/approve-agenda'
import { approvalModel } from '../../src/committees/agenda/pack/card-models'
import { refusalWords } from '../../src/committees/agenda/refusals'
import { agendaDates } from '../../src/committees/agenda/rules/agenda-calendar'
import { dayOf } from '../../src/committees/meetings/find-meeting'
import type { Context } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import { Bodies } from '../../src/lists/bodies'
import { Meetings } from '../../src/lists/committees/meetings'
import { calendarIn, settingsOf } from '../../src/settings/settings'
import type { CardAnswer } from '../status/answer-status'
import type { VerbCall } from '../verbs'
import { approvalCard } from './approval.card'
import { proposeCard } from './propose.card'
import { answerProposal } from './propose-reply'

const key = z.string().min(1).max(80)
const Approve = z.looseObject({ meeting: key })
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
  const answer = await answerProposal(ctx, actor, fields)
  if ('text' in answer) return sentence(answer.text)
  return { reply: proposeCard(answer.model, actor.locale), redraw: [], recorded: answer.model.done !== null }
}
