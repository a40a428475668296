import { z } from 'zod'
import type { ChatOutcome, MeetingTab } from '../../ports/calendars'
import type { Call, GraphCaller, RowReply } from '../http/caller'
import { GraphFailure } from '../http/failure'
import type { ResourceSpecific } from '../ports'
import { refusedBy } from './events'

const meetings = z.object({ value: z.array(z.object({ chatInfo: z.object({ threadId: z.string() }).nullish() })) })
const tabs = z.object({
  value: z.array(z.object({ configuration: z.object({ entityId: z.string().nullish() }).nullish() })),
})

/** Address prefix that Graph itself uses for references; the same on every tenant. */
const GRAPH = 'https://graph.microsoft.com/v1.0'

export interface ChatApp {
  /** The app's id in the organisation's catalogue; undefined while it is not there. */
  catalogueId(): Promise<string | undefined>
  /** Object id of the organiser: online meetings are not found by an address. */
  organiserId(mailbox: string): Promise<string>
  /** What the app asks of each chat it is in; empty: nothing to consent to. */
  readonly resourceSpecific: readonly ResourceSpecific[]
}

/**
 * From the join address to the chat, then the app, then its tab (GRAPH-FACTS 4.5). Each step is harmless to repeat. The first needs
 * an application access policy of Teams besides its permission, and a chat may not exist before somebody opens it.
 */
export const equipChats = async (
  caller: GraphCaller,
  app: ChatApp,
  mailbox: string,
  wanted: readonly MeetingTab[],
): Promise<readonly ChatOutcome[]> => {
  try {
    const catalogueId = await app.catalogueId()
    if (catalogueId === undefined) {
      const detail = 'the app is not in the catalogue of the organisation'
      return wanted.map(() => ({ ok: false, reason: 'refused', detail, chat: null }))
    }
    const found = await findChats(caller, await app.organiserId(mailbox), wanted)
    const bound = { 'teamsApp@odata.bind': `${GRAPH}/appCatalogs/teamsApps/${catalogueId}` }
    const installed = await step(caller, found, (chat) => installCall(chat, bound, app.resourceSpecific))
    const listed = await listTabs(caller, installed, wanted)
    return await step(caller, listed, (chat, index) => tabCall(chat, bound, wanted[index]), 'once')
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error
    return wanted.map(() => ({ ...refusedBy(error), chat: null }))
  }
}

type Found = ChatOutcome & { readonly isDone?: boolean }

const findChats = async (
  caller: GraphCaller,
  organiser: string,
  wanted: readonly MeetingTab[],
): Promise<readonly Found[]> => {
  const replies = await caller.batch(
    wanted.map(({ joinUrl }) => ({
      method: 'GET',
      path: `/users/${encodeURIComponent(organiser)}/onlineMeetings`,
      query: { $filter: `JoinWebUrl eq '${joinUrl.replaceAll("'", "''")}'` },
    })),
  )
  return replies.map((reply): Found => {
    if (reply instanceof GraphFailure) return { ...refusedBy(reply), chat: null }
    const chat = meetings.parse(reply.body).value[0]?.chatInfo?.threadId
    return chat
      ? { ok: true, chat }
      : { ok: false, reason: 'passing', detail: 'the online meeting is not known yet', chat: null }
  })
}

const installCall = (chat: string, bound: object, resourceSpecific: readonly ResourceSpecific[]): Call => ({
  method: 'POST',
  path: `/chats/${encodeURIComponent(chat)}/installedApps`,
  body: {
    ...bound,
    ...(resourceSpecific.length === 0
      ? {}
      : {
          consentedPermissionSet: {
            resourceSpecificPermissions: resourceSpecific.map(({ name, type }) => ({
              permissionValue: name,
              permissionType: type,
            })),
          },
        }),
  },
  // A second installation answers 409 and changes nothing.
  repeatable: true,
})

const tabCall = (chat: string, bound: object, tab: MeetingTab | undefined): Call => ({
  method: 'POST',
  path: `/chats/${encodeURIComponent(chat)}/tabs`,
  body: {
    displayName: (tab?.name ?? '').slice(0, 128),
    ...bound,
    configuration: {
      entityId: tab?.entityId,
      contentUrl: tab?.contentUrl,
      websiteUrl: tab?.websiteUrl,
      removeUrl: null,
    },
  },
})

/** Marks the chats that have the tab already: nothing else tells two tabs of one page apart. */
const listTabs = async (
  caller: GraphCaller,
  found: readonly Found[],
  wanted: readonly MeetingTab[],
): Promise<readonly Found[]> => {
  const open = found.flatMap((one, index) => (one.ok ? [{ chat: one.chat, index }] : []))
  const replies = await caller.batch(
    open.map(({ chat }) => ({ method: 'GET', path: `/chats/${encodeURIComponent(chat)}/tabs` })),
  )
  const next = [...found]
  for (const [at, { chat, index }] of open.entries()) {
    const reply = replies[at]
    if (reply === undefined || reply instanceof GraphFailure) {
      if (reply) next[index] = { ...refusedBy(reply), chat }
      continue
    }
    const known = tabs.parse(reply.body).value.map(({ configuration }) => configuration?.entityId)
    next[index] = { ok: true, chat, isDone: known.includes(wanted[index]?.entityId) }
  }
  return next
}

const step = async (
  caller: GraphCaller,
  found: readonly Found[],
  callFor: (chat: string, index: number) => Call,
  mode: 'always' | 'once' = 'always',
): Promise<readonly Found[]> => {
  const open = found.flatMap((one, index) =>
    one.ok && !(mode === 'once' && one.isDone) ? [{ chat: one.chat, index }] : [],
  )
  const replies = await caller.batch(open.map(({ chat, index }) => callFor(chat, index)))
  const next = [...found]
  for (const [at, { chat, index }] of open.entries()) next[index] = afterStep(chat, replies[at])
  return next
}

const afterStep = (chat: string, reply: RowReply | undefined): Found => {
  if (!(reply instanceof GraphFailure) || reply.code === 'conflict') return { ok: true, chat }
  // A chat, or an installation in it, that cannot be seen yet.
  if (reply.code === 'not-found' || reply.detail.status === 400)
    return { ok: false, reason: 'passing', detail: reply.message.slice(0, 500), chat }
  return { ...refusedBy(reply), chat }
}
