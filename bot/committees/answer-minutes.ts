import { z } from 'zod'
import type { Actor } from '../../src/access/actor'
import { findMeeting } from '../../src/committees/meetings/find-meeting'
import { approveMinutes } from '../../src/committees/minutes/approve-minutes'
import { minutesModel } from '../../src/committees/minutes/card-model'
import { placeFor } from '../../src/committees/minutes/place-for'
import type { Context } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import type { CardAnswer } from '../status/answer-status'
import type { VerbCall } from '../verbs'
import { minutesCard } from './minutes.card'

const Payload = z.looseObject({
  meeting: z.string().min(1).max(80),
  version: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
})

const sentence = (text: string): CardAnswer => ({ reply: { text }, redraw: [], recorded: false })

/**
 * The chair approves the version that the card named. Pressed again, by whatever delivery, the card says that it is approved; a version
 * that gave way to another is not approved, and the card says which one is there to be read.
 */
export const answerMinutes = async (ctx: Context, actor: Actor, call: VerbCall): Promise<CardAnswer> => {
  const t = translate(actor.locale)
  const payload = Payload.safeParse(call.fields).data
  if (!payload) return sentence(t('bot:problem.unreadable'))
  const { meeting: key, version } = payload
  if (!findMeeting(ctx, actor, key)?.may('minutes.approve'))
    return sentence(t('followUp:minutes.error.unknown-meeting'))
  const outcome = await approveMinutes(ctx, actor, key, version)
  const found = findMeeting(ctx, actor, key)
  if (!found) return sentence(t('followUp:minutes.error.unknown-meeting'))
  const isDone = outcome.ok || outcome.reason === 'locked'
  const mayApprove = placeFor(ctx, found.meeting) !== null
  const refusal = isDone ? null : t(`followUp:minutes.error.${outcome.reason}`)
  const model = minutesModel(ctx, found.meeting, found.found.body.title, { mayApprove, refusal })
  return { reply: minutesCard(model, actor.locale), redraw: [], recorded: isDone }
}
