import { at, textAt } from '../../json'
import { application } from '../../registration'
import type { ChatAppEntity, TabEntity } from '../../store/office-entities'
import { created, type GraphCall, GraphError, type GraphReply, noContent, ok, option, param } from '../exchange'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import type { AppManifest } from './app-manifest'

interface ChatParts extends GraphParts {
  readonly appManifest: AppManifest
}

/** The app and its tabs in the chats of online meetings (GRAPH-FACTS 4.5). */
export const chatRoutes = (parts: ChatParts): readonly GraphRoute[] => {
  const apps = '/chats/{chat}/installedApps'
  const tabs = '/chats/{chat}/tabs'
  return [
    { method: 'GET', template: apps, operation: 'chat.readApps', units: 0, handle: (call) => list(parts, call) },
    { method: 'POST', template: apps, operation: 'chat.install', units: 0, handle: (call) => install(parts, call) },
    {
      method: 'DELETE',
      template: `${apps}/{install}`,
      operation: 'chat.install',
      units: 0,
      handle: (call) => uninstall(parts, call),
    },
    { method: 'GET', template: tabs, operation: 'chat.tab', units: 0, handle: (call) => listTabs(parts, call) },
    { method: 'POST', template: tabs, operation: 'chat.tab', units: 0, handle: (call) => addTab(parts, call) },
    {
      method: 'DELETE',
      template: `${tabs}/{tab}`,
      operation: 'chat.tab',
      units: 0,
      handle: (call) => removeTab(parts, call),
    },
  ]
}

const refuse = (status: number, code: string, message: string): GraphError => new GraphError(status, code, message)

/** A chat that exists: that of an online meeting. */
const findChat = ({ state }: GraphParts, call: GraphCall): string => {
  const chatId = param(call, 'chat')
  const known = [...state.office.events.values()].some(({ online }) => online?.threadId === chatId)
  if (!known) throw refuse(404, 'NotFound', `No thread found with id '${chatId}'.`)
  return chatId
}

const checkApp = (call: GraphCall): void => {
  const bound = textAt(call.body, 'teamsApp@odata.bind') ?? ''
  if (!bound.endsWith(`/appCatalogs/teamsApps/${application.catalogId}`)) {
    throw refuse(404, 'NotFound', 'The requested app was not found in the catalogue of the organisation.')
  }
}

const installOf = ({ state, faults }: GraphParts, chatId: string): ChatAppEntity | undefined =>
  [...state.office.chatApps.values()].find((app) => app.chatId === chatId && faults.shows(app.madeAt))

const list = (parts: ChatParts, call: GraphCall): GraphReply => {
  const app = installOf(parts, findChat(parts, call))
  const teamsApp = {
    id: application.catalogId,
    externalId: application.manifestId,
    displayName: application.displayName,
  }
  const expands = /teamsApp\b/.test(option(call, 'expand') ?? '')
  return ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#chats/installedApps`,
    value: app ? [{ id: app.id, ...(expands ? { teamsApp } : {}) }] : [],
  })
}

/** An app with resource-specific permissions needs consent to exactly those of its definition, and a permission that may give it. */
const checkConsent = ({ caller, body }: GraphCall, wanted: readonly string[]): void => {
  if (wanted.length === 0) return
  if (!caller.permissions.some((name) => name.includes('AndConsent'))) {
    throw refuse(
      403,
      'Forbidden',
      'The app requires resource-specific consent, which the permissions of the request cannot give.',
    )
  }
  const given = at(at(body, 'consentedPermissionSet'), 'resourceSpecificPermissions')
  const names = Array.isArray(given) ? given.map((one) => textAt(one, 'permissionValue') ?? '') : []
  if (names.toSorted().join() !== wanted.toSorted().join()) {
    throw refuse(
      400,
      'BadRequest',
      'The permissions consented to must match the resource-specific permissions of the app: see consentedPermissionSet.',
    )
  }
}

const install = (parts: ChatParts, call: GraphCall): GraphReply => {
  const chatId = findChat(parts, call)
  checkApp(call)
  checkConsent(call, parts.appManifest.resourceSpecific)
  const id = Buffer.from(`${chatId}##${application.catalogId}`).toString('base64url')
  if (parts.state.office.chatApps.get(id))
    throw refuse(409, 'Conflict', 'App already installed in the scope of the chat.')
  parts.state.office.chatApps.put(id, { id, chatId, madeAt: Date.now() })
  return { status: 201 }
}

const uninstall = (parts: ChatParts, call: GraphCall): GraphReply => {
  const app = installOf(parts, findChat(parts, call))
  if (app?.id !== param(call, 'install')) throw refuse(404, 'NotFound', 'The installation was not found.')
  parts.state.office.chatApps.delete(app.id)
  return noContent()
}

const tabsOf = ({ state }: GraphParts, chatId: string): TabEntity[] =>
  [...state.office.tabs.values()].filter((tab) => tab.chatId === chatId)

const tabBody = ({ id, displayName, configuration }: TabEntity): object => ({
  id,
  displayName,
  webUrl: `https://teams.microsoft.com/l/entity/${application.manifestId}/${encodeURIComponent(String(configuration.entityId))}`,
  configuration,
})

const listTabs = (parts: ChatParts, call: GraphCall): GraphReply =>
  ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#chats/tabs`,
    value: tabsOf(parts, findChat(parts, call)).map(tabBody),
  })

/** A tab needs its app in the chat first. */
const addTab = (parts: ChatParts, call: GraphCall): GraphReply => {
  const chatId = findChat(parts, call)
  checkApp(call)
  if (!installOf(parts, chatId)) throw refuse(400, 'BadRequest', 'App is not installed in the chat.')
  const { displayName, configuration } = readTab(call.body)
  const id = crypto.randomUUID()
  return created(tabBody(parts.state.office.tabs.put(id, { id, chatId, displayName, configuration })))
}

const readTab = (body: unknown): Pick<TabEntity, 'displayName' | 'configuration'> => {
  const displayName = textAt(body, 'displayName')
  if (!displayName || displayName.length > 128)
    throw refuse(400, 'BadRequest', 'The displayName of a tab has 1 to 128 characters.')
  const sent = typeof body === 'object' && body !== null && 'configuration' in body ? body.configuration : undefined
  const contentUrl = textAt(sent, 'contentUrl')
  if (!contentUrl || !URL.canParse(contentUrl))
    throw refuse(400, 'BadRequest', 'The contentUrl of a tab is missing or not an address.')
  const optional = (name: string): string | null => textAt(sent, name) ?? null
  const others = {
    entityId: optional('entityId'),
    websiteUrl: optional('websiteUrl'),
    removeUrl: optional('removeUrl'),
  }
  return { displayName, configuration: { contentUrl, ...others } }
}

const removeTab = (parts: ChatParts, call: GraphCall): GraphReply => {
  const tab = tabsOf(parts, findChat(parts, call)).find(({ id }) => id === param(call, 'tab'))
  if (!tab) throw refuse(404, 'NotFound', 'The tab was not found.')
  parts.state.office.tabs.delete(tab.id)
  return noContent()
}
