import { randomUUID } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'
import type { Locale, Log } from '../../context'
import { inSpan } from '../../telemetry/trace'

const ID = /^[\w-]{8,64}$/

/** Gives each request an id (the caller's `X-Request-Id` when it is a plain one) and logs its end. */
export const identified =
  (log: Log) =>
  (req: Request, res: Response, next: NextFunction): void => {
    const given = req.get('X-Request-Id') ?? ''
    const requestId = ID.test(given) ? given : randomUUID()
    res.locals.requestId = requestId
    res.setHeader('X-Request-Id', requestId)
    const started = performance.now()
    const { method } = req
    const path = req.originalUrl.split('?')[0]
    res.once('close', () => {
      const ms = Math.round(performance.now() - started)
      const fields = { requestId, method, path, status: res.statusCode, ms }
      if (path?.startsWith('/api/')) log.info(fields, 'request')
    })
    const parent = req.get('traceparent')
    // Ends with the answer; what the request does runs within it.
    void inSpan(`http ${method}`, { kind: 'server', parent: parent ?? null, attributes: { requestId, path } }, () => {
      const ended = new Promise<void>((done) => res.once('close', () => done()))
      next()
      return ended
    })
  }

export const requestIdOf = (res: Response): string => String(res.locals.requestId ?? '')

/** The language in which a page is shown: it sends this one alone, where browsers by themselves send a list. */
export const pageLocale = (req: Request): Locale | undefined => {
  const asked = req.get('Accept-Language')
  return asked === 'fr' || asked === 'en' ? asked : undefined
}

/** The language of the signed-in person once known, else the first of `Accept-Language` that we speak, else French. */
export const localeOf = (req: Request, res: Response): Locale => {
  const known: unknown = res.locals.locale
  if (known === 'fr' || known === 'en') return known
  return req.acceptsLanguages('fr', 'en') === 'en' ? 'en' : 'fr'
}
