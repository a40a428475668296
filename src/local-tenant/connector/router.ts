import { json, type NextFunction, type Request, type Response, Router } from 'express'
import type { Tokens } from '../entra/tokens'
import type { Faults } from '../faults'
import { at, isRecord, textAt } from '../json'
import type { TenantPerson } from '../people'
import { application, connectorAudience, directory, team } from '../registration'
import type { ActivityEntity, ConversationEntity } from '../store/entities'
import { botId, type Chats, memberBody, memberId, personalConversationId } from './chats'
import { SendLimits } from './send-limits'

const LARGEST_MESSAGE_BYTES = 100 * 1_024

interface ConnectorParts {
  readonly chats: Chats
  readonly tokens: Tokens
  readonly faults: Faults
  readonly people: ReadonlyMap<string, TenantPerson>
  readonly serviceUrl: () => string
}

/** A refusal in the Bot Connector's shape (graph-examples/19). */
class ConnectorRefusal extends Error {
  constructor(
    readonly status: number,
    readonly body: object,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${status}`)
  }
}

const refusal = (
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): ConnectorRefusal => new ConnectorRefusal(status, { error: { code, message } }, headers)

const blocked = (): ConnectorRefusal =>
  new ConnectorRefusal(403, {
    errorCode: 209,
    message:
      '{\r\n  "subCode": "MessageWritesBlocked",\r\n  "details": "Thread is blocked from message writes.",\r\n  "errorCode": null,\r\n  "errorSubCode": null\r\n}',
  })

/** The Bot Connector's REST API, below the service URL. */
export const connectorRouter = (parts: ConnectorParts): Router => {
  const router = Router()
  const limits = new SendLimits()
  const { chats, faults } = parts
  router.use(json({ limit: '4mb' }))

  router.use(async (req, _res, next) => {
    if (faults.current.connectorDown) throw refusal(502, 'BadGateway', 'The connector is not available.')
    const token = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1]
    const claims = token ? await parts.tokens.read(token, connectorAudience) : null
    if (claims?.appid !== application.clientId) {
      throw refusal(401, 'AuthorizationFailed', 'Authorization has been denied for this request.')
    }
    refuseTooMany(parts, () => limits.bookRequest())
    next()
  })

  router.post('/v3/conversations', (req, res) => {
    const conversation = openConversation(parts, req.body)
    if (conversation.kind === 'personal') refuseTooMany(parts, () => limits.book(`opening ${conversation.id}`))
    const activity = at(req.body, 'activity')
    const posted = isRecord(activity) ? post(parts, limits, conversation, activity, undefined) : undefined
    const thread =
      posted && conversation.kind === 'channel' ? `${conversation.id};messageid=${posted.id}` : conversation.id
    res.status(201).json({ id: thread, serviceUrl: parts.serviceUrl(), ...(posted ? { activityId: posted.id } : {}) })
  })

  const send = (req: Request<{ conversation: string; activity?: string }>, res: Response): void => {
    const conversation = writable(parts, req.params.conversation)
    const thread = /;messageid=(.+)$/.exec(req.params.conversation)?.[1]
    const posted = post(parts, limits, conversation, req.body, req.params.activity ?? thread)
    res.status(201).json({ id: posted?.id ?? crypto.randomUUID() })
  }
  router.post('/v3/conversations/:conversation/activities', send)
  router.post('/v3/conversations/:conversation/activities/:activity', send)

  router.put('/v3/conversations/:conversation/activities/:activity', (req, res) => {
    const conversation = writable(parts, req.params.conversation)
    refuseLarge(req.body)
    const activity = ownActivity(chats, conversation, req.params.activity)
    res.json({ id: chats.replace(activity, contentOf(req.body)).id })
  })

  router.delete('/v3/conversations/:conversation/activities/:activity', (req, res) => {
    chats.remove(ownActivity(chats, writable(parts, req.params.conversation), req.params.activity))
    res.status(200).end()
  })

  const members = (id: string): object[] => {
    const conversation = found(parts, id)
    const people = [...parts.people.values()].filter(
      ({ id: person }) => conversation.person === null || person === conversation.person,
    )
    return people.map(memberBody)
  }
  router.get('/v3/conversations/:conversation/members', (req, res) => {
    res.json(members(req.params.conversation))
  })
  router.get('/v3/conversations/:conversation/pagedmembers', (req, res) => {
    res.json({ members: members(req.params.conversation) })
  })
  router.get('/v3/conversations/:conversation/members/:member', (req, res) => {
    const wanted = req.params.member
    const member = members(req.params.conversation).find(
      (one) => textAt(one, 'id') === wanted || textAt(one, 'aadObjectId') === wanted,
    )
    if (!member) throw refusal(404, 'MemberNotFoundInConversation', 'The member was not found in the conversation.')
    res.json(member)
  })

  router.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
    if (!(error instanceof ConnectorRefusal)) return next(error)
    res.status(error.status).set(error.headers).json(error.body)
  })
  return router
}

const found = (parts: ConnectorParts, id: string): ConversationEntity => {
  const conversation = parts.chats.channelOf(id)
  if (!conversation) throw refusal(404, 'ConversationNotFound', 'Conversation not found.')
  return conversation
}

/** 404 for an unknown conversation, 403 where the bot is not installed or was blocked. */
const writable = (parts: ConnectorParts, id: string): ConversationEntity => {
  const conversation = found(parts, id)
  const { person } = conversation
  if (person !== null && (!parts.chats.isInstalled(person) || parts.faults.current.blockedPeople.includes(person)))
    throw blocked()
  return conversation
}

/** A new one-to-one with a member (Teams id or Entra object id), or a new thread of the channel (GRAPH-FACTS 5.3). */
const openConversation = (parts: ConnectorParts, body: unknown): ConversationEntity => {
  const channelData = at(body, 'channelData')
  const channel = textAt(at(channelData, 'channel'), 'id')
  if (channel !== undefined) {
    if (channel !== team.channelId) throw refusal(404, 'ConversationNotFound', 'Conversation not found.')
    return found(parts, channel)
  }
  const tenant = textAt(body, 'tenantId') ?? textAt(at(channelData, 'tenant'), 'id')
  if (tenant !== directory.tenantId) throw refusal(403, 'BadSyntax', 'The tenant of the conversation is not the bot’s.')
  const members = at(body, 'members')
  const wanted = Array.isArray(members) && members.length === 1 ? textAt(members[0], 'id') : undefined
  if (!wanted || at(body, 'isGroup') === true)
    throw refusal(400, 'BadSyntax', 'Bots create one-to-one conversations with one member.')
  const person = [...parts.people.values()].find(({ id }) => id === wanted || memberId(id) === wanted)
  if (!person) throw refusal(400, 'BadSyntax', 'Failed to decrypt pairwise id.')
  if (!parts.chats.isInstalled(person.id)) {
    throw refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.')
  }
  return found(parts, personalConversationId(person.id))
}

const refuseTooMany = ({ faults }: ConnectorParts, book: () => number | null): void => {
  const wait = faults.current.connectorLimits ? book() : null
  if (wait !== null) throw refusal(429, 'TooManyRequests', 'Too many requests.', { 'Retry-After': String(wait) })
}

const refuseLarge = (activity: unknown): void => {
  if (JSON.stringify(activity ?? null).length * 2 > LARGEST_MESSAGE_BYTES) {
    throw refusal(413, 'MessageSizeTooBig', 'The message is too large.')
  }
}

const post = (
  parts: ConnectorParts,
  limits: SendLimits,
  conversation: ConversationEntity,
  activity: unknown,
  replyToId: string | undefined,
): ActivityEntity | undefined => {
  const type = textAt(activity, 'type')
  if (type === undefined) throw refusal(400, 'BadSyntax', 'The activity has no type.')
  writable(parts, conversation.id)
  refuseLarge(activity)
  refuseTooMany(parts, () => limits.book(conversation.id))
  if (type !== 'message') return undefined
  return parts.chats.post(conversation, {
    from: { id: botId, name: application.displayName, role: 'bot' },
    type,
    ...contentOf(activity),
    ...(replyToId === undefined ? {} : { replyToId }),
  })
}

/** What people see of a message. */
const contentOf = (activity: unknown): Partial<ActivityEntity> => {
  const attachments = at(activity, 'attachments')
  const text = textAt(activity, 'text')
  const summary = textAt(activity, 'summary')
  return {
    ...(text === undefined ? {} : { text }),
    ...(summary === undefined ? {} : { summary }),
    ...(Array.isArray(attachments) ? { attachments } : {}),
  }
}

/** A bot changes only what it sent itself. */
const ownActivity = (chats: Chats, conversation: ConversationEntity, id: string): ActivityEntity => {
  const activity = chats.activity(id)
  if (!activity || activity.conversationId !== conversation.id) {
    throw refusal(404, 'ActivityNotFoundInConversation', 'The activity was not found in the conversation.')
  }
  if (activity.from.role !== 'bot') throw refusal(403, 'Forbidden', 'Only the sender may change this activity.')
  return activity
}
