import { cards } from '../../../bot/cards'
import { createMessenger } from '../../../bot/messenger'
import type { Clock, Context, Log } from '../../context'
import type { GraphDoor } from '../../graph/ports'
import { createAsks } from '../../jobs/asks'
import { createAudit } from '../../jobs/audit'
import type { Database } from '../../jobs/database/postgres'
import { inNotices, type Notices } from '../../jobs/notices'
import type { StoredOutbox } from '../../jobs/outbox/outbox'
import type { Conversations, Messenger } from '../../ports/messaging'
import type { Locks } from '../../ports/outbox'
import type { Renderer } from '../../reports/render/renderer'
import type { Microsoft } from '../microsoft'
import { announcedLists } from './announced-lists'
import { localLinks, teamsLinks } from './links'

export interface ContextParts {
  readonly microsoft: Microsoft
  readonly publicUrl: string
  readonly database: Database
  readonly door: GraphDoor
  readonly outbox: StoredOutbox
  readonly notices: Notices
  readonly locks: Locks
  readonly conversations: Conversations
  readonly renderer: Renderer
  readonly clock: Clock
  readonly log: Log
}

/** Everything a use case is given, wired by hand. */
export const createContext = (parts: ContextParts): Context => {
  const { microsoft, database, door, outbox, conversations, clock, log } = parts
  return {
    lists: announcedLists(door.lists, announcer(parts)),
    outbox,
    library: door.library,
    tasks: door.tasks,
    directory: door.directory,
    messenger: createMessenger({
      connection: microsoft.bot,
      conversations,
      channelId: microsoft.pmoChannel,
      defaultServiceUrl: microsoft.defaultServiceUrl,
      sendMail: mailTo(door),
    }),
    cards,
    renderer: parts.renderer,
    asks: createAsks(database.pool),
    locks: parts.locks,
    audit: createAudit(database.pool, clock),
    clock,
    log,
    links: microsoft.tenantOrigin === null ? teamsLinks(microsoft.teamsAppId) : localLinks(parts.publicUrl),
  }
}

/** Other copies fetch what this one wrote. A lost notice costs them one poll, so a failure is logged and no more. */
export const announcer =
  ({ notices, log }: Pick<ContextParts, 'notices' | 'log'>) =>
  (list: string, keys: readonly string[]): void => {
    for (const group of inNotices(keys)) {
      notices
        .publish('rows', { list, keys: group })
        .catch((error: unknown) => log.warn({ list, error: String(error) }, 'other copies were not told of a change'))
    }
  }

const mailTo =
  (door: GraphDoor): Messenger['sendMail'] =>
  async (person, subject, text) => {
    const address = door.directory.person(person)?.mail
    return address ? door.mail.send(address, subject, text) : { ok: false }
  }
