import { closeAll } from './stop-clock'

const warnings: string[] = []
const log = {
  info: () => undefined,
  warn: (_: object, text: string) => void warnings.push(text),
  error: () => undefined,
}

test('what fails while closing is said, and the rest is closed all the same, in order', async () => {
  const closed: string[] = []
  await closeAll(
    [
      () => closed.push('streams'),
      async () => {
        throw new Error('the job queue cannot let go of a job')
      },
      () => {
        throw new Error('at once')
      },
      async () => closed.push('locks'),
    ],
    log,
  )
  expect(closed).toEqual(['streams', 'locks'])
  expect(warnings).toHaveLength(2)
})
