/** @jest-environment node */
import { QueryObserver } from '@tanstack/react-query'
import { createQueries, readAgain } from './queries'

test.each(['first', 'later'])('a change that comes while the %s answer is on its way is read', async (which) => {
  const queries = createQueries()
  const answers: ((value: string) => void)[] = []
  const queryFn = () => new Promise<string>((resolve) => answers.push(resolve))
  const observer = new QueryObserver(queries, { queryKey: ['votes'], queryFn, meta: { lists: ['Votes'] } })
  const shown: (string | undefined)[] = []
  const leave = observer.subscribe(({ data }) => shown.push(data))
  if (which === 'later') {
    answers.shift()?.('none')
    await new Promise(setImmediate)
    void observer.refetch()
  }
  const again = readAgain(queries, ({ meta }) => meta?.lists?.includes('Votes') ?? false)
  await new Promise(setImmediate)
  answers[0]?.('before the change')
  await new Promise(setImmediate)
  answers[1]?.('after the change')
  await again
  expect([shown.at(-1), answers.length, shown.includes('before the change')]).toEqual(['after the change', 2, false])
  leave()
  queries.clear()
})
