import type { Router } from 'express'
import { z } from 'zod'
import { type ControlParts, Refusal } from './parts'

const lifecycleBody = z.object({ event: z.enum(['reauthorizationRequired', 'subscriptionRemoved', 'missed']) })

/** What happens to subscriptions without their owner's doing. */
export const subscriptionRoutes = (router: Router, parts: ControlParts): void => {
  router.get('/subscriptions', (_req, res) => {
    res.json([...parts.state.office.subscriptions.values()])
  })

  router.post('/subscriptions/:id/lifecycle', (req, res) => {
    const { event } = lifecycleBody.parse(req.body)
    const subscription = parts.state.office.subscriptions.get(req.params.id)
    if (!subscription) throw new Refusal(404, `No subscription has the id ${req.params.id}.`)
    parts.notifier.lifecycle(subscription, event)
    res.status(202).end()
  })
}
