import { setTimeout as delay } from 'node:timers/promises'
import type { Context } from '../../src/context'
import { seededRandom } from '../../src/local-tenant/random'
import type { Messenger } from '../../src/ports/messaging'
import { closeCycle } from '../../src/status/cycle/close-cycle'
import { SENDING_WIDTH } from '../../src/status/cycle/deliver'
import { openCycle } from '../../src/status/cycle/open-cycle'
import { runLadder } from '../../src/status/cycle/run-ladder'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** Given in the failure, so that a run can be repeated: GOUVERNAIL_SEED=<number>. */
const seed = Number(process.env.GOUVERNAIL_SEED ?? 7)
const random = seededRandom(seed)
const RUNS = 8
/** Calls that asking eighteen managers takes, six each. */
const CALLS = 108
const officer = { person: idOf('Inès Vandamme'), roles: ['officer'], locale: 'fr' } as const

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ seed: true })
})
afterAll(() => stack.close())

/**
 * The context of a process that dies at its `calls`-th call to the database or the connector: the call is still carried out
 * when `after` is true, but nobody learns of it, and nothing follows.
 */
const dying = (ctx: Context, calls: number, after: boolean): Context => {
  let left = calls
  const guard = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        return async (...input: readonly unknown[]) => {
          left -= 1
          const result: unknown = left > 0 || (left === 0 && after) ? await value.apply(target, input) : undefined
          if (left <= 0) throw new Error('the process has died')
          return result
        }
      },
    })
  return { ...ctx, asks: guard(ctx.asks), messenger: guard(ctx.messenger) }
}

/** Counts what reaches each person: questions apart from everything else. */
const counting = (ctx: Context) => {
  const questions = new Map<string, number>()
  const others = new Map<string, number>()
  const drawn = new WeakSet<object>()
  const count = (counts: Map<string, number>, person: string) => counts.set(person, (counts.get(person) ?? 0) + 1)
  const sendCard: Messenger['sendCard'] = async (person, card, summary) => {
    const outcome = await ctx.messenger.sendCard(person, card, summary)
    if (outcome.ok) count(drawn.has(card) ? questions : others, person)
    return outcome
  }
  const counted: Context = {
    ...ctx,
    messenger: { ...ctx.messenger, sendCard },
    cards: {
      ...ctx.cards,
      question: (model, locale) => {
        const made = ctx.cards.question(model, locale)
        drawn.add(made.card)
        return made
      },
    },
  }
  return { ctx: counted, questions, others }
}

test.each(Array.from({ length: RUNS }, (_, run) => run))(
  'a process that dies while it asks (%i): every manager is reached, nobody is asked twice',
  async (run) => {
    const calls = 1 + Math.floor(random() * CALLS)
    const after = random() < 0.7
    const seen = counting(stack.ctx)
    const code = `K${run}`
    const cutOff = '2026-11-27T11:00:00Z'
    const opened = await openCycle(dying(seen.ctx, calls, after), officer, { code, cutOff })
    if (!opened.ok) throw new Error(opened.reason)
    await opened.asking
    for (const minutes of [1, 6, 1, 6]) {
      stack.clock.advance(minutes * 60_000)
      await runLadder(seen.ctx)
    }
    const people = (await stack.ctx.asks.ofCycle(code)).map(({ person }) => person)
    const twice = people.filter((person) => (seen.questions.get(person) ?? 0) > 1)
    const never = people.filter((person) => !seen.questions.has(person) && !seen.others.has(person))
    const extra = [...seen.others.values()].reduce((sum, count) => sum + count, 0)
    expect({ seed, calls, after, people: people.length, twice, never }).toEqual({
      seed,
      calls,
      after,
      people: 18,
      twice: [],
      never: [],
    })
    // Only sends that were under way when the process died are followed by a reminder.
    expect(extra).toBeLessThanOrEqual(6)
    await closeCycle(stack.ctx, officer, { code })
  },
)

test('whom two kills in a row keep from being asked is reached all the same', async () => {
  const seen = counting(stack.ctx)
  const code = 'K-twice'
  const cutOff = '2026-11-27T11:00:00Z'
  let died = 0
  const sendCard: Messenger['sendCard'] = () => {
    died += 1
    return Promise.reject(new Error('the process has died'))
  }
  /** As many are sent at the same time; the dead do nothing more. */
  const allDead = async (times: number): Promise<void> => {
    while (died < times * SENDING_WIDTH) await delay(5)
  }
  const killed: Context = { ...seen.ctx, messenger: { ...seen.ctx.messenger, sendCard } }
  const opened = await openCycle(killed, officer, { code, cutOff })
  if (!opened.ok) throw new Error(opened.reason)
  await opened.asking
  await allDead(1)
  // The claims of those who died, by the clock of the database.
  const later = async (): Promise<void> => {
    stack.clock.advance(6 * 60_000)
    await stack.pool.query(`update gouvernail.ask_steps set at = at - interval '6 minutes' where cycle = $1`, [code])
  }
  await later()
  await runLadder(killed).catch(() => undefined)
  await allDead(2)
  await later()
  await runLadder(seen.ctx)
  const people = (await stack.ctx.asks.ofCycle(code)).map(({ person }) => person)
  expect(people).toHaveLength(18)
  expect(people.filter((person) => !seen.questions.has(person) && !seen.others.has(person))).toEqual([])
  await closeCycle(stack.ctx, officer, { code })
})
