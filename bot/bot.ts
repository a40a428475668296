import { isUtf8 } from 'node:buffer'
import { json, type Request, type Response } from 'express'
import { createAdapter } from './adapter'
import type { BotOptions } from './bot-options'
import { createConnector } from './connector'
import { connectorToken } from './credentials'
import { createTokenCheck } from './token'
import { createTurn } from './turn'

export type { BotOptions } from './bot-options'

export interface Bot {
  /** Express handler of `POST /api/messages`; reads the body itself when no middleware has. */
  handle(req: Request, res: Response): Promise<void>
}

/** Teams sends cards' inputs in a few kilobytes; a body that is much larger is not from a person. */
const BODY_LIMIT = '256kb'

/** Bytes that are no text would be read as question marks. */
const onlyText = (_req: unknown, _res: unknown, body: Buffer): void => {
  if (!isUtf8(body)) throw new TypeError('not UTF-8')
}

/** Reads the body; the status to refuse it with, or null. */
const readBody = async (req: Request, res: Response): Promise<400 | 413 | null> => {
  if (req.body !== undefined) return null
  return new Promise((resolve) => {
    json({ limit: BODY_LIMIT, verify: onlyText })(req, res, (error?: unknown) => {
      if (error === undefined) resolve(null)
      else resolve(Reflect.get(Object(error), 'status') === 413 ? 413 : 400)
    })
  })
}

/** The bot's inbound side: the check of the token, then the turn (decision 39). */
export const createBot = (options: BotOptions): Bot => {
  const { connection, ctx } = options
  const check = createTokenCheck(connection)
  const process = createAdapter(createConnector(connectorToken(connection), undefined, false), createTurn(options))
  return {
    handle: async (req, res) => {
      // Before the body: whoever has no token gets nothing parsed.
      if (!req.headers.authorization) {
        res.status(401).end()
        return
      }
      const unread = await readBody(req, res)
      if (unread !== null) {
        res.status(unread).end()
        return
      }
      const verdict = await check(req.headers.authorization, req.body)
      if (!verdict.ok) {
        ctx.log.warn({ reason: verdict.reason }, 'activity refused')
        res.status(verdict.status).end()
        return
      }
      await process(req.body, res)
    },
  }
}
