import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { applyProvision, planProvision } from '../../src/graph/provision'
import type { Schema } from '../../src/graph/schema'
import { allLists } from '../../src/lists/all'
import { Milestones } from '../../src/lists/milestones'
import { Projects } from '../../src/lists/projects'
import { SCHEMA_VERSION } from '../../src/lists/schema-version'
import { Settings, siteRows } from '../../src/lists/settings'
import { checkSite } from '../../src/server/check-site'
import { gouvernail } from '../kit/commands'
import { type DoorKit, startDoor } from '../kit/door'
import { declaredValues, type Release, releases, shapeOf } from './release'

/** An administrator installs this release over each earlier one: columns come, rows stay, nothing goes. */
const columnPage = z.object({ value: z.array(z.object({ id: z.string(), name: z.string() })) })

/** Makes the site as the release did, with its own words. */
const siteOf = async ({ lists, rows }: Release): Promise<DoorKit> => {
  const kit = await startDoor(allLists, { bare: true })
  const path = `/sites/${kit.tenant.registration.siteId}/lists`
  const send = async (method: string, below: string, body: object): Promise<void> => {
    const response = await kit.fetchGraph(path + below, { method, body })
    if (!response.ok) throw new Error(`${below}: ${await response.text()}`)
  }
  for (const { name, columns, title } of lists) {
    await send('POST', '', { displayName: name, columns, list: { template: 'genericList' } })
    const { value } = columnPage.parse(await (await kit.fetchGraph(`${path}/${name}/columns`)).json())
    await send('PATCH', `/${name}/columns/${value.find((column) => column.name === 'Title')?.id}`, title)
  }
  for (const { list, fields } of rows) await send('POST', `/${list}/items`, { fields })
  return kit
}

const provision = (kit: DoorKit, verb: string) => gouvernail({ door: async () => kit.door }, 'provision', verb)

describe.each(releases().map((release) => [release.release, release] as const))(
  'a site of release %s',
  (_, release) => {
    let kit: DoorKit
    beforeAll(async () => {
      kit = await siteOf(release)
    })
    afterAll(() => kit.close())

    test('is told to be provisioned, is migrated forward, and keeps every row and every column', async () => {
      const isOld = release.schema < SCHEMA_VERSION
      const plan = await provision(kit, 'plan')
      if (isOld) expect(plan.lines).toContain(`> version du schéma\u00a0: ${release.schema} → ${SCHEMA_VERSION}`)
      expect((await provision(kit, 'verify')).code).toBe(isOld ? 2 : 0)
      const applied = await provision(kit, 'apply')
      expect([applied.code, applied.complaints]).toEqual([0, []])
      expect(await provision(kit, 'verify')).toMatchObject({ code: 0 })

      await kit.door.lists.start()
      expect(() => checkSite(kit.door.lists, false)).not.toThrow()
      for (const { list, key, values } of release.rows.filter((row) => row.key !== siteRows.schema)) {
        const of = allLists.find(({ name }) => name === list)
        if (!of) throw new Error(`${list} is declared no more: lists are never taken away`)
        expect([list, key, kit.door.lists.find(of, key)]).toMatchObject([list, key, declaredValues(of, values)])
      }
      expect(allLists.flatMap((of) => kit.door.lists.faults(of.name))).toEqual([])
      for (const { name, columns } of release.lists) {
        const path = `/sites/${kit.tenant.registration.siteId}/lists/${name}/columns`
        const { value } = columnPage.parse(await (await kit.fetchGraph(path)).json())
        expect(value.map((column) => column.name)).toEqual(expect.arrayContaining(columns.map((column) => column.name)))
      }
    })
  },
)

test('projects of release 0.1.0 say when their health was last published', async () => {
  const [first] = releases()
  if (!first) throw new Error('no release is kept')
  const row = (list: string, key: string, fields: Record<string, unknown>) => ({ list, key, fields, values: {} })
  const project = (key: string, since: string) =>
    row('Projects', key, {
      ...{ Number: key, Title: key, Lifecycle: 'active', Confidentiality: 'internal' },
      ...{ PublishedHealth: 'green', PublishedSince: since },
    })
  const cycle = (key: string, at: string) =>
    row('StatusCycles', key, { Code: key, Title: key, State: 'published', PublishedAt: at })
  const report = (key: string, state: string) => {
    const [Cycle, Project] = key.split(':')
    return row('StatusReports', key, { ReportKey: key, Title: key, Cycle, Project, State: state })
  }
  const rows = [
    project('P-1', '2026-03-27T11:00:00Z'),
    project('P-2', '2026-03-27T11:00:00Z'),
    cycle('2026-08', '2026-08-28T10:00:00Z'),
    // Already Saturday in Brussels.
    cycle('2026-09', '2026-09-25T22:30:00Z'),
    cycle('2026-10', '2026-10-30T10:00:00Z'),
    ...['2026-09:P-1', '2026-08:P-1'].map((key) => report(key, 'published')),
    report('2026-10:P-1', 'submitted'),
  ]
  const kit = await siteOf({ ...first, rows })
  const plan = await provision(kit, 'plan')
  expect(plan.lines.at(-3)).toMatch(/^> données\u00a0: Projects: day of the last publication/)
  await applyProvision(kit.door, allLists)
  await kit.door.lists.start()
  const shown = ['P-1', 'P-2'].map((key) => kit.door.lists.find(Projects, key)?.publishedOn)
  expect(shown).toEqual(['2026-09-26', '2026-03-27'])
  await kit.close()
})

test('milestones of release 0.1.0 are no gates, and their site can hold one afterwards', async () => {
  const [first] = releases()
  if (!first) throw new Error('no release is kept')
  const kit = await siteOf(first)
  await applyProvision(kit.door, allLists)
  await kit.door.lists.start()
  const [milestone] = kit.door.lists.all(Milestones)
  expect(kit.door.lists.all(Milestones).map(({ gate }) => gate)).toEqual([false, false])
  const path = `/sites/${kit.tenant.registration.siteId}/lists/Milestones/items/${milestone?.$item.itemId}/fields`
  expect((await kit.fetchGraph(path, { method: 'PATCH', body: { Gate: true } })).status).toBe(200)
  await kit.door.lists.syncNow([Milestones])
  expect(kit.door.lists.find(Milestones, milestone?.milestoneKey ?? '')?.gate).toBe(true)
  await kit.close()
})

test('the release that package.json names is kept here, and a list that changed since the last one has raised the schema', () => {
  const { version }: { version: string } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'))
  const known = releases()
  // When this fails, a release is being made: npx tsx tests/releases/freeze.ts
  expect(known.map(({ release }) => release)).toContain(version)
  const last = known.at(-1)
  const isSame = JSON.stringify(last?.lists) === JSON.stringify(shapeOf(allLists))
  // When this fails, raise SCHEMA_VERSION: sites of the last release must be provisioned again.
  expect(isSame || SCHEMA_VERSION > (last?.schema ?? 0)).toBe(true)
})

describe('data migrations', () => {
  let kit: DoorKit
  beforeAll(async () => {
    kit = await startDoor(allLists, { bare: true })
    await applyProvision(kit.door, allLists)
    const siteId = kit.tenant.registration.siteId
    const fields = { Code: 'quietHours', Title: 'quietHours', Value: '{}' }
    await kit.fetchGraph(`/sites/${siteId}/lists/Settings/items`, { method: 'POST', body: { fields } })
  })
  afterAll(() => kit.close())

  test('are planned, run in order, resumed after an interruption and never run twice', async () => {
    const ran: string[] = []
    let broken = true
    const mark = (name: string, version: number): Schema['migrations'][number] => ({
      name,
      version,
      run: async ({ items, patch }) => {
        ran.push(name)
        if (broken && name === 'second') throw new Error('the network went away')
        const rows = (await items('Settings')).filter(({ fields }) => fields.Code === 'quietHours')
        await patch(
          'Settings',
          rows.map(({ id, fields }) => ({ id, fields: { Value: `${fields.Value} ${name}` } })),
        )
      },
    })
    const next: Schema = {
      version: SCHEMA_VERSION + 3,
      migrations: [mark('first', SCHEMA_VERSION + 1), mark('second', SCHEMA_VERSION + 2)],
    }
    const step = (name: string, version: number) => ({ kind: 'migrate-rows', name, version })
    expect(await planProvision(kit.door, allLists, next)).toEqual({
      steps: [
        step('first', SCHEMA_VERSION + 1),
        step('second', SCHEMA_VERSION + 2),
        { kind: 'schema-version', from: SCHEMA_VERSION, to: SCHEMA_VERSION + 3 },
      ],
    })
    await expect(applyProvision(kit.door, allLists, next)).rejects.toThrow('the network went away')
    broken = false
    await applyProvision(kit.door, allLists, next)
    expect(await applyProvision(kit.door, allLists, next)).toEqual({ steps: [], clashes: [] })
    expect(ran).toEqual(['first', 'second', 'second'])
    await kit.door.lists.start()
    expect(kit.door.lists.find(Settings, 'quietHours')?.value).toBe('{} first second')
  })

  test('a site of a later release is neither provisioned nor served', async () => {
    expect(await planProvision(kit.door, allLists)).toEqual({ steps: [], newer: SCHEMA_VERSION + 3 })
    expect(await provision(kit, 'apply')).toMatchObject({
      code: 2,
      lines: [],
      complaints: [expect.stringMatching(/installez la version plus récente/)],
    })
    expect(() => checkSite(kit.door.lists, false)).toThrow(/newer/)
  })
})

test('a site of an earlier release is not served: the message names the command', () => {
  const earlier = { find: () => undefined }
  expect(() => checkSite(earlier, false)).toThrow(/older/)
})
