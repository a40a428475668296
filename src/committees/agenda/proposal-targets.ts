import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import type { ProposalTarget } from './agenda-view'
import { agendasFor, isOpenForItems } from './find-agenda'

/** Meetings ahead on whose agenda this person may put something, the soonest first; those without a day last. */
export const proposalTargets = (ctx: Context, actor: Actor): readonly ProposalTarget[] => {
  const now = ctx.clock.now().toISOString()
  return agendasFor(ctx, actor)
    .all()
    .filter(
      ({ meeting, may }) =>
        isOpenForItems(meeting) && (meeting.startsAt === null || meeting.startsAt > now) && may('agenda.propose'),
    )
    .map(({ meeting, body }) => ({
      key: meeting.meetingKey,
      title: meeting.title,
      bodyTitle: body.title,
      startsAt: meeting.startsAt,
    }))
    .sort((a, b) => (a.startsAt ?? '9999').localeCompare(b.startsAt ?? '9999') || a.key.localeCompare(b.key))
}
