import type { TenantOptions } from '../../../src/local-tenant/tenant'
import { type FactNumber, facts } from './fact-list'
import { record } from './record'
import { lacks, type Need, needs, openTenant, type UnderTest } from './under-test'

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
