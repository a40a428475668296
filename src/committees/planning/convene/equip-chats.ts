import type { Context } from '../../../context'
import { Meetings } from '../../../lists/committees/meetings'
import type { Step } from '../../../ports/plans'
import { meetingTab } from './event-content'
import { openSteps, type StepEnd } from './step-end'

/** Puts the app and the page of the meeting into the chats of convened meetings: as good as Teams allows, never in the way. */
export const equipSteps = async (
  ctx: Context,
  mailbox: string,
  steps: readonly Step[],
): Promise<readonly StepEnd[]> => {
  const { open, ended } = await openSteps(ctx, steps, (step, { joinUrl, state }) =>
    joinUrl && state !== 'cancelled' ? meetingTab(ctx, step, joinUrl) : null,
  )
  const outcomes = await ctx.calendars.equip(
    mailbox,
    open.map(({ work }) => work),
  )
  const ends = [...ended]
  for (const [index, { step }] of open.entries()) {
    const outcome = outcomes[index]
    if (!outcome) continue
    const { meeting } = step
    if (outcome.chat !== null && ctx.lists.find(Meetings, meeting)?.chat !== outcome.chat)
      await ctx.outbox.put([{ list: Meetings, key: meeting, values: { chat: outcome.chat } }])
    ends.push({ step, end: outcome.ok ? { ok: true } : outcome })
  }
  return ends
}
