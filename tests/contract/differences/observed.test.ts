import { differenceSettings } from '../../../src/local-tenant/differences'
import { record } from '../facts/record'
import { lacks, needs, openTenant, real, type UnderTest } from '../facts/under-test'
import { differences } from './declared'

/**
 * Each difference is observed from outside, as on a real tenant: on the local one under every setting, so that the observation
 * itself is tested; on a real one once, and what it found is told at the end of `npm run test:contract`.
 */
let on: UnderTest
beforeAll(async () => {
  on = await openTenant({ grantedRoles: ['Sites.ReadWrite.All', 'Sites.Manage.All', 'Calendars.ReadWrite'] })
})
afterEach(() => {
  if (real === undefined) on.local.tenant.faults.clear()
})
afterAll(() => on.close())

test('every switchable difference is declared with two settings at least', () => {
  expect(Object.keys(differences).sort()).toEqual(Object.keys(differenceSettings.shape).sort())
  for (const { settings } of Object.values(differences)) expect(new Set<unknown>(settings).size).toBeGreaterThan(1)
})

describe.each(Object.entries(differences))('%s', (name, { question, settings, needs: wanted, observe }) => {
  const missing = lacks(wanted).map((need) => needs[need])
  if (missing.length > 0) {
    record({ kind: 'declared', what: question, why: missing.join('; ') })
    test.skip(`${question}: not here, ${missing.join('; ')}`, () => undefined)
  } else if (real === undefined) {
    test.each(settings.map((setting) => [setting]))(`${question}: %p`, async (setting) => {
      on.local.tenant.faults.set({ [name]: setting })
      expect(await observe(on)).toEqual(setting)
      record({ kind: 'difference', name, observed: setting })
    })
  } else {
    test(question, async () => {
      const observed = await observe(on)
      record({ kind: 'difference', name, observed })
      expect(settings).toContainEqual(observed)
    })
  }
})
