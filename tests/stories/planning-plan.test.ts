import type { PlanView } from '../../src/committees/planning/plan-view'
import { type Stack, startStack } from '../kit/stack'

let stack: Stack
jest.setTimeout(120_000)
beforeAll(async () => {
  stack = await startStack({ seed: true })
})
afterAll(() => stack.close())

test('plan', async () => {
  const officer = stack.as('Inès Vandamme')
  const view = await officer.get<PlanView>('/api/plan')
  console.log(JSON.stringify(view.body).slice(0, 500))
  const t = performance.now()
  console.log((await officer.post('/api/plan')).body)
  for (;;) {
    const { body } = await officer.get<PlanView>('/api/plan')
    if (!body.run) {
      const { plan } = body
      console.log(performance.now() - t, body.failed, plan?.figures, plan?.changes, plan?.unplaced.length, JSON.stringify(plan?.unplaced.slice(0, 4)))
      console.log(JSON.stringify(plan?.placements.slice(0, 3)), plan?.unread, JSON.stringify(body).length)
      break
    }
    console.log(Math.round(performance.now() - t), JSON.stringify(body.run))
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
})
