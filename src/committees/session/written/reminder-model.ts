import type { Context } from '../../../context'
import type { FoundMeeting } from '../../meetings/find-meeting'
import { decisionsOf } from '../session-facts'
import { voteCardModel } from '../votes/vote-card-model'
import type { VoteReminderModel } from '../votes/vote-card-view'

/** A written procedure with all of its votes as they stand now for one person. */
export const voteReminderModel = async (
  ctx: Context,
  found: FoundMeeting,
  person: string,
): Promise<VoteReminderModel | undefined> => {
  const { meetingKey, title, deadline } = found.meeting
  if (deadline === null) return undefined
  const votes = await Promise.all(
    decisionsOf(ctx, meetingKey).map(({ number }) => voteCardModel(ctx, found, number, person)),
  )
  return {
    meeting: meetingKey,
    title,
    bodyTitle: found.found.body.title,
    deadline,
    votes: votes.flatMap((vote) => vote ?? []),
    url: ctx.links.tab(`panel/${meetingKey}`),
  }
}

/** The votes that wait for this person. */
export const unvoted = ({ votes }: VoteReminderModel): VoteReminderModel['votes'] =>
  votes.filter(({ closed, ballots }) => closed === null && ballots.some(({ self, hasCast }) => self && !hasCast))
