import pino, { type DestinationStream } from 'pino'
import pretty from 'pino-pretty'
import type { Log } from '../context'
import { plainText } from '../lists/kit/plain-text'

/** JSON lines for machines, or one readable line per entry; requests are left out of the latter unless they failed. */
/** `level` leaves out what is less severe. */
export const createLog = (
  json: boolean,
  level: 'info' | 'warn' | 'error' = 'info',
  destination?: DestinationStream,
): Log => {
  if (json)
    return pino({ level, timestamp: pino.stdTimeFunctions.isoTime, base: null }, destination ?? pino.destination(1))
  const readable = pino(
    { base: null, level, serializers: { err: legible } },
    destination ?? pretty({ colorize: process.stdout.isTTY, translateTime: 'SYS:HH:MM:ss', sync: true }),
  )
  return {
    info: (fields, message) => {
      if (message !== 'request') readable.info(fields, message)
    },
    warn: (fields, message) => readable.warn(fields, message),
    error: (fields, message) => readable.error(fields, message),
  }
}

/** Stacks are printed as they are, and a message may quote what a stranger sent: nothing of it may steer the terminal. */
const legible = (error: unknown): unknown =>
  error instanceof Error
    ? { type: error.name, message: plainText(error.message), stack: plainText(error.stack ?? '') }
    : error

/** Readable lines on standard error: what a command answers on standard output stays clean, JSON above all. */
export const createCommandLog = (level: 'warn' | 'error'): Log =>
  createLog(
    false,
    level,
    pretty({ colorize: process.stderr.isTTY, translateTime: 'SYS:HH:MM:ss', sync: true, destination: 2 }),
  )
