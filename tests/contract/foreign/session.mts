import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Outcome, Setting } from './setting.ts'

export const setting: Setting = JSON.parse(readFileSync(0, 'utf8'))
const { graphUrl } = setting
const GRAPH = 'https://graph.microsoft.com/v1.0'

/** Clients insist on https and on Microsoft's host, so that their requests are led elsewhere at the last moment. */
const send = globalThis.fetch
globalThis.fetch = async (input, init) => {
  const request = new Request(input, init)
  const address = request.url.startsWith(GRAPH) ? graphUrl + request.url.slice(GRAPH.length) : request.url
  const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer())
  const response = await send(address, {
    method: request.method,
    headers: request.headers,
    redirect: request.redirect,
    ...(body === undefined ? {} : { body }),
  })
  log(request.method, address, body, response.status)
  return response
}

const log = (method: string, address: string, body: Uint8Array | undefined, status: number): void => {
  const line = { ...shown(method, address.slice(graphUrl.length)), status, ...(rowsOf(address, body) ?? {}) }
  mkdirSync(dirname(setting.logFile), { recursive: true })
  appendFileSync(setting.logFile, `${JSON.stringify(line)}\n`)
}

const shown = (method: string, relative: string): object => {
  const { pathname, searchParams } = new URL(relative, 'http://graph')
  return { method, path: decodeURIComponent(pathname), query: Object.fromEntries(searchParams) }
}

const rowsOf = (address: string, body: Uint8Array | undefined): object | undefined => {
  if (!address.endsWith('/$batch') || body === undefined) return undefined
  const { requests } = JSON.parse(new TextDecoder().decode(body))
  return {
    requests: requests.map(({ method, url }: { method: string; url: string }) =>
      shown(method, url.startsWith('/') ? url : `/${url}`),
    ),
  }
}

/** Carries out the steps one after another, each whatever became of the others, and prints what each gave. */
export const run = async (steps: Readonly<Record<string, () => Promise<unknown>>>): Promise<void> => {
  const outcomes: Record<string, Outcome> = {}
  for (const [name, step] of Object.entries(steps)) {
    try {
      outcomes[name] = { value: (await step()) ?? null }
    } catch (error) {
      const status = Reflect.get(Object(error), 'status') ?? Reflect.get(Object(error), 'responseStatusCode') ?? null
      outcomes[name] = { error: String(Reflect.get(Object(error), 'message') ?? error), status }
    }
  }
  process.stdout.write(JSON.stringify(outcomes))
}
