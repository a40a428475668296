import type { Context } from '../../context'
import { Meetings } from '../../lists/committees/meetings'
import { chairOf } from '../approver'
import type { Meeting } from '../meetings/find-meeting'
import { fullTitle } from '../meetings/full-title'
import type { MinutesModel } from './minutes-view'

export const minutesModel = (
  ctx: Pick<Context, 'lists' | 'links' | 'directory' | 'clock'>,
  meeting: Meeting,
  body: string,
  about: Pick<MinutesModel, 'mayApprove'> & { readonly version?: number; readonly refusal?: string | null },
): MinutesModel => {
  const key = meeting.meetingKey
  const { minutesState, minutesApprovedAt, minutesApprovedIn } = meeting
  return {
    key,
    meeting: fullTitle(meeting.title, body),
    version: about.version ?? meeting.minutesVersion ?? 1,
    mayApprove: about.mayApprove,
    absence: about.mayApprove ? chairOf(ctx, meeting, 'minutes').absence : null,
    approved:
      minutesState === 'approved'
        ? { at: minutesApprovedAt ?? '', in: ctx.lists.find(Meetings, minutesApprovedIn ?? '')?.title ?? null }
        : null,
    refusal: about.refusal ?? null,
    tabUrl: ctx.links.tab(`minutes/${key}`),
  }
}

/** What the e-mail that stands in for the card says of them. */
export const wordsIn = ({ meeting, version, tabUrl }: MinutesModel) => ({ meeting, version, tabUrl })
