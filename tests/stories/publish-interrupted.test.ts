import type { Actor } from '../../src/access/actor'
import type { Context } from '../../src/context'
import { Publications } from '../../src/lists/publications'
import { StatusReports } from '../../src/lists/status-reports'
import { publishCycle } from '../../src/reports/publish-cycle'
import { readSnapshot } from '../../src/reports/snapshot'
import { closeCycle } from '../../src/status/cycle/close-cycle'
import { cardData } from '../kit/answers'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** The process dies in the middle of a publication, at each place where that can leave something behind. */
let stack: Stack
const officer: Actor = { person: idOf('Inès Vandamme'), roles: ['officer'], locale: 'fr' }
const CYCLE = '2026-11'

class Killed extends Error {}
const die = async (): Promise<never> => {
  throw new Killed('the process ends here')
}

beforeAll(async () => {
  stack = await startStack({ seed: true })
  await stack.as('Inès Vandamme').post('/api/cycles')
  await stack.chat.invoke('Julie Maréchaux', 'status.confirm', cardData(CYCLE, 'P-022'))
  await closeCycle(stack.ctx, officer, { code: CYCLE })
  await stack.outbox.drained(20_000)
})
afterAll(() => stack.close())

const rows = () => stack.ctx.lists.all(Publications).filter((row) => row.cycle === CYCLE)
const channel = async () => (await stack.chat.channelCards('Inès Vandamme')).length

/** The same context, whose process dies at one call. */
const dyingAtUpload = (ctx: Context, nth: number): Context => {
  let uploads = 0
  const upload: Context['library']['upload'] = (path, content, type) => {
    uploads += 1
    return uploads === nth ? die() : ctx.library.upload(path, content, type)
  }
  return { ...ctx, library: { ...ctx.library, upload } }
}
const deaths: readonly (readonly [string, (ctx: Context) => Context])[] = [
  ['before the pack is stored', (ctx) => dyingAtUpload(ctx, 2)],
  ['before the workbook is stored', (ctx) => dyingAtUpload(ctx, 3)],
  ['before the publication is recorded', (ctx) => ({ ...ctx, outbox: { ...ctx.outbox, put: die } })],
]

test.each(deaths)('killed %s, nothing is published yet', async (_, dying) => {
  stack.clock.advance(60_000)
  await expect(publishCycle(dying(stack.ctx), officer, { code: CYCLE })).rejects.toThrow(Killed)
  expect([rows().length, await channel()]).toEqual([0, 0])
})

test('the next attempt goes on with the version that was begun, frozen when it was begun', async () => {
  stack.clock.advance(60_000)
  const silent: Context = { ...stack.ctx, asks: { ...stack.ctx.asks, leaseStep: die } }
  await expect(publishCycle(silent, officer, { code: CYCLE })).rejects.toThrow(Killed)
  expect(
    rows()
      .map(({ publicationKey }) => publicationKey)
      .sort(),
  ).toEqual(['2026-11:executivePack:v1', '2026-11:snapshot:v1', '2026-11:workbook:v1'])
  const item = rows().find((row) => row.kind === 'snapshot')?.driveItem ?? ''
  expect(readSnapshot(await stack.ctx.library.download(item)).generatedAt).toBe('2026-11-18T09:01:00Z')
})

test('killed before the channel was told: the next attempt tells it, without another version, and only once', async () => {
  expect(await publishCycle(stack.ctx, officer, { code: CYCLE })).toMatchObject({
    ok: true,
    version: 1,
    announced: true,
  })
  expect(await publishCycle(stack.ctx, officer, { code: CYCLE })).toEqual({ ok: false, reason: 'reason-required' })
  expect([rows().length, await channel()]).toEqual([3, 1])
})

test('answers that changed since make another version: what was frozen is not passed off as today', async () => {
  const reason = 'Deuxième lecture.'
  const dying = publishCycle(dyingAtUpload(stack.ctx, 2), officer, { code: CYCLE, reason: 'Première lecture.' })
  await expect(dying).rejects.toThrow(Killed)
  await stack.ctx.outbox.put([{ list: StatusReports, key: `${CYCLE}:P-022`, values: { overall: 'red' } }])
  const published = await publishCycle(stack.ctx, officer, { code: CYCLE, reason })
  expect(published).toMatchObject({ ok: true, version: 3, announced: true })
  expect(
    rows()
      .map((row) => [row.version, row.reason])
      .sort(),
  ).toEqual([...Array(3).fill([1, null]), ...Array(3).fill([3, reason])])
})

test('a snapshot that was altered before the channel was told is not announced', async () => {
  const mute: Context = { ...stack.ctx, asks: { ...stack.ctx.asks, leaseStep: die } }
  await expect(publishCycle(mute, officer, { code: CYCLE, reason: 'Troisième lecture.' })).rejects.toThrow(Killed)
  const before = await channel()
  const download: Context['library']['download'] = async () => new TextEncoder().encode('{}')
  const altered: Context = { ...stack.ctx, library: { ...stack.ctx.library, download } }
  expect(await publishCycle(altered, officer, { code: CYCLE })).toMatchObject({ ok: false, reason: 'altered' })
  expect(await channel()).toBe(before)
})
