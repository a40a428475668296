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

const readBody = async (req: Request, res: Response): Promise<'read' | 'refused'> => {
  if (req.body !== undefined) return 'read'
  return new Promise((resolve) => {
    json({ limit: BODY_LIMIT, verify: onlyText })(req, res, (error?: unknown) =>
      resolve(error === undefined ? 'read' : 'refused'),
    )
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
      if ((await readBody(req, res)) === 'refused') {
        res.status(400).end()
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
