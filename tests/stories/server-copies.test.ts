import { setTimeout as delay } from 'node:timers/promises'
import type { Actor } from '../../src/access/actor'
import type { Context } from '../../src/context'
import { Programmes } from '../../src/lists/programmes'
import { Projects } from '../../src/lists/projects'
import { publishCycle } from '../../src/reports/publish-cycle'
import type { Service } from '../../src/server/start'
import { closeCycle } from '../../src/status/cycle/close-cycle'
import { openCycle } from '../../src/status/cycle/open-cycle'
import { runLadder } from '../../src/status/cycle/run-ladder'
import { openCycleOf } from '../../src/status/project-facts'
import { submitStatusReport } from '../../src/status/submit-status-report'
import { readEvents } from '../kit/event-reader'
import { within } from '../kit/eventually'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

let stack: Stack
let second: Service
let closeSecond: () => Promise<void>

beforeAll(async () => {
  stack = await startStack()
  second = await startSecondCopy(stack)
  closeSecond = () => second.close()
})

afterAll(async () => {
  await closeSecond()
  await stack.close()
})

const titleIn = (ctx: Context, code: string): string | undefined => ctx.lists.find(Programmes, code)?.title

/** Resolves once the copy shows the title, told by its own change events. */
const shows = (ctx: Context, code: string, title: string): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (titleIn(ctx, code) !== title) return
      stop()
      resolve()
    }
    const stop = ctx.lists.onChange(look)
    look()
  })

test('what one copy accepts while SharePoint is down is seen by the other at once, and written when it is back', async () => {
  stack.tenant.faults.set({ graphDown: true })
  await stack.ctx.outbox.put([{ list: Programmes, key: 'A', values: { code: 'A', title: 'Un' } }])
  await shows(second.ctx, 'A', 'Un')
  expect(second.ctx.lists.find(Programmes, 'A')?.$item.itemId).toBe('')
  stack.tenant.faults.clear()
  await stack.outbox.drained()
  await second.door.lists.syncNow([Programmes])
  expect(second.ctx.lists.find(Programmes, 'A')?.$item.itemId).not.toBe('')
  expect(stack.ctx.lists.all(Programmes).filter((row) => row.code === 'A')).toHaveLength(1)
})

test('an edit through one copy reaches the other without waiting for its next poll', async () => {
  const row = stack.ctx.lists.find(Programmes, 'A')
  if (row === undefined) throw new Error('the row of the first test is missing')
  const outcome = await stack.ctx.lists.asApplication.update(
    Programmes,
    row.$item.itemId,
    { title: 'Deux' },
    row.$item.etag,
  )
  expect(outcome.ok).toBe(true)
  await shows(second.ctx, 'A', 'Deux')
})

/** Ends the connections on which copies hear of each other; they come back after a second. */
const cutNotices = async (): Promise<void> => {
  const held = `from pg_stat_activity where datname = current_database() and application_name = 'gouvernail notices'`
  await stack.pool.query(`select pg_terminate_backend(pid) ${held}`)
  while ((await stack.pool.query(`select ${held}`)).rowCount) await delay(5)
}

test('an edit that the other copy was not told of, its connection being away, is there when it is back', async () => {
  const { itemId = '', etag = '' } = stack.ctx.lists.find(Programmes, 'A')?.$item ?? {}
  // What was told before has been read.
  await delay(1_000)
  await cutNotices()
  await stack.ctx.lists.asApplication.update(Programmes, itemId, { title: 'Trois' }, etag)
  await within(10_000, shows(second.ctx, 'A', 'Trois'))
})

test('two copies: one cycle is opened, an answer that one accepts is in what the other closes, and none comes after', async () => {
  const officer: Actor = { person: idOf('Inès Vandamme'), roles: ['officer'], locale: 'fr' }
  const manager: Actor = { person: idOf('Julie Maréchaux'), roles: [], locale: 'fr' }
  const numbers = ['P-901', 'P-902', 'P-903', 'P-904']
  await stack.ctx.outbox.put(
    numbers.map((number) => ({
      list: Projects,
      key: number,
      values: {
        number,
        title: number,
        lifecycle: 'active',
        confidentiality: 'internal',
        projectManager: manager.person,
      },
    })),
  )
  await second.ctx.outbox.catchUp()
  const opened = await Promise.all([stack.ctx, second.ctx].map((ctx) => openCycle(ctx, officer)))
  expect(opened.map(({ ok }) => ok).sort()).toEqual([false, true])
  const cycle = openCycleOf(stack.ctx)?.code ?? ''
  for (const each of opened) if (each.ok) await each.asking
  const answer = (project: string) =>
    submitStatusReport(second.ctx, manager, { cycle, project, answer: { fields: { overall: 'green' } } })
  const answers = Promise.all(numbers.map(answer))
  const closed = await closeCycle(stack.ctx, officer, { code: cycle })
  const accepted = (await answers).filter(({ ok }) => ok).length
  expect(closed).toMatchObject({ ok: true, changed: true, answered: accepted })
  expect(await answer('P-901')).toMatchObject({ ok: false, reason: 'cycle-closed' })
})

test('three copies run the clock at the same moment: one question, one reminder per manager; one publication', async () => {
  const third = await startSecondCopy(stack)
  const copies = [stack.ctx, second.ctx, third.ctx]
  const officer: Actor = { person: idOf('Inès Vandamme'), roles: ['officer'], locale: 'fr' }
  const sent = async (): Promise<readonly string[]> =>
    (await stack.chat.cards('Julie Maréchaux')).map(({ summary }) => summary?.split(' ')[0] ?? '')
  const before = (await sent()).length
  // Opened by the calendar: the ladder asks, on whichever copy comes first.
  stack.clock.moveTo('2026-12-14T09:00:00Z')
  const opened = await openCycle(stack.ctx, null, { code: '2026-12', cutOff: '2026-12-18T11:00:00Z' })
  expect(opened).toMatchObject({ ok: true })
  await Promise.all(copies.map((ctx) => runLadder(ctx)))
  expect((await sent()).slice(before)).toEqual(['Avancement'])
  stack.clock.moveTo('2026-12-15T09:00:00Z')
  await Promise.all(copies.map((ctx) => runLadder(ctx)))
  expect((await sent()).slice(before)).toEqual(['Avancement', 'Rappel'])

  await closeCycle(second.ctx, officer, { code: '2026-12' })
  const published = await Promise.allSettled(copies.map((ctx) => publishCycle(ctx, officer, { code: '2026-12' })))
  const versions = published.flatMap((each) =>
    each.status === 'fulfilled' && each.value.ok ? [each.value.version] : [],
  )
  expect(new Set(versions)).toEqual(new Set([1]))
  await stack.outbox.drained()
  expect(await stack.chat.channelCards('Inès Vandamme')).toHaveLength(1)
  expect(await stack.ctx.audit.firstBreak()).toBeNull()
  await third.close()
})

test('an answer through one copy reaches the open tabs of every copy', async () => {
  const token = await stack.as('Inès Vandamme').token()
  const tabs = await Promise.all([stack.origin, second.origin].map((origin) => readEvents(origin, token)))
  const told = tabs.map((tab) => tab.next((event) => Reflect.get(event, 'list') === 'Programmes'))
  await stack.ctx.outbox.put([{ list: Programmes, key: 'T', values: { code: 'T', title: 'Onglets' } }])
  await Promise.all(told)
  for (const tab of tabs) tab.close()
})

test('a copy that leaves loses nothing: the other writes what was waiting', async () => {
  stack.tenant.faults.set({ graphDown: true })
  await second.ctx.outbox.put([{ list: Programmes, key: 'B', values: { code: 'B', title: 'Trois' } }])
  await closeSecond()
  stack.tenant.faults.clear()
  await stack.outbox.drained()
  closeSecond = async () => undefined
  expect(titleIn(stack.ctx, 'B')).toBe('Trois')
})
