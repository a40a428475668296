import { z } from 'zod'

/** Part of addresses and of keys in PostgreSQL, neither of which holds such characters. */
const id = z.string().regex(/^[^\p{Cc}\p{Surrogate}]*$/u)

/** What the bot reads of an activity, parsed once; the token check has already tied it to our tenant and a known connector. */
const Inbound = z.looseObject({
  type: z.string(),
  id: id.min(1),
  /** When the channel took it in. */
  timestamp: z.iso.datetime({ offset: true }).optional().catch(undefined),
  name: z.string().optional(),
  action: z.string().optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  replyToId: id.optional(),
  serviceUrl: z.string(),
  channelId: z.string().optional(),
  locale: z.string().optional().catch(undefined),
  from: z.looseObject({ id, aadObjectId: id.optional() }),
  recipient: z.looseObject({ id }),
  conversation: z.looseObject({ id, conversationType: z.string().optional() }),
  channelData: z.looseObject({ team: z.looseObject({ id: z.string() }).optional() }).optional(),
  membersAdded: z.array(z.looseObject({ id: z.string(), aadObjectId: z.string().optional() })).optional(),
})
export type Inbound = z.infer<typeof Inbound>

/** Null when the activity lacks what every activity of Teams has: then there is nobody to answer. */
export const readInbound = (activity: unknown): Inbound | null => Inbound.safeParse(activity).data ?? null

/** Entra object id of who acts, or null: guests of a shared channel may have none. */
export const personOf = (inbound: Inbound): string | null => inbound.from.aadObjectId?.toLowerCase() ?? null

/** When the channel took the activity in; null when it does not say. */
export const sentAt = ({ timestamp }: Inbound): Date | null => (timestamp === undefined ? null : new Date(timestamp))

export const isPersonal = (inbound: Inbound): boolean => inbound.conversation.conversationType === 'personal'
