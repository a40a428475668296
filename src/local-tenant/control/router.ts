import { json, type NextFunction, type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { announceInstallation, announceRemoval } from '../connector/announcements'
import { type Chats, memberId } from '../connector/chats'
import type { Delivery } from '../connector/delivery'
import type { Tokens } from '../entra/tokens'
import { type Faults, faultPatch } from '../faults'
import { at, textAt } from '../json'
import type { TenantPerson } from '../people'
import type { ActivityEntity, ConversationEntity } from '../store/entities'
import type { TenantState } from '../store/state'
import { loopbackOnly } from './loopback'

interface ControlParts {
  readonly state: TenantState
  readonly chats: Chats
  readonly delivery: Delivery
  readonly tokens: Tokens
  readonly faults: Faults
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

const personaBody = z.object({ persona: z.string() })
const messageBody = personaBody.extend({
  text: z.string().optional(),
  value: z.unknown().optional(),
  replyToId: z.string().optional(),
})
const invokeBody = personaBody.extend({ name: z.string(), value: z.unknown(), replyToId: z.string().optional() })
const botBody = z.object({ endpoint: z.url() })
const relayed = z.looseObject({ type: z.string(), serviceUrl: z.url() })

const CARD = 'application/vnd.microsoft.card.adaptive'

/** What Teams itself would do, for the local client, demos and tests. Loopback only. */
export const controlRouter = (parts: ControlParts): Router => {
  const router = Router()
  router.use(loopbackOnly, json({ limit: '4mb' }))
  peopleRoutes(router, parts)
  conversationRoutes(router, parts)
  botRoutes(router, parts)
  router.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
    if (error instanceof Refusal) res.status(error.status).json({ error: { message: error.message } })
    else if (error instanceof z.ZodError) res.status(400).json({ error: { message: z.prettifyError(error) } })
    else next(error)
  })
  return router
}

const personOf = (parts: ControlParts, id: unknown): TenantPerson => {
  const person = typeof id === 'string' ? parts.state.people.get(id.toLowerCase()) : undefined
  if (!person) throw new Refusal(404, `No persona has the id ${String(id)}.`)
  return person
}

const peopleRoutes = (router: Router, parts: ControlParts): void => {
  router.get('/personas', (_req, res) => {
    res.json(
      [...parts.state.people.values()].map((person) => ({
        id: person.id,
        name: person.displayName,
        jobTitle: person.jobTitle,
        mail: person.userPrincipalName,
        appRoles: person.appRoles,
        language: person.preferredLanguage,
      })),
    )
  })

  router.post('/token', async (req, res) => {
    const person = personOf(parts, personaBody.parse(req.body).persona)
    res.set('Cache-Control', 'no-store').json({ accessToken: await parts.tokens.singleSignOn(person) })
  })

  router.post('/installs', async (req, res) => {
    const person = personOf(parts, personaBody.parse(req.body).persona)
    if (parts.chats.isInstalled(person.id)) throw new Refusal(409, 'The app is already installed for this person.')
    const { announce, conversation } = parts.chats.install(person)
    await announceInstallation(parts.delivery, person, conversation, announce)
    res.status(201).json({ conversationId: conversation.id })
  })

  router.delete('/installs', async (req, res) => {
    const person = personOf(parts, req.query.persona ?? at(req.body, 'persona'))
    const conversation = parts.chats.conversationsOf(person.id).find(({ kind }) => kind === 'personal')
    parts.chats.uninstall(person.id)
    if (conversation) await announceRemoval(parts.delivery, person, conversation)
    res.status(204).end()
  })

  router.get('/mails', (_req, res) => {
    res.json([...parts.state.mails.values()])
  })
}

const conversationRoutes = (router: Router, parts: ControlParts): void => {
  const { chats, delivery } = parts
  const conversationFor = (id: string, person: TenantPerson): ConversationEntity => {
    const conversation = chats.channelOf(id)
    if (!conversation || (conversation.person !== null && conversation.person !== person.id)) {
      throw new Refusal(404, 'This person has no such conversation.')
    }
    return conversation
  }

  router.get('/conversations', (req, res) => {
    const person = personOf(parts, req.query.persona)
    res.json(
      chats.conversationsOf(person.id).map(({ id, kind, name, lastActivityAt }) => ({
        id,
        kind,
        name,
        lastActivityAt,
        preview: previewOf(chats.activities(id).at(-1)),
      })),
    )
  })

  router.get('/conversations/:id/activities', (req, res) => {
    const conversation = conversationFor(req.params.id, personOf(parts, req.query.persona))
    res.json(chats.activities(conversation.id).map(({ conversationId: _, position: __, ...shown }) => shown))
  })

  router.get('/conversations/:id/events', (req, res) => {
    const conversation = chats.channelOf(req.params.id)
    if (!conversation) throw new Refusal(404, 'There is no such conversation.')
    res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' }).flushHeaders()
    const tell = (changed: string): void => {
      if (changed === conversation.id) res.write(`event: changed\ndata: ${JSON.stringify({ id: changed })}\n\n`)
    }
    res.write(': ready\n\n')
    chats.changes.on('changed', tell)
    req.on('close', () => chats.changes.off('changed', tell))
  })

  router.post('/conversations/:id/messages', async (req, res) => {
    const { persona, text, value, replyToId } = messageBody.parse(req.body)
    const person = personOf(parts, persona)
    const conversation = conversationFor(req.params.id, person)
    const from = { id: memberId(person.id), name: person.displayName, role: 'user' as const }
    // Teams shows what a person typed; the inputs of an Action.Submit travel unseen.
    const posted = text === undefined ? undefined : chats.post(conversation, { from, type: 'message', text })
    const activity = delivery.activity(person, conversation, {
      type: 'message',
      ...(posted ? { id: posted.id } : {}),
      ...(text === undefined ? {} : { text, textFormat: 'plain' }),
      ...(value === undefined ? {} : { value }),
      ...(replyToId === undefined ? {} : { replyToId }),
    })
    res.json({ id: posted?.id ?? textAt(activity, 'id'), ...(await delivery.deliver(activity)) })
  })

  router.post('/conversations/:id/invokes', async (req, res) => {
    const { persona, name, value, replyToId } = invokeBody.parse(req.body)
    const person = personOf(parts, persona)
    const conversation = conversationFor(req.params.id, person)
    const more = { type: 'invoke', name, value, ...(replyToId === undefined ? {} : { replyToId }) }
    const answer = await delivery.deliver(delivery.activity(person, conversation, more))
    replaceCard(chats, replyToId, answer.body)
    res.json(answer)
  })
}

const previewOf = (activity: ActivityEntity | undefined): string =>
  (activity?.text ?? activity?.summary ?? (activity?.attachments ? '▤' : '')).slice(0, 120)

/** A card in the answer to an invoke takes the place of the one that was pressed. */
const replaceCard = (chats: Chats, replyToId: string | undefined, body: unknown): void => {
  const pressed = replyToId === undefined ? undefined : chats.activity(replyToId)
  if (!pressed || textAt(body, 'type') !== CARD || at(body, 'statusCode') !== 200) return
  chats.replace(pressed, { attachments: [{ contentType: CARD, content: at(body, 'value') }] })
}

const botRoutes = (router: Router, parts: ControlParts): void => {
  router.put('/bot', (req, res) => {
    parts.delivery.endpoint = botBody.parse(req.body).endpoint
    res.status(204).end()
  })

  router.post('/relay', async (req, res) => {
    const activity = relayed.parse(req.body)
    const answer = await parts.delivery.forward(activity, activity.serviceUrl)
    res.status(answer.status)
    if (answer.body === null) res.end()
    else res.json(answer.body)
  })

  router.get('/faults', (_req, res) => {
    res.json(parts.faults.current)
  })
  router.put('/faults', (req, res) => {
    parts.faults.set(faultPatch.parse(req.body))
    res.json(parts.faults.current)
  })
  router.delete('/faults', (_req, res) => {
    parts.faults.clear()
    res.json(parts.faults.current)
  })
}
