import type { Chats } from '../../connector/chats'
import { textAt } from '../../json'
import type { TenantPerson } from '../../people'
import { application } from '../../registration'
import type { InstallEntity } from '../../store/entities'
import { type GraphCall, GraphError, type GraphReply, noContent, ok, option, param } from '../exchange'
import { parseFilter, satisfies } from '../filter'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { findPerson } from './people'

interface AppParts extends GraphParts {
  readonly chats: Chats
  /** Tells the bot of a new installation. */
  readonly announce: (person: TenantPerson, newMember: boolean) => void
}

const catalogApp = {
  id: application.catalogId,
  externalId: application.manifestId,
  displayName: application.displayName,
  distributionMethod: 'organization',
}

/** The organisation's app catalogue and the apps installed for people (GRAPH-FACTS 5.2). */
export const appRoutes = (parts: AppParts): readonly GraphRoute[] => {
  const installs = '/users/{user}/teamwork/installedApps'
  return [
    {
      method: 'GET',
      template: '/appCatalogs/teamsApps',
      operation: 'catalog.read',
      units: 0,
      handle: (call) => catalog(parts, call),
    },
    { method: 'GET', template: installs, operation: 'install.read', units: 0, handle: (call) => list(parts, call) },
    {
      method: 'POST',
      template: installs,
      operation: 'install.write',
      units: 0,
      handle: (call) => install(parts, call),
    },
    {
      method: 'DELETE',
      template: `${installs}/{install}`,
      operation: 'install.write',
      units: 0,
      handle: (call) => {
        parts.chats.uninstall(findInstall(parts, call).person)
        return noContent()
      },
    },
    {
      method: 'GET',
      template: `${installs}/{install}/chat`,
      operation: 'install.read',
      units: 0,
      handle: (call) => chat(parts, call),
    },
  ]
}

const matching = (call: GraphCall, body: Record<string, unknown>): boolean => {
  const text = option(call, 'filter')
  if (text === undefined) return true
  return satisfies(parseFilter(text), (path, literal) => {
    const value = body[path]
    return { value: typeof value === 'string' ? value : null, literal }
  })
}

const catalog = (parts: AppParts, call: GraphCall): GraphReply =>
  ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#appCatalogs/teamsApps`,
    value: matching(call, catalogApp) ? [catalogApp] : [],
  })

const installsOf = (parts: AppParts, person: TenantPerson): InstallEntity[] =>
  [...parts.state.installs.values()].filter(
    (install) => install.person === person.id && install.installed && parts.faults.shows(install.madeAt ?? 0),
  )

const list = (parts: AppParts, call: GraphCall): GraphReply => {
  const person = findPerson(parts, call)
  const expands = /teamsApp\b/.test(option(call, 'expand') ?? '')
  const chosen = installsOf(parts, person).filter(() =>
    matching(call, { 'teamsApp/id': catalogApp.id, 'teamsApp/externalId': catalogApp.externalId }),
  )
  return ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#users('${person.id}')/teamwork/installedApps`,
    value: chosen.map(({ id }) => ({ id, ...(expands ? { teamsApp: catalogApp } : {}) })),
  })
}

const install = (parts: AppParts, call: GraphCall): GraphReply => {
  const person = findPerson(parts, call)
  const bound = textAt(call.body, 'teamsApp@odata.bind') ?? ''
  if (!bound.endsWith(`/appCatalogs/teamsApps/${application.catalogId}`)) {
    throw new GraphError(404, 'NotFound', 'The requested app was not found in the catalogue of the organisation.')
  }
  if (parts.chats.isInstalled(person.id)) {
    throw new GraphError(409, 'Conflict', 'App already installed in the scope of the user.')
  }
  const { announce } = parts.chats.install(person)
  parts.announce(person, announce)
  return { status: 201 }
}

const findInstall = (parts: AppParts, call: GraphCall): InstallEntity => {
  const wanted = param(call, 'install')
  const found = installsOf(parts, findPerson(parts, call)).find(({ id }) => id === wanted)
  if (!found) throw new GraphError(404, 'NotFound', 'The installation was not found.')
  return found
}

const chat = (parts: AppParts, call: GraphCall): GraphReply => {
  const { person } = findInstall(parts, call)
  const conversation = parts.chats.conversationsOf(person).find(({ kind }) => kind === 'personal')
  if (!conversation) throw new GraphError(404, 'NotFound', 'The chat was not found.')
  return ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#chats/$entity`,
    id: conversation.id,
    chatType: 'unknownFutureValue',
    createdDateTime: conversation.createdAt,
    lastUpdatedDateTime: conversation.lastActivityAt,
    topic: null,
  })
}
