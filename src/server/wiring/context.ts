import { cards } from '../../../bot/cards'
import { createMessenger } from '../../../bot/messenger'
import type { Clock, Context, Log } from '../../context'
import type { GraphDoor } from '../../graph/ports'
import { translate } from '../../i18n/translate'
import { createAsks } from '../../jobs/asks'
import { createAudit } from '../../jobs/audit'
import { createConveningSteps } from '../../jobs/convening-steps'
import type { Database } from '../../jobs/database/postgres'
import { createGuestCards } from '../../jobs/guest-cards'
import { inNotices, type Notices } from '../../jobs/notices'
import { createAnswers } from '../../jobs/outbox/answers'
import type { StoredOutbox } from '../../jobs/outbox/outbox'
import { createPlans } from '../../jobs/plans'
import { sessionPorts } from '../../jobs/session/session-ports'
import type { Conversations, Messenger } from '../../ports/messaging'
import type { Locks } from '../../ports/outbox'
import type { Renderer } from '../../reports/render/renderer'
import type { Planner } from '../../scheduling/worker/planner'
import { localeOf } from '../../status/question-for'
import type { Microsoft } from '../microsoft'
import { announcedLists } from './announced-lists'
import { appRolesOf } from './app-roles'
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
  readonly planner: Planner
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
    documents: door.documents,
    tasks: door.tasks,
    directory: door.directory,
    roles: appRolesOf(door.application, microsoft.graph.clientId, clock, log),
    messenger: createMessenger({
      connection: microsoft.bot,
      conversations,
      channelId: microsoft.pmoChannel,
      defaultServiceUrl: microsoft.defaultServiceUrl,
      sendMail: mailTo(door),
    }),
    cards,
    // Teams takes no other address, also from the local tenant.
    feed: door.feed(teamsLinks(microsoft.teamsAppId, parts.publicUrl).tab),
    renderer: parts.renderer,
    asks: createAsks(database.pool),
    guestCards: createGuestCards(database.pool),
    ...sessionPorts(database.pool, { notices: parts.notices, outbox: outbox.joined, clock, log }),
    answers: createAnswers(database.pool, outbox.joined, clock),
    locks: parts.locks,
    calendars: door.calendars,
    planner: parts.planner,
    plans: createPlans(database.pool),
    convening: createConveningSteps(database.pool, outbox.joined, clock),
    audit: createAudit(database.pool, clock),
    clock,
    log,
    links:
      microsoft.tenantOrigin === null ? teamsLinks(microsoft.teamsAppId, parts.publicUrl) : localLinks(parts.publicUrl),
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

/** Every mail greets the person and says why it comes. */
const mailTo =
  (door: GraphDoor): Messenger['sendMail'] =>
  async (id, subject, text) => {
    const person = door.directory.person(id)
    if (!person?.mail) return { ok: false }
    const t = translate(localeOf(person))
    const greeting = t('status:mail.greeting', { name: person.name.split(' ')[0] ?? person.name })
    return door.mail.send(person.mail, subject, [greeting, text, t('status:mail.why')].join('\n\n'))
  }
