import express, { type Express, type RequestHandler } from 'express'
import type { RequestBudget } from '../../access/request-budget'
import type { Context } from '../../context'
import type { Route } from '../../route'
import { apiRouter, authenticated, limited } from './api'
import { failures } from './errors'
import { type EventStreams, eventStreams } from './events'
import { meRoute } from './me'
import { NOTIFICATIONS_PATH } from './notifications'
import { pagesRouter } from './pages'
import { identified } from './request'
import { securityHeaders } from './security'
import { signInOf } from './sign-in'
import type { ApiRegistration, TokenVerifier } from './token'

export interface AppParts {
  readonly ctx: Context
  readonly routes: readonly Route[]
  readonly verify: TokenVerifier
  /** `POST /api/messages`: the Bot Connector's end, which checks its own tokens. */
  readonly bot: RequestHandler
  /** Built pages (`dist/tabs`). */
  readonly pages: string
  /** What pages in a browser ask a token for. */
  readonly registration: ApiRegistration
  readonly budget: RequestBudget
  /** Set in local mode: where the local client finds the tenant's control API. */
  readonly tenantOrigin: string | null
  readonly sharePointOrigins: readonly string[]
  readonly https: boolean
  health(): Promise<Health>
  /** `POST /api/graph/notifications`, which checks the client state of each notification; null when there are no subscriptions. */
  readonly notifications: RequestHandler | null
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

/** A route that asks for no token of a person. Everything else below `/api` does. */
export interface PublicRoute {
  readonly method: 'get' | 'post'
  readonly path: string
  /** What it checks instead. */
  readonly check: 'nothing: it says only how the process fares' | 'token of the Bot Connector' | 'client state'
  readonly handle: RequestHandler
}

export const publicRoutes = (parts: Pick<AppParts, 'bot' | 'health' | 'notifications'>): readonly PublicRoute[] => {
  const check = 'nothing: it says only how the process fares'
  const ready: RequestHandler = async (_req, res) => {
    const health = await parts.health()
    res.status(health.ready ? 200 : 503).json(health)
  }
  return [
    { method: 'get', path: '/healthz', check, handle: (_req, res) => void res.json({ alive: true }) },
    { method: 'get', path: '/readyz', check, handle: ready },
    { method: 'post', path: '/api/messages', check: 'token of the Bot Connector', handle: parts.bot },
    ...(parts.notifications === null
      ? []
      : [{ method: 'post', path: NOTIFICATIONS_PATH, check: 'client state', handle: parts.notifications } as const]),
  ]
}

/** Everything the service answers over HTTP. */
export const createApp = (parts: AppParts): HttpApp => {
  const { ctx } = parts
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  const streams = eventStreams(ctx)

  app.use(identified(ctx.log))
  app.use(
    securityHeaders({
      directory: new URL(parts.registration.authority).origin,
      tenant: parts.tenantOrigin,
      sharePoint: parts.sharePointOrigins,
      https: parts.https,
    }),
  )
  for (const { method, path, handle } of publicRoutes(parts)) app[method](path, handle)
  const signIn = signInOf(parts.registration)
  app.get('/sign-in.json', (_req, res) => res.json(signIn))
  const known = authenticated(parts.verify, ctx)
  app.use('/api', known, limited(parts.budget), streams.router, apiRouter([meRoute, ...parts.routes], ctx))
  if (parts.tenantOrigin !== null) {
    const { tenantOrigin } = parts
    app.get('/local-client.json', (_req, res) => res.set('Cache-Control', 'no-store').json({ tenantOrigin }))
  }
  app.use(pagesRouter(parts.pages, parts.tenantOrigin === null ? 'tab.html' : 'client.html'))
  app.use((_req, res) => res.status(404).type('text/plain').send('Not found\n'))
  app.use(failures(ctx.log))
  return { app, streams }
}
