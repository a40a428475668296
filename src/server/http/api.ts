import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import { gzip, type ZlibOptions } from 'node:zlib'
import { json, type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express'
import type { Actor } from '../../access/actor'
import { dependsOnRow, may } from '../../access/policy'
import type { RequestBudget } from '../../access/request-budget'
import type { Context } from '../../context'
import { plainText } from '../../lists/kit/plain-text'
import type { Reply, Route } from '../../route'
import { contentOf } from './content'
import { refuse } from './errors'
import { localeOf, pageLocale, requestIdOf } from './request'
import type { SignedIn, TokenVerifier } from './token'

/** Who asks, as proven by the token. */
export interface Caller {
  readonly actor: Actor
  readonly signedIn: SignedIn
}

const callers = new WeakMap<Request, Caller>()

/** The verified caller of a request behind `authenticated`. */
export const callerOf = (req: Request): Caller => {
  const caller = callers.get(req)
  if (caller === undefined) throw new Error('a route was mounted without authentication')
  return caller
}

/** Lets only verified people pass; everyone else learns nothing but that they must sign in. */
export const authenticated =
  (verify: TokenVerifier, ctx: Context): RequestHandler =>
  async (req: Request, res: Response, next: NextFunction) => {
    const verdict = await verify(req.get('Authorization'))
    if (!verdict.ok) {
      ctx.log.warn({ requestId: requestIdOf(res), why: verdict.why }, 'token not accepted')
      if (verdict.reason === 'unavailable')
        return refuse(res, { status: 503, code: 'unavailable', retryAfter: 5 }, localeOf(req, res))
      res.setHeader('WWW-Authenticate', 'Bearer')
      return refuse(res, { status: 401, code: 'unauthorised' }, localeOf(req, res))
    }
    const { signedIn } = verdict
    const locale = pageLocale(req) ?? ctx.directory.person(signedIn.person)?.locale ?? localeOf(req, res)
    res.locals.locale = locale
    const { person, roles, assertion } = signedIn
    callers.set(req, { actor: { person, roles, locale, assertion }, signedIn })
    next()
  }

/** Requests by person: the verified one, so that nobody spends another's. Real time, which no test clock holds back. */
export const limited =
  (budget: RequestBudget): RequestHandler =>
  (req, res, next) => {
    const { actor } = callerOf(req)
    const retryAfter = budget.spend(actor.person, performance.now())
    if (retryAfter === 0) return next()
    refuse(res, { status: 429, code: 'too-many', values: { seconds: retryAfter }, retryAfter }, actor.locale)
  }

const BODY_LIMIT = '256kb'

/** Bytes that are no text would be stored as question marks. */
const onlyText = (_req: unknown, _res: unknown, body: Buffer): void => {
  if (!isUtf8(body)) throw new TypeError('not UTF-8')
}

/** What people type is made plain before any route reads it: it goes into lists, cards, documents, records and the log. */
const plainTexts = (_name: string, value: unknown): unknown => (typeof value === 'string' ? plainText(value) : value)

/** A body of another kind is not "no body": a command that has defaults would do something else than was asked. */
const onlyJson: RequestHandler = (req, res, next) => {
  if (req.is('json') !== false) return next()
  refuse(res, { status: 415, code: 'invalid-request', values: { detail: 'JSON' } }, localeOf(req, res))
}

/** The routes of the slices under `/api`; `authenticated` stands before them. */
export const apiRouter = (routes: readonly Route[], ctx: Context): Router => {
  const router = Router()
  const serve = (route: Route): void => {
    const method = methods[route.method]
    router[method](route.path, async (req, res) => {
      const { actor } = callerOf(req)
      // Authorised before anything about the rows is revealed; a right that depends on a row is the use case's to check.
      if (!may(actor, route.action) && !dependsOnRow(route.action)) {
        return refuse(res, { status: 403, code: 'forbidden' }, actor.locale)
      }
      const { params, query, body } = req
      const call = { ctx, actor, params: textsOf(params), query: textsOf(query), body, content: contentOf(req) }
      await send(req, res, await route.handle(call))
    })
  }
  // A file is no JSON, and is read by its route alone.
  for (const route of routes) if (route.takes === 'file') serve(route)
  router.use(json({ limit: BODY_LIMIT, verify: onlyText, reviver: plainTexts }), onlyJson)
  for (const route of routes) if (route.takes !== 'file') serve(route)
  router.use((req, res) => refuse(res, { status: 404, code: 'not-found' }, localeOf(req, res)))
  return router
}

/** Characters from which compressing an answer is worth its time: a portfolio of 5 000 rows is megabytes of JSON. */
const COMPRESS_FROM = 8_000
const compress = promisify<string, ZlibOptions, Buffer>(gzip)

const methods = { GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const

/** Single text values; repeated parameters and nested ones are not part of this API. */
const textsOf = (values: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

const send = async (req: Request, res: Response, reply: Reply): Promise<void> => {
  res.setHeader('Cache-Control', 'no-store')
  if ('file' in reply) {
    const { name, contentType, content } = reply.file
    res.status(reply.status).type(contentType).setHeader('Content-Disposition', disposition(name))
    res.end(content)
    return
  }
  if (reply.status === 204) {
    res.status(204).end()
    return
  }
  const text = JSON.stringify(withRequestId(reply.body, requestIdOf(res)))
  res.status(reply.status).type('application/json').setHeader('Vary', 'Accept-Encoding')
  if (text.length < COMPRESS_FROM || req.acceptsEncodings('gzip') !== 'gzip') {
    res.end(text)
    return
  }
  res.setHeader('Content-Encoding', 'gzip')
  res.end(await compress(text, { level: 4 }))
}

/** Refusals of the slices carry code and message; support also asks for the id. */
const withRequestId = (body: unknown, requestId: string): unknown =>
  isRefusal(body) ? { ...body, error: { ...body.error, requestId } } : body

const isRefusal = (body: unknown): body is { error: object } =>
  typeof body === 'object' && body !== null && typeof Reflect.get(body, 'error') === 'object'

/** RFC 6266: a plain name for old readers, the real one for the rest. */
const disposition = (name: string): string => {
  const plain = name
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
