import type { NextFunction, Request, Response } from 'express'

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

export const isLoopback = (origin: string): boolean => {
  try {
    return LOOPBACK.test(new URL(origin).host)
  } catch {
    return false
  }
}

/**
 * Lets in pages and programs of this computer alone: a page of another site, or a name that was made to point at this computer,
 * is refused. Answers the browser's cross-origin questions.
 */
export const loopbackOnly = (req: Request, res: Response, next: NextFunction): void => {
  const { origin, host } = req.headers
  if (!host || !LOOPBACK.test(host) || (origin !== undefined && !isLoopback(origin))) {
    res.status(403).json({ error: { message: 'The control API answers this computer only.' } })
    return
  }
  if (origin !== undefined) {
    res.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
      'Access-Control-Allow-Headers': 'Content-Type',
      'Access-Control-Max-Age': '600',
      Vary: 'Origin',
    })
  }
  if (req.method === 'OPTIONS') {
    res.status(204).end()
    return
  }
  const hasBody = Number(req.headers['content-length'] ?? 0) > 0 || req.headers['transfer-encoding'] !== undefined
  if (hasBody && !req.is('application/json')) {
    res.status(415).json({ error: { message: 'The control API takes JSON.' } })
    return
  }
  next()
}
