import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../src/access/actor'
import { findAgenda } from '../../src/committees/agenda/find-agenda'
import { proposeItem } from '../../src/committees/agenda/items/propose-item'
import type { ProposeModel } from '../../src/committees/agenda/pack/notice-models'
import { proposalTargets } from '../../src/committees/agenda/proposal-targets'
import { refusalWords } from '../../src/committees/agenda/refusals'
import { fullTitle } from '../../src/committees/meetings/full-title'
import type { Context } from '../../src/context'
import { translate } from '../../src/i18n/translate'
import { agendaKind } from '../../src/lists/committees/agenda-items'
import { plainLine, plainText } from '../../src/lists/kit/plain-text'
import type { Reply } from '../reply'
import { proposeCard } from './propose.card'

/** A card chooses among so many meetings, the soonest; the tab has them all. */
const SHOWN_AT_MOST = 20

const Propose = z.looseObject({
  stamp: z.string().regex(/^[\w-]{1,60}$/),
  meeting: z.string().min(1).max(80),
  title: z.string().max(1_000).default(''),
  kind: z.string().max(20).default(''),
  minutes: z.union([z.string().max(10), z.number()]).default(''),
  question: z.string().max(20_000).default(''),
  background: z.string().max(40_000).optional(),
})

/** The form as it opens, or with what was typed. */
export const proposeModel = (
  ctx: Context,
  actor: Actor,
  given: Partial<Pick<ProposeModel, 'typed' | 'refusal' | 'stamp'>> = {},
): ProposeModel => {
  const meetings = proposalTargets(ctx, actor)
    .slice(0, SHOWN_AT_MOST)
    .map(({ key, title, bodyTitle, startsAt }) => ({ key, title: fullTitle(title, bodyTitle), startsAt }))
  const typed = {
    meeting: meetings[0]?.key ?? '',
    title: '',
    kind: 'discussion',
    minutes: '15',
    question: '',
    background: null,
  }
  return { meetings, stamp: randomUUID(), typed, refusal: null, done: null, ...given }
}

/** Answer to "item": a form for the meetings on whose agenda this person may put something. */
export const proposeReply = (ctx: Context, actor: Actor): Reply => {
  const model = proposeModel(ctx, actor)
  if (model.meetings.length === 0) return { text: translate(actor.locale)('agenda:card.noMeeting') }
  return proposeCard(model, actor.locale)
}

/**
 * Puts forward what a form says, and answers with the form: as it then stands, or again with what was typed and why it cannot be. Whoever
 * may not propose anything there learns nothing of the meeting.
 */
export const answerProposal = async (
  ctx: Context,
  actor: Actor,
  fields: Readonly<Record<string, unknown>>,
): Promise<{ readonly model: ProposeModel } | { readonly text: string }> => {
  const parsed = Propose.safeParse(fields)
  if (!parsed.success) return { text: translate(actor.locale)('bot:problem.unreadable') }
  const { stamp, meeting, kind } = parsed.data
  const agenda = findAgenda(ctx, actor, meeting)
  if (!agenda?.may('agenda.propose')) return { text: refusalWords('unknown-meeting', actor.locale) }
  const title = plainLine(parsed.data.title).trim()
  const question = plainText(parsed.data.question).trim()
  const { background: reason } = parsed.data
  const background = reason === undefined ? null : plainText(reason).trim()
  const chosen = agendaKind.find((each) => each === kind)
  const minutes = Number(parsed.data.minutes)
  const isSound =
    title !== '' && title.length <= 255 && chosen && Number.isInteger(minutes) && minutes > 0 && minutes <= 480
  const again = (refusal: string): { readonly model: ProposeModel } => {
    const typed = { meeting, title, kind, minutes: String(parsed.data.minutes), question, background }
    return { model: proposeModel(ctx, actor, { stamp, typed, refusal }) }
  }
  if (!isSound) return again(refusalWords('invalid', actor.locale))
  const outcome = await proposeItem(ctx, actor, {
    ...{ meeting, title, minutes, kind: chosen, request: stamp, question: question || null },
    background: background || null,
    project: null,
    presenter: null,
  })
  if (!outcome.ok) return again(refusalWords(outcome.reason, actor.locale))
  const done = {
    title,
    meeting: fullTitle(agenda.meeting.title, agenda.body.title),
    tabUrl: ctx.links.tab(`meeting/${meeting}`),
  }
  return { model: { ...proposeModel(ctx, actor, { stamp }), done } }
}
