import { done, gathered } from './gathered'

test('what is asked for during a run goes together into the next one, in order', async () => {
  const runs: (readonly number[])[] = []
  const append = gathered(async (items: readonly number[]) => {
    runs.push(items)
    await new Promise((resolve) => setImmediate(resolve))
    return (item) => item * 10
  })
  expect(await Promise.all([1, 2, 3, 4].map(append))).toEqual([10, 20, 30, 40])
  await append(5)
  expect(runs).toEqual([[1], [2, 3, 4], [5]])
})

test('one bad item fails alone, and those after it are still done', async () => {
  const kept: number[] = []
  const append = gathered(async (items: readonly number[]) => {
    if (items.includes(3)) throw new Error('three')
    kept.push(...items)
    return done
  })
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(append))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(kept).toEqual([1, 2, 4])
})

test('a run that lingers takes in what comes meanwhile, and can be waited for', async () => {
  const runs: (readonly number[])[] = []
  const append = gathered(async (items: readonly number[]) => {
    runs.push(items)
    return done
  }, 300)
  const first = append(1)
  await new Promise((resolve) => setImmediate(resolve))
  void append(2)
  expect(runs).toEqual([])
  await append.idle()
  await first
  expect(runs).toEqual([[1, 2]])
  await append.idle()
})
