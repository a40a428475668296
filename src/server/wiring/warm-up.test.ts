import { GraphFailure, noAnswer } from '../../graph/http/failure'
import { healthOfStart, warmPatiently } from './warm-up'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

test('a SharePoint that is out of reach is waited for, and the health says so', async () => {
  const health = healthOfStart()
  let tries = 0
  const warm = async (): Promise<void> => {
    tries += 1
    if (tries === 1) throw noAnswer('unavailable', 'down')
  }
  await warmPatiently(warm, health, log)
  expect([tries, health.waitingFor]).toEqual([2, 'SharePoint cannot be reached; waiting for it'])
})

test('what waiting does not cure ends the start', async () => {
  const detail = { status: 403, graphCode: 'accessDenied', requestId: null, retryAfterMs: null }
  for (const error of [new GraphFailure('forbidden', 'no', detail), new Error('The site lacks the lists Projects')])
    await expect(warmPatiently(() => Promise.reject(error), healthOfStart(), log)).rejects.toBe(error)
})
