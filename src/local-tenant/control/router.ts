import { json, type NextFunction, type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { faultPatch } from '../faults'
import { actingRoutes, readingRoutes } from './conversations'
import { loopbackOnly } from './loopback'
import { type ControlParts, Refusal } from './parts'
import { peopleRoutes } from './people'
import { subscriptionRoutes } from './subscriptions'

const botBody = z.object({ endpoint: z.url() })
const relayed = z.looseObject({ type: z.string(), serviceUrl: z.url() })

/** What Teams itself would do, for the local client, demos and tests. Loopback only. */
export const controlRouter = (parts: ControlParts): Router => {
  const router = Router()
  router.use(loopbackOnly, json({ limit: '4mb' }))
  peopleRoutes(router, parts)
  router.get('/message-commands', (_req, res) => {
    res.json(parts.appManifest.messageCommands)
  })
  readingRoutes(router, parts)
  actingRoutes(router, parts)
  botRoutes(router, parts)
  subscriptionRoutes(router, parts)
  faultRoutes(router, parts)
  router.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
    if (error instanceof Refusal) res.status(error.status).json({ error: { message: error.message } })
    else if (error instanceof z.ZodError) res.status(400).json({ error: { message: z.prettifyError(error) } })
    else next(error)
  })
  return router
}

const botRoutes = (router: Router, parts: ControlParts): void => {
  router.put('/bot', (req, res) => {
    parts.delivery.endpoints = [botBody.parse(req.body).endpoint]
    res.status(204).end()
  })
  router.post('/bot', (req, res) => {
    const { endpoint } = botBody.parse(req.body)
    parts.delivery.endpoints = [...new Set([...parts.delivery.endpoints, endpoint])]
    res.status(204).end()
  })

  router.post('/relay', async (req, res) => {
    const activity = relayed.parse(req.body)
    const answer = await parts.delivery.forward(activity, activity.serviceUrl)
    res.status(answer.status)
    if (answer.body === null) res.end()
    else res.json(answer.body)
  })
}

const faultRoutes = (router: Router, parts: ControlParts): void => {
  router.get('/faults', (_req, res) => {
    res.json(parts.faults.current)
  })
  router.put('/faults', (req, res) => {
    parts.faults.set(faultPatch.parse(req.body))
    res.json(parts.faults.current)
  })
  router.delete('/faults', (_req, res) => {
    parts.faults.clear()
    res.json(parts.faults.current)
  })
}
