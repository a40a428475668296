import { z } from 'zod'
import { allLists } from '../../src/lists/all'
import { gouvernail } from '../kit/commands'
import { type DoorKit, startDoor } from '../kit/door'

/** An administrator prepares a site from a shell: an empty one, then one where somebody made a column by hand. */
let kit: DoorKit
const command = (...args: readonly string[]) => gouvernail({ door: async () => kit.door }, 'provision', ...args)
const Steps = z.object({ steps: z.array(z.unknown()) })
const Columns = z.object({ value: z.array(z.object({ id: z.string(), name: z.string() })) })

beforeAll(async () => {
  kit = await startDoor(allLists, { bare: true })
})
afterAll(() => kit.close())

test('plan shows what is missing, verify refuses, apply creates it, and then nothing is left', async () => {
  const { siteId } = kit.tenant.registration
  // Made by hand before us: its Priority is a text where ours is a flag.
  const made = await kit.fetchGraph(`/sites/${siteId}/lists`, {
    method: 'POST',
    body: { displayName: 'Projects', list: { template: 'genericList' }, columns: [{ name: 'Priority', text: {} }] },
  })
  expect(made.status).toBe(201)
  const plan = await command('plan', '--json')
  expect(plan.code).toBe(0)
  expect(Steps.parse(plan.json).steps.length).toBeGreaterThan(allLists.length)
  const early = await command('verify')
  expect([early.code, early.complaints.join()]).toEqual([2, expect.stringContaining('provision apply')])

  const clash = { kind: 'clash', list: 'Projects', column: 'Priority', wanted: 'boolean' }
  const applied = await command('apply')
  expect(applied.code).toBe(2)
  expect(applied.lines.join('\n')).toMatch(/! Projects, colonne Priority/)
  expect(applied.complaints.join()).toMatch(/^1 colonne existe avec un autre type/)
  expect(await command('apply', '--json')).toMatchObject({
    code: 2,
    json: { verb: 'apply', steps: [], clashes: [clash] },
  })
  expect(await command('verify', '--json')).toMatchObject({ code: 2, json: { verb: 'verify', steps: [clash] } })

  const path = `/sites/${siteId}/lists/Projects/columns`
  const { value } = Columns.parse(await (await kit.fetchGraph(path)).json())
  const id = value.find(({ name }) => name === 'Priority')?.id
  const gone = await kit.fetchGraph(`${path}/${id}`, { method: 'DELETE' })
  expect(gone.status).toBe(204)
  expect(await command('apply', '--json')).toMatchObject({ code: 0, json: { clashes: [] } })
  expect(await command('verify')).toMatchObject({
    code: 0,
    complaints: [],
    lines: ['Le site est complet\u00a0: rien à faire.'],
  })
  expect((await command('repair')).code).toBe(2)
})
