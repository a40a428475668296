import type { TenantOptions } from '../../../src/local-tenant/tenant'
import { type Answer, answerOf, nora, startClient, type TenantClient } from '../tenant-client'
import { type RealTenant, realTenant } from './real-tenant'

/** What a test needs besides Graph and a site; a real tenant has the first two when its variables say so, and none of the others. */
export const needs = {
  calendar: 'CONTRACT_TENANT_PERSON names nobody whose calendar may be written to',
  planner: 'CONTRACT_TENANT_PLAN names no plan',
  switches: 'Microsoft’s service cannot be told to fail, to delay or to forget',
  identities: 'tokens of other people, or with other permissions, would need their passwords and consents',
  webhook: 'Microsoft’s service cannot reach this computer',
  bot: 'no bot of this computer is registered there',
} as const
export type Need = keyof typeof needs

/** The tenant that the contract is checked on: the local one, or a real one. */
export interface UnderTest {
  readonly graphUrl: string
  readonly siteId: string
  readonly sitePath: string
  readonly driveId: string
  /** Somebody with a mailbox. */
  readonly person: { readonly id: string; readonly mail: string }
  readonly plan: string | null
  readonly token: string
  readonly graph: TenantClient['graph']
  /** A request without a token, to an address that Graph gave. */
  readonly http: TenantClient['http']
  /** Makes a list with these columns; returns its path. It is deleted when the file ends. */
  makeList(columns?: readonly object[]): Promise<string>
  /** The local tenant with its switches; only for tests that declare a need for it. */
  readonly local: TenantClient
  close(): Promise<void>
}

export const real = realTenant()

/** Whether the tenant under test has all this. */
export const lacks = (wanted: readonly Need[]): readonly Need[] =>
  real === undefined
    ? []
    : wanted.filter((need) => !((need === 'calendar' && real.person) || (need === 'planner' && real.plan)))

export const openTenant = async (options: TenantOptions): Promise<UnderTest> =>
  real === undefined ? openLocal(options) : openReal(real)

let made = 0

const withLists = (graph: TenantClient['graph'], siteId: string) => {
  const paths: string[] = []
  return {
    async makeList(columns: readonly object[] = []): Promise<string> {
      made += 1
      const lists = `/sites/${siteId}/lists`
      const displayName = `Contract ${process.pid} ${made}`
      const answer = await graph('POST', lists, { body: { displayName, columns, list: { template: 'genericList' } } })
      if (answer.status !== 201) throw new Error(answer.text)
      const path = `${lists}/${String(answer.at('id'))}`
      paths.push(path)
      return path
    },
    async removeLists(): Promise<void> {
      for (const path of paths) await graph('DELETE', path)
    },
  }
}

const openLocal = async (options: TenantOptions): Promise<UnderTest> => {
  const client = await startClient(options)
  const { siteId, sitePath, driveId, pmoTeamId } = client.tenant.registration
  const container = { url: `https://graph.microsoft.com/v1.0/groups/${pmoTeamId}` }
  const plan = await client.graph('POST', '/planner/plans', { body: { title: 'Contract', container } })
  const { makeList } = withLists(client.graph, siteId)
  return {
    graphUrl: client.tenant.graphUrl,
    siteId,
    sitePath,
    driveId,
    person: { id: nora, mail: 'nora.pirard@opnum.example' },
    plan: plan.status === 201 ? String(plan.at('id')) : null,
    token: await client.appToken(),
    graph: client.graph,
    http: client.http,
    makeList,
    local: client,
    close: () => client.close(),
  }
}

const GRAPH = 'https://graph.microsoft.com/v1.0'

const openReal = async ({
  tenantId,
  clientId,
  clientSecret,
  sitePath,
  person,
  plan,
}: RealTenant): Promise<UnderTest> => {
  const granted = await fetch(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  })
  const token = String((await answerOf(granted)).at('access_token'))
  const http: TenantClient['http'] = async (method, address, { body, headers, token: bearer } = {}) => {
    const binary = body instanceof Uint8Array
    return answerOf(
      await fetch(address, {
        method,
        redirect: 'manual',
        headers: {
          ...(body === undefined || binary ? {} : { 'Content-Type': 'application/json' }),
          ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: binary ? Buffer.from(body) : JSON.stringify(body) }),
      }),
    )
  }
  const graph: TenantClient['graph'] = (method, path, given = {}) =>
    http(method, path.startsWith('http') ? path : GRAPH + path, { token, ...given })
  const idAt = async (path: string): Promise<string> => String(found(await graph('GET', path)).at('id'))
  const siteId = await idAt(`/sites/${sitePath}`)
  const { makeList, removeLists } = withLists(graph, siteId)
  return {
    graphUrl: GRAPH,
    siteId,
    sitePath,
    driveId: await idAt(`/sites/${siteId}/drive`),
    person: person === null ? { id: '', mail: '' } : { id: await idAt(`/users/${person}`), mail: person },
    plan,
    token,
    graph,
    http,
    makeList,
    get local(): never {
      throw new Error('This test uses switches of the local tenant without declaring that it needs them')
    },
    close: removeLists,
  }
}

const found = (answer: Answer): Answer => {
  if (answer.status !== 200) throw new Error(answer.text)
  return answer
}
