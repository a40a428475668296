import { setTimeout as delay } from 'node:timers/promises'
import type { PlanShown, PlanView } from '../../src/committees/planning/plan-view'
import { Meetings } from '../../src/lists/committees/meetings'
import type { ApiClient } from './api-client'
import type { Stack } from './stack'

const ROUNDS = 400
const ROUND_MS = 300

/** The plan as this person sees it once nothing is under way any more. */
export const planAtRest = async (as: ApiClient): Promise<PlanView> => {
  for (let round = 0; round < ROUNDS; round += 1) {
    // The tenant shares this process: while it works on a quarter of calendars, an idle connection may be closed under a request.
    const body = await as.get<PlanView>('/api/plan').then(
      (answer) => answer.body,
      () => null,
    )
    if (body?.run === null && (body.convening?.waiting ?? 0) === 0) return body
    await delay(ROUND_MS)
  }
  throw new Error('the plan did not come to rest')
}

export const shownPlan = ({ plan }: PlanView): PlanShown => {
  if (plan === null) throw new Error('there is no plan')
  return plan
}

/** The mailbox that convenes in the local tenant. */
export const MAILBOX = 'gouvernail@opnum.example'

/** The demo organisation as if nobody had met yet: what a plan is then made of is in the test alone. */
export const forgetMeetings = async ({ ctx, door }: Stack): Promise<void> => {
  const held = ctx.lists.all(Meetings).map(({ $item }) => ({ itemId: $item.itemId, etag: null }))
  await ctx.lists.asApplication.removeMany(Meetings, held)
  await door.lists.syncNow([Meetings])
}
