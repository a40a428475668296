import { z } from 'zod'

/** An answer of the HTTP API. `body` is the parsed JSON, or null; `bytes` is what was sent. */
export interface ApiAnswer<T> {
  readonly status: number
  readonly headers: Headers
  readonly body: T
  readonly bytes: Uint8Array
}

/** The HTTP API as one person calls it. Paths begin with `/api`. A test names the view type that it expects to read. */
export interface ApiClient {
  get<T = unknown>(path: string, headers?: Record<string, string>): Promise<ApiAnswer<T>>
  post<T = unknown>(path: string, body?: unknown): Promise<ApiAnswer<T>>
  patch<T = unknown>(path: string, body?: unknown): Promise<ApiAnswer<T>>
  delete<T = unknown>(path: string, body?: unknown): Promise<ApiAnswer<T>>
  /** The token that Teams would give this person's tab. */
  token(): Promise<string>
}

const Token = z.object({ accessToken: z.string() })

export const apiClient = (origin: string, tenantOrigin: string, persona: string): ApiClient => {
  let known: Promise<string> | undefined
  const token = (): Promise<string> => {
    known ??= signIn(tenantOrigin, persona)
    return known
  }
  const send = async <T>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<T>> => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { Authorization: `Bearer ${await token()}`, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const isJson = response.headers.get('Content-Type')?.includes('json') && bytes.length > 0
    // The view type is what the test expects; its assertions are what checks it.
    const parsed = (isJson ? JSON.parse(new TextDecoder().decode(bytes)) : null) as T
    return { status: response.status, headers: response.headers, body: parsed, bytes }
  }
  return {
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body) => send('POST', path, body ?? {}),
    patch: (path, body) => send('PATCH', path, body ?? {}),
    delete: (path, body) => send('DELETE', path, body),
    token,
  }
}

const signIn = async (tenantOrigin: string, persona: string): Promise<string> => {
  const response = await fetch(`${tenantOrigin}/_tenant/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  return Token.parse(await response.json()).accessToken
}
