import { freshDatabase } from '../../tests/kit/database'
import { quietLog } from '../../tests/kit/quiet-log'
import { createLocks } from './locks'

test('several locks are taken together, in whatever order they are named, and kept from everybody until the work is done', async () => {
  const database = await freshDatabase()
  const [one, two] = [createLocks(database.url, quietLog), createLocks(database.url, quietLog)]
  const inside = new Set<string>()
  const work = (names: readonly string[]) => async (): Promise<void> => {
    expect(names.filter((name) => inside.has(name))).toEqual([])
    for (const name of names) inside.add(name)
    await new Promise((resolve) => setTimeout(resolve, 5))
    for (const name of names) inside.delete(name)
  }
  const asked = [['a', 'b', 'c'], ['c', 'b', 'a'], ['b'], ['c', 'a'], ['b', 'c']]
  const rounds = Array.from({ length: 40 }, (_, index) => asked[index % asked.length] ?? [])
  await Promise.all(rounds.map((names, index) => (index % 2 ? one : two).exclusive(names, work(names))))
  expect(inside.size).toBe(0)
  await one.close()
  await two.close()
  await database.close()
})

test('a lock taken under another never waits behind those who wait for the other', async () => {
  const database = await freshDatabase()
  const locks = createLocks(database.url, quietLog)
  const done: number[] = []
  const nested = (index: number) =>
    locks.exclusive('meeting', () =>
      locks.exclusive(`notes ${index}`, () => locks.exclusive('card', async () => void done.push(index))),
    )
  await Promise.all(Array.from({ length: 40 }, (_, index) => nested(index)))
  expect(done.length).toBe(40)
  await locks.close()
  await database.close()
})
