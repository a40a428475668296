import express, { type Express, type RequestHandler } from 'express'
import type { Context } from '../../context'
import type { Route } from '../../route'
import { apiRouter, authenticated } from './api'
import { failures } from './errors'
import { type EventStreams, eventStreams } from './events'
import { meRoute } from './me'
import { pagesRouter } from './pages'
import { identified } from './request'
import { securityHeaders } from './security'
import type { TokenVerifier } from './token'

export interface AppParts {
  readonly ctx: Context
  readonly routes: readonly Route[]
  readonly verify: TokenVerifier
  /** `POST /api/messages`: the Bot Connector's end, which checks its own tokens. */
  readonly bot: RequestHandler
  /** Built pages (`dist/tabs`). */
  readonly pages: string
  /** Set in local mode: where the local client finds the tenant's control API. */
  readonly tenantOrigin: string | null
  readonly https: boolean
  health(): Promise<Health>
}

/** What a load balancer and an operator want to know. */
export interface Health {
  /** False takes this copy out of the balancer. */
  readonly ready: boolean
  readonly warnings: readonly string[]
  /** Rows that wait to be written to SharePoint. */
  readonly waiting: number
}

export interface HttpApp {
  readonly app: Express
  readonly streams: EventStreams
}

/** Everything the service answers over HTTP. */
export const createApp = (parts: AppParts): HttpApp => {
  const { ctx } = parts
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  const streams = eventStreams(ctx)

  app.use(identified(ctx.log))
  app.use(securityHeaders(parts.tenantOrigin, parts.https))
  app.get('/healthz', (_req, res) => res.json({ alive: true }))
  app.get('/readyz', async (_req, res) => {
    const health = await parts.health()
    res.status(health.ready ? 200 : 503).json(health)
  })
  app.post('/api/messages', parts.bot)
  app.use('/api', authenticated(parts.verify, ctx), streams.router, apiRouter([meRoute, ...parts.routes], ctx))
  if (parts.tenantOrigin !== null) {
    const { tenantOrigin } = parts
    app.get('/local-client.json', (_req, res) => res.set('Cache-Control', 'no-store').json({ tenantOrigin }))
  }
  app.use(pagesRouter(parts.pages, parts.tenantOrigin === null ? 'tab.html' : 'client.html'))
  app.use((_req, res) => res.status(404).type('text/plain').send('Not found\n'))
  app.use(failures(ctx.log))
  return { app, streams }
}
