import type { Locale } from '../../src/i18n/text'
import { sending, type Transport } from './sending'

/** A refusal or failure of the service, in the person's language, with the id that support asks for. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(
    /** HTTP status; 0 when the service could not be reached. */
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId: string | null,
    /** The whole answer, for refusals that carry more than a message (a conflict carries both values). */
    readonly body: unknown,
  ) {
    super(message)
  }
}

export interface Api {
  get<T>(path: string, signal?: AbortSignal): Promise<T>
  send<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>
  /** Downloads a file and hands it to the browser under the name the service gave. */
  download(path: string): Promise<void>
  /** Sends a file, telling how much of it has left, from 0 to 1; stopped by `signal`. */
  sendFile<T>(path: string, file: Blob, onProgress: (part: number) => void, signal: AbortSignal): Promise<T>
  /** A raw authorised request, for streams. */
  fetch(path: string, init?: RequestInit): Promise<Response>
}

type TokenSource = () => Promise<string>

/** A consent takes some seconds to be known everywhere (GRAPH-FACTS 6.1): three more tries before the person is asked again. */
const AFTER_CONSENT_MS = [1_000, 3_000, 5_000]

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * The service under `/api`, called as the signed-in person. An expired token is renewed once per request. Where Microsoft 365
 * wants the person's consent nothing has been done yet: `askConsent` asks for it, and the request is made again.
 */
export const createApi = (token: TokenSource, locale: Locale, askConsent: () => Promise<boolean>): Api => {
  const attempt = async (path: string, init: RequestInit, transport: Transport): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('Authorization', `Bearer ${await token()}`)
    headers.set('Accept-Language', locale)
    try {
      return await transport(`/api${path}`, { ...init, headers })
    } catch (cause) {
      if (init.signal?.aborted) throw cause
      throw new ApiError(0, 'unreachable', '', null, null)
    }
  }
  const request = async (path: string, init: RequestInit = {}, transport: Transport = fetch): Promise<Response> => {
    const first = await attempt(path, init, transport)
    const response = first.status === 401 ? await attempt(path, init, transport) : first
    if (response.ok) return response
    const error = await errorOf(response)
    if (error.code !== 'consent-required' || !(await askConsent())) throw error
    return afterConsent(() => attempt(path, init, transport), error)
  }
  const afterConsent = async (again: () => Promise<Response>, refusal: ApiError): Promise<Response> => {
    let error = refusal
    for (const wait of AFTER_CONSENT_MS) {
      await pause(wait)
      const response = await again()
      if (response.ok) return response
      error = await errorOf(response)
      if (error.code !== 'consent-required') break
    }
    throw error
  }
  return {
    // The service and these pages are one release: answers have the view types that both sides import.
    get: async <T>(path: string, signal?: AbortSignal) => (await request(path, { signal })).json() as Promise<T>,
    send: async <T>(method: string, path: string, body?: unknown) => {
      const response = await request(path, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body ?? {}),
      })
      return (response.status === 204 ? undefined : await response.json()) as T
    },
    sendFile: async <T>(path: string, file: Blob, onProgress: (part: number) => void, signal: AbortSignal) => {
      const headers = { 'Content-Type': 'application/octet-stream' }
      const response = await request(path, { method: 'POST', headers, body: file, signal }, sending(onProgress))
      return (await response.json()) as T
    },
    download: async (path) => saveFile(await request(path)),
    fetch: request,
  }
}

const textAt = (body: unknown, name: string): string | null => {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : null
  return typeof value === 'string' ? value : null
}

const errorOf = async (response: Response): Promise<ApiError> => {
  const body: unknown = await response.json().catch(() => null)
  const error: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : null
  const requestId = textAt(error, 'requestId') ?? response.headers.get('X-Request-Id')
  return new ApiError(
    response.status,
    textAt(error, 'code') ?? 'unavailable',
    textAt(error, 'message') ?? '',
    requestId,
    body,
  )
}

const saveFile = async (response: Response): Promise<void> => {
  const disposition = response.headers.get('Content-Disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  const plain = /filename="([^"]+)"/i.exec(disposition)?.[1]
  const url = URL.createObjectURL(await response.blob())
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = encoded ? decodeURIComponent(encoded) : (plain ?? 'gouvernail')
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
