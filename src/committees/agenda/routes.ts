import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { AgendaItems, agendaKind, agendaState } from '../../lists/committees/agenda-items'
import { etagSchema, lineSchema, patchSchema } from '../../lists/kit/schema'
import type { Call, Reply, Route } from '../../route'
import { claimsSchema } from '../escalation/arbitration'
import { agendaPage, itemView, meetingOfChat } from './agenda-page'
import { buildAgenda } from './build/build-agenda'
import { attachPapers, type PapersOutcome } from './items/attach-papers'
import { editItem, itemFields } from './items/edit-item'
import { inviteGuests } from './items/invite-guests'
import { orderItems } from './items/order-items'
import { paperChoices } from './items/paper-choices'
import { proposeItem } from './items/propose-item'
import { setOptions } from './items/set-options'
import { settleItem } from './items/settle-item'
import { uploadPaper } from './items/upload-paper'
import { proposalTargets } from './proposal-targets'
import { type AgendaRefusal, agendaRefusals, refusalWords } from './refusals'
import { settledStates } from './rules/item-states'
import { PAPERS_MAX } from './rules/paper-files'

const text = (max: number) => z.string().trim().min(1).max(max)
const note = text(20_000).nullable().default(null)
const person = z.string().regex(/^[0-9a-f-]{36}$/)
const proposal = z.strictObject({
  title: lineSchema(255),
  kind: z.enum(agendaKind),
  minutes: z.int().min(1).max(480).nullable().default(null),
  question: note,
  background: note,
  project: text(255).nullable().default(null),
  presenter: person.nullable().default(null),
  request: text(60).regex(/^[\w-]+$/),
})
const edit = z.strictObject({
  etag: etagSchema,
  patch: patchSchema(AgendaItems, [...itemFields]),
  base: patchSchema(AgendaItems, [...itemFields]).optional(),
})
const settle = z.strictObject({ etag: etagSchema, from: z.enum(agendaState), state: z.enum(settledStates) })
const order = z.strictObject({ keys: z.array(text(100)).min(1).max(200) })
const papers = z.strictObject({
  etag: etagSchema,
  papers: z.array(text(120)).max(PAPERS_MAX),
  discard: text(120).optional(),
})
const options = z.strictObject({ etag: etagSchema, options: claimsSchema.nullable(), base: claimsSchema.nullable() })
const guests = z.strictObject({ etag: etagSchema, guests: z.array(person).max(60) })

export const refuse = (actor: Actor, code: AgendaRefusal, more: object = {}): Reply => ({
  status: agendaRefusals[code],
  body: { error: { code, message: refusalWords(code, actor.locale) }, ...more },
})

const invalid = (actor: Actor, error: z.ZodError): Reply =>
  refuse(actor, 'invalid', { fields: [...new Set(error.issues.map((issue) => String(issue.path.at(-1) ?? '')))] })

export const meetingIn = ({ params }: Call): string => params.meeting ?? ''

const itemReply = ({ ctx, actor }: Call, outcome: PapersOutcome): Reply => {
  if (outcome.ok) {
    const { ok: _, item, ...more } = outcome
    return { status: 200, body: { item: itemView(ctx, actor, item, null), ...more } }
  }
  if (!('current' in outcome)) return refuse(actor, outcome.reason)
  const item = itemView(ctx, actor, outcome.current, null)
  return refuse(actor, 'conflict', { conflict: { item, fields: outcome.clashes } })
}

/** Parses the body of a call before anything is done with it. */
const parsed =
  <T>(schema: z.ZodType<T>, work: (call: Call, body: T) => Promise<Reply>): Route['handle'] =>
  async (call) => {
    const body = schema.safeParse(call.body)
    return body.success ? work(call, body.data) : invalid(call.actor, body.error)
  }

const ofItem = (call: Call) => ({ meeting: meetingIn(call), item: call.params.item ?? '' })

export const agendaRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/meetings/:meeting/agenda',
    action: 'agenda.read',
    handle: async (call) => {
      const view = await agendaPage(call.ctx, call.actor, meetingIn(call))
      return view ? { status: 200, body: view } : refuse(call.actor, 'unknown-meeting')
    },
  },
  {
    method: 'GET',
    path: '/agenda/targets',
    action: 'agenda.propose',
    handle: async ({ ctx, actor }) => ({ status: 200, body: { targets: proposalTargets(ctx, actor) } }),
  },
  {
    method: 'GET',
    path: '/chats/:chat/meeting',
    action: 'agenda.read',
    handle: async ({ ctx, actor, params }) => {
      const key = meetingOfChat(ctx, params.chat ?? '')
      const view = key === undefined ? undefined : await agendaPage(ctx, actor, key)
      if (!view) return refuse(actor, 'unknown-meeting')
      return { status: 200, body: { meetingKey: view.meeting.meetingKey, title: view.meeting.title } }
    },
  },
  {
    method: 'POST',
    path: '/meetings/:meeting/agenda/build',
    action: 'agenda.edit',
    handle: parsed(z.strictObject({}), async (call) => {
      const outcome = await buildAgenda(call.ctx, call.actor, meetingIn(call))
      return outcome.ok ? { status: 200, body: { added: outcome.added } } : refuse(call.actor, outcome.reason)
    }),
  },
  {
    method: 'POST',
    path: '/meetings/:meeting/items',
    action: 'agenda.propose',
    handle: parsed(proposal, async (call, body) => {
      const outcome = await proposeItem(call.ctx, call.actor, { ...body, meeting: meetingIn(call) })
      return outcome.ok ? { status: 201, body: { item: outcome.item } } : refuse(call.actor, outcome.reason)
    }),
  },
  {
    method: 'POST',
    path: '/meetings/:meeting/items/order',
    action: 'agenda.edit',
    handle: parsed(order, async (call, { keys }) => {
      const outcome = await orderItems(call.ctx, call.actor, { meeting: meetingIn(call), keys })
      return outcome.ok ? { status: 200, body: { moved: outcome.moved } } : refuse(call.actor, outcome.reason)
    }),
  },
  {
    method: 'PATCH',
    path: '/meetings/:meeting/items/:item',
    action: 'agenda.edit',
    handle: parsed(edit, async (call, { etag, patch, base }) => {
      const change = { ...ofItem(call), etag, patch, ...(base ? { base } : {}) }
      return itemReply(call, await editItem(call.ctx, call.actor, change))
    }),
  },
  {
    method: 'PATCH',
    path: '/meetings/:meeting/items/:item/state',
    action: 'agenda.edit',
    handle: parsed(settle, async (call, body) =>
      itemReply(call, await settleItem(call.ctx, call.actor, { ...ofItem(call), ...body })),
    ),
  },
  {
    method: 'GET',
    path: '/meetings/:meeting/items/:item/papers',
    action: 'agenda.supply',
    handle: async (call) => {
      const { meeting, item } = ofItem(call)
      const outcome = await paperChoices(call.ctx, call.actor, meeting, item)
      if (!outcome.ok) return refuse(call.actor, outcome.reason)
      return { status: 200, body: { folder: outcome.folder, files: outcome.files } }
    },
  },
  {
    method: 'POST',
    path: '/meetings/:meeting/items/:item/papers',
    action: 'agenda.supply',
    takes: 'file',
    handle: async (call) => {
      const { ctx, actor, query, content } = call
      return itemReply(call, await uploadPaper(ctx, actor, { ...ofItem(call), name: query.name ?? '', content }))
    },
  },
  {
    method: 'PATCH',
    path: '/meetings/:meeting/items/:item/papers',
    action: 'agenda.supply',
    handle: parsed(papers, async (call, { discard, ...body }) => {
      const edit = { ...ofItem(call), ...body, ...(discard === undefined ? {} : { discard }) }
      return itemReply(call, await attachPapers(call.ctx, call.actor, edit))
    }),
  },
  {
    method: 'PATCH',
    path: '/meetings/:meeting/items/:item/options',
    action: 'agenda.edit',
    handle: parsed(options, async (call, body) =>
      itemReply(call, await setOptions(call.ctx, call.actor, { ...ofItem(call), ...body })),
    ),
  },
  {
    method: 'PATCH',
    path: '/meetings/:meeting/items/:item/guests',
    action: 'agenda.edit',
    handle: parsed(guests, async (call, body) =>
      itemReply(call, await inviteGuests(call.ctx, call.actor, { ...ofItem(call), ...body })),
    ),
  },
]
