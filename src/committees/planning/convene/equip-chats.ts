import type { Context } from '../../../context'
import { Meetings } from '../../../lists/committees/meetings'
import type { Step } from '../../../ports/plans'
import { meetingTab } from './event-content'
import type { StepEnd } from './step-end'

/** Puts the app and the page of the meeting into the chats of convened meetings: as good as Teams allows, never in the way. */
export const equipSteps = async (
  ctx: Context,
  mailbox: string,
  steps: readonly Step[],
): Promise<readonly StepEnd[]> => {
  await ctx.outbox.catchUp([{ list: Meetings.name, keys: steps.map(({ meeting }) => meeting) }])
  const open = steps.flatMap((step) => {
    const row = ctx.lists.find(Meetings, step.meeting)
    return row?.joinUrl && row.state !== 'cancelled' ? [{ step, tab: meetingTab(ctx, step, row.joinUrl) }] : []
  })
  const outcomes = await ctx.calendars.equip(
    mailbox,
    open.map(({ tab }) => tab),
  )
  const ends: StepEnd[] = steps
    .filter((step) => !open.some((each) => each.step === step))
    .map((step) => ({ step, end: { ok: true } }))
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
