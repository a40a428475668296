import { setTimeout as delay } from 'node:timers/promises'
import type { PlanShown, PlanView } from '../../src/committees/planning/plan-view'
import type { ApiClient } from './api-client'

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
