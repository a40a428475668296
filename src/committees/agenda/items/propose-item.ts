import type { Actor } from '../../../access/actor'
import type { Context } from '../../../context'
import { findProject } from '../../../projects/find-project'
import { findAgenda, isOpenForItems, itemsOf } from '../find-agenda'
import { alone } from '../meeting-lock'
import { type Refused, refused } from '../refusals'
import { type AgendaKind, usualMinutes } from '../rules/found-items'
import { addedItems } from './item-rows'

export interface NewProposal {
  readonly meeting: string
  readonly title: string
  readonly kind: AgendaKind
  readonly minutes: number | null
  readonly question: string | null
  readonly background: string | null
  readonly project: string | null
  readonly presenter: string | null
  /** Made by the form: a proposal that is sent twice is one. */
  readonly request: string
}

export type ProposeOutcome = { readonly ok: true; readonly item: string } | Refused

/**
 * Somebody puts an item forward, from the tab or from a card: through the outbox, because a card brings no token of the person. What
 * the secretary adds stands on the agenda at once, unless the chair has approved it; what others add waits to be accepted.
 */
export const proposeItem = async (ctx: Context, actor: Actor, asked: NewProposal): Promise<ProposeOutcome> => {
  const agenda = findAgenda(ctx, actor, asked.meeting)
  if (!agenda) return refused('unknown-meeting')
  if (!agenda.may('agenda.propose')) return refused('not-allowed')
  if (!isOpenForItems(agenda.meeting)) return refused('meeting-over')
  if (asked.project !== null && !findProject(ctx, actor, asked.project)) return refused('unknown-project')
  const presenter = asked.presenter ?? actor.person
  if (!ctx.directory.person(presenter)) return refused('unknown-person')
  const { meeting, title, kind, question, background, project } = asked
  return alone(ctx, meeting, async () => {
    const present = itemsOf(ctx, meeting)
    const sourceKey = `request:${asked.request}`
    const same = present.find((item) => item.sourceKey === sourceKey)
    if (same) return { ok: true, item: same.itemKey }
    const isApproved = agenda.meeting.agendaApprovedAt !== null
    const state = agenda.may('agenda.edit') && !isApproved ? ('accepted' as const) : ('proposed' as const)
    const values = { title, kind, question, background, project, presenter, sourceKey, source: 'person' as const }
    const minutes = asked.minutes ?? usualMinutes.person
    const [added, moved] = addedItems(meeting, present, [{ ...values, state, minutes, proposedBy: actor.person }])
    const item = added[0]?.key ?? ''
    const detail = { meeting, title, kind, state }
    await ctx.outbox.put([...added, ...moved], [{ actor, action: 'agenda.propose', subject: item, detail }])
    return { ok: true, item }
  })
}
