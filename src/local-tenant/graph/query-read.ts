import { GraphError } from './exchange'

/** Query options of OData that Graph knows: those that decide which rows come and in which order, and the others. */
const DECISIVE = ['$deltatoken', '$filter', '$orderby', '$search', '$skip', '$skiptoken', '$top']
const KNOWN = [...DECISIVE, '$count', '$expand', '$format', '$select']

/** The query of a call, which remembers what was read of it: an option that is passed over in silence would look like one that works. */
export class QueryRead extends Map<string, string> {
  readonly #read = new Set<string>()

  override get(name: string): string | undefined {
    this.#read.add(name)
    return super.get(name)
  }

  refuseUnknown(): void {
    const unknown = [...this.keys()].find((name) => name.startsWith('$') && !KNOWN.includes(name.toLowerCase()))
    if (unknown !== undefined)
      throw new GraphError(400, 'BadRequest', `The query parameter '${unknown}' is not supported.`)
  }

  refuseUnread(path: string): void {
    const unread = [...this.keys()].find((name) => DECISIVE.includes(name.toLowerCase()) && !this.#read.has(name))
    if (unread !== undefined) {
      const text = `The local tenant does not implement ${unread} on GET ${path}. See docs/local-tenant.md.`
      throw new GraphError(501, 'notImplemented', text)
    }
  }
}
