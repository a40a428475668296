import type { Router } from 'express'
import { z } from 'zod'
import { type Chats, memberId } from '../connector/chats'
import { at, textAt } from '../json'
import type { TenantPerson } from '../people'
import type { ActivityEntity, ConversationEntity } from '../store/entities'
import { type ControlParts, personaBody, personOf, Refusal } from './parts'

const messageBody = personaBody.extend({
  text: z.string().optional(),
  value: z.unknown().optional(),
  replyToId: z.string().optional(),
})
const invokeBody = personaBody.extend({ name: z.string(), value: z.unknown(), replyToId: z.string().optional() })

const CARD = 'application/vnd.microsoft.card.adaptive'

/** What a person sees in Teams: conversations, their messages, and a stream of changes. */
export const readingRoutes = (router: Router, parts: ControlParts): void => {
  const { chats } = parts
  router.get('/conversations', (req, res) => {
    const person = personOf(parts, req.query.persona)
    res.json(
      chats.conversationsOf(person.id).map(({ id, kind, name, lastActivityAt }) => ({
        id,
        kind,
        name,
        lastActivityAt,
        // A conversation outlives the app: what the bot sends after a removal gets 403.
        installed: kind === 'channel' || chats.isInstalled(person.id),
        preview: previewOf(chats.activities(id).at(-1)),
      })),
    )
  })

  router.get('/conversations/:id/activities', (req, res) => {
    const conversation = conversationFor(parts, req.params.id, personOf(parts, req.query.persona))
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
}

/** What a person does in Teams: write a message, press a button of a card. */
export const actingRoutes = (router: Router, parts: ControlParts): void => {
  const { chats, delivery } = parts
  router.post('/conversations/:id/messages', async (req, res) => {
    const { persona, text, value, replyToId } = messageBody.parse(req.body)
    const person = personOf(parts, persona)
    const conversation = conversationFor(parts, req.params.id, person)
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
    const conversation = conversationFor(parts, req.params.id, person)
    const more = { type: 'invoke', name, value, ...(replyToId === undefined ? {} : { replyToId }) }
    const answer = await delivery.deliver(delivery.activity(person, conversation, more))
    replaceCard(chats, replyToId, answer.body)
    res.json(answer)
  })
}

/** A conversation that this person takes part in; 404 otherwise. */
const conversationFor = (parts: ControlParts, id: string, person: TenantPerson): ConversationEntity => {
  const conversation = parts.chats.channelOf(id)
  if (!conversation || (conversation.person !== null && conversation.person !== person.id)) {
    throw new Refusal(404, 'This person has no such conversation.')
  }
  return conversation
}

const previewOf = (activity: ActivityEntity | undefined): string =>
  (activity?.text ?? activity?.summary ?? (activity?.attachments ? '▤' : '')).slice(0, 120)

/** A card in the answer to an invoke takes the place of the one that was pressed. */
const replaceCard = (chats: Chats, replyToId: string | undefined, body: unknown): void => {
  const pressed = replyToId === undefined ? undefined : chats.activity(replyToId)
  if (!pressed || textAt(body, 'type') !== CARD || at(body, 'statusCode') !== 200) return
  chats.replace(pressed, { attachments: [{ contentType: CARD, content: at(body, 'value') }] })
}
