import type { TenantOptions } from '../../../src/local-tenant/tenant'
import { record } from './record'
import { lacks, type Need, needs, openTenant, type UnderTest } from './under-test'

/** What an honest tenant refuses: GRAPH-FACTS section 13, by its numbers. `facts-index.test.ts` fails when one has no test. */
export const facts = {
  1: 'a filter or sort on a column without index, without the Prefer header, is 400 in the words of the service',
  2: 'with the header it works until the list passes 5 000 rows, then tooManyResources',
  3: 'no fields without $expand; a lookup comes as text id, several people as an array',
  4: 'a person or lookup under its plain name, an array without annotation, an identity object: 400',
  5: 'a hyperlink is refused unless apiversion=2.1 is preferred',
  6: 'an unknown field and a read-only field: 400',
  7: 'a list made with a name: 400; without Sites.Manage: 403',
  8: 'a stale If-Match: 412; concurrent writes: 409 resourceModified',
  9: 'pages of 200 with a keyset skiptoken; no $skip',
  10: 'delta repeats rows, tells deletions, and ends with 410 and a Location',
  11: 'a batch of more than 20: 400; mixed rows in any order, 424, throttled rows',
  12: 'resource units by the minute, RateLimit headers from 80 %, 429 that grows when it is ignored',
  13: 'getSchedule: its limits, and errors of single entries',
  14: 'what no application may do: 403',
  15: 'events: transactionId, what is online stays so, the join block, onlineMeetingUrl null, only the organizer cancels',
  16: 'online meetings without a policy: Unauthorized; by another organizer: 404',
  17: 'Planner without If-Match: 400; stale: 412; details have their own etag; limits are 403',
  18: 'subscriptions: handshake, updated alone on lists, expiry, lifecycle address, sending again',
  19: 'the bot: 403, 404, 413, 429 after seven sends in a second, repeated invokes',
  20: 'tokens with wrong claims, expired, of another tenant; an application on a person’s route',
  21: 'a page without @odata.type: 400; unpublished: invisible to readers; a foreign web part: 400',
  22: 'an upload session: multiples of 320 KiB, no token, ranges in order',
  23: 'what is new is seen after a delay: Planner, installations, consent',
} as const
export type FactNumber = keyof typeof facts

type Check = (on: UnderTest) => Promise<void>

/**
 * The tenant under test for one file of facts, and the function that declares them. A fact that needs what the tenant lacks is
 * skipped under a name that says why, and counted as declared.
 */
export const factsOn = (options: TenantOptions) => {
  let on: UnderTest
  beforeAll(async () => {
    on = await openTenant(options)
  })
  afterAll(() => on.close())
  return (number: FactNumber, what: string, wanted: readonly Need[], check: Check): void => {
    const name = `${number}. ${what} (${facts[number]})`
    const missing = lacks(wanted).map((need) => needs[need])
    if (missing.length > 0) {
      record({ kind: 'declared', what: name, why: missing.join('; ') })
      test.skip(`${name}: not here, ${missing.join('; ')}`, () => undefined)
      return
    }
    test(name, async () => {
      try {
        await check(on)
      } finally {
        if (wanted.includes('switches')) on.local.tenant.faults.clear()
      }
      record({ kind: 'fact', number, what })
    })
  }
}
