import { startTenant, type Tenant, type TenantOptions } from '../../src/local-tenant/tenant'

/** An answer read once. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Reads into the JSON body: `at('error', 'code')`, `at('value', 0, 'id')`. Undefined when there is nothing there. */
  at(...path: (string | number)[]): unknown
  readonly text: string
}

const into = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  )

export const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = undefined
  }
  return { status: response.status, headers: response.headers, at: (...path) => into(body, path), text }
}

interface CallOptions {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly token?: string
}

/** A tenant of its own and a plain HTTP client that holds its tokens. */
export interface TenantClient {
  readonly tenant: Tenant
  /** Below `/v1.0`, with the application's token unless told otherwise. */
  graph(method: string, path: string, options?: CallOptions): Promise<Answer>
  /** Anywhere on the tenant, without a token unless given. */
  http(method: string, path: string, options?: CallOptions): Promise<Answer>
  /** The token endpoint. */
  token(form: Readonly<Record<string, string>>): Promise<Answer>
  appToken(scope?: string): Promise<string>
  /** Graph token on behalf of a person. */
  personToken(persona: string): Promise<string>
  ssoToken(persona: string): Promise<string>
  close(): Promise<void>
}

export const ines = 'dd7b057b-924e-43b4-8a59-729b4022925e'
export const nora = '28c1e7ac-cecc-402b-8f36-be9b683e254e'
export const philippe = '4c294f8a-46de-4251-8f2a-c1fc94e8561e'

export const startClient = async (options: TenantOptions = {}): Promise<TenantClient> => {
  const tenant = await startTenant(options)
  const { clientId, clientSecret, tenantId } = tenant.registration
  const http = async (method: string, path: string, { body, headers, token }: CallOptions = {}): Promise<Answer> => {
    const binary = body instanceof Uint8Array
    const response = await fetch(path.startsWith('http') ? path : `${tenant.origin}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined || binary ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: binary ? Buffer.from(body) : JSON.stringify(body) }),
    })
    return answerOf(response)
  }
  const token = async (form: Readonly<Record<string, string>>): Promise<Answer> =>
    answerOf(
      await fetch(`${tenant.origin}/${tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form }),
      }),
    )
  const appToken = async (scope = 'https://graph.microsoft.com/.default'): Promise<string> =>
    String((await token({ grant_type: 'client_credentials', scope })).at('access_token'))
  const ssoToken = async (persona: string): Promise<string> =>
    String((await http('POST', '/_tenant/token', { body: { persona } })).at('accessToken'))
  const application = await appToken()
  return {
    tenant,
    http,
    token,
    appToken,
    ssoToken,
    personToken: async (persona) =>
      String(
        (
          await token({
            grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
            requested_token_use: 'on_behalf_of',
            scope: 'https://graph.microsoft.com/.default',
            assertion: await ssoToken(persona),
          })
        ).at('access_token'),
      ),
    graph: (method, path, given = {}) =>
      http(method, path.startsWith('http') ? path : `/v1.0${path}`, { token: application, ...given }),
    close: () => tenant.close(),
  }
}

/** A list with one column of each kind that the tests write; returns its path. */
export const makeList = async (
  { graph, tenant }: TenantClient,
  displayName: string,
  columns: readonly object[] = [],
): Promise<string> => {
  const lists = `/sites/${tenant.registration.siteId}/lists`
  const made = await graph('POST', lists, { body: { displayName, columns, list: { template: 'genericList' } } })
  if (made.status !== 201) throw new Error(made.text)
  return `${lists}/${String(made.at('id'))}`
}
