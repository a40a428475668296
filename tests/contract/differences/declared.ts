import type { Differences } from '../../../src/local-tenant/differences'
import type { Need, UnderTest } from '../facts/under-test'

/** One thing that nobody has confirmed, with the ways in which it may turn out. */
interface Difference<Name extends keyof Differences> {
  /** In the words of GRAPH-FACTS 14. */
  readonly question: string
  readonly settings: readonly Differences[Name][]
  /** What observing needs besides a site. */
  readonly needs: readonly Need[]
  /** Which setting the tenant has. */
  readonly observe: (on: UnderTest) => Promise<unknown>
}

const MEBIBYTE = 1_048_576
const json = { 'Content-Type': 'application/json' }
const create = ({ graph }: UnderTest, list: string, fields: object, headers: Record<string, string> = {}) =>
  graph('POST', `${list}/items`, { body: { fields }, headers })
const count = async ({ graph }: UnderTest, list: string, filter: string) =>
  graph('GET', `${list}/items?${new URLSearchParams({ $filter: filter })}`)

/** Creates items in batches of twenty. */
const fill = async ({ graph }: UnderTest, list: string, many: number): Promise<void> => {
  for (let start = 0; start < many; start += 20) {
    const requests = Array.from({ length: Math.min(20, many - start) }, (_, at) => ({
      id: String(at),
      method: 'POST',
      url: `${list}/items`,
      headers: json,
      body: { fields: { Title: String(start + at) } },
    }))
    await graph('POST', '/$batch', { body: { requests } })
  }
}

const invite = (on: UnderTest, more: object) =>
  on.graph('POST', `/users/${on.person.id}/events`, {
    body: {
      subject: 'Contract',
      start: { dateTime: '2027-06-07T09:00:00', timeZone: 'UTC' },
      end: { dateTime: '2027-06-07T10:00:00', timeZone: 'UTC' },
      ...more,
    },
  })

/**
 * GRAPH-FACTS 14 as a table. Two of its points are not here, because no answer of a service differs: which card version a phone
 * draws, and how many recipients a targeted meeting notification takes (the product sends none, and the tenant answers 501).
 */
export const differences: { readonly [Name in keyof Differences]: Difference<Name> } = {
  staleItem: {
    question: 'Exact body and status for an item’s 412',
    settings: ['resourceModified', 'preconditionFailed', 'conflict'],
    needs: [],
    async observe(on) {
      const list = await on.makeList()
      await create(on, list, { Title: 'x' })
      const headers = { 'If-Match': '"00000000-0000-4000-8000-000000000000,9"' }
      const refused = await on.graph('PATCH', `${list}/items/1/fields`, { body: { Title: 'y' }, headers })
      return refused.status === 409 ? 'conflict' : refused.at('error', 'code')
    },
  },
  takenValue: {
    question: 'Exact body and status for violations of enforceUniqueValues',
    settings: ['invalidRequest', 'nameAlreadyExists', 'generalException'],
    needs: [],
    async observe(on) {
      const list = await on.makeList([{ name: 'Code', text: {}, indexed: true, enforceUniqueValues: true }])
      await create(on, list, { Code: 'x' })
      return (await create(on, list, { Code: 'x' })).at('error', 'code')
    },
  },
  unknownField: {
    question: 'Exact body and status for unknown field names',
    settings: ['invalidRequest', 'generalException'],
    needs: [],
    async observe(on) {
      return (await create(on, await on.makeList(), { Nowhere: 'x' })).at('error', 'code')
    },
  },
  lookupLiteral: {
    question: 'Whether an int or a string literal is canonical in $filter=fields/XLookupId eq',
    settings: ['either', 'text', 'number'],
    needs: [],
    async observe(on) {
      const parents = await on.makeList()
      await create(on, parents, { Title: 'parent' })
      const lookup = { listId: parents.split('/').at(-1), columnName: 'Title' }
      const list = await on.makeList([{ name: 'Parent', indexed: true, lookup }])
      await create(on, list, { ParentLookupId: 1 })
      const text = (await count(on, list, "fields/ParentLookupId eq '1'")).at('value', 'length') === 1
      const number = (await count(on, list, 'fields/ParentLookupId eq 1')).at('value', 'length') === 1
      if (text && number) return 'either'
      return text ? 'text' : number ? 'number' : 'neither'
    },
  },
  repeatedTransaction: {
    question: 'Status of a duplicate transactionId',
    settings: ['existing', 'conflict'],
    needs: ['calendar'],
    async observe(on) {
      const transactionId = crypto.randomUUID()
      const first = await invite(on, { transactionId })
      const second = await invite(on, { transactionId })
      await on.graph('DELETE', `/users/${on.person.id}/events/${String(first.at('id'))}`)
      if (second.status === 409) return 'conflict'
      return second.at('id') === first.at('id') ? 'existing' : 'a second event'
    },
  },
  mostAttendees: {
    question: 'Most attendees through Graph, against the limits of Exchange',
    settings: [500, 20],
    // It would send hundreds of invitations.
    needs: ['switches'],
    async observe(on) {
      const attendees = (many: number) =>
        Array.from({ length: many }, (_, at) => ({
          emailAddress: { address: `a${at}@elsewhere.example` },
          type: 'required',
        }))
      for (const most of [500, 20]) {
        const [within, beyond] = [
          await invite(on, { attendees: attendees(most) }),
          await invite(on, { attendees: attendees(most + 1) }),
        ]
        if (within.status === 201 && beyond.status === 400) return most
      }
      return 'no such limit'
    },
  },
  botAnswerMs: {
    question: 'Deadlines of the invokes task/* and adaptiveCard/action',
    settings: [15_000, 5_000],
    // Told by the control API alone: waiting for it would take as long as it is.
    needs: ['switches', 'bot'],
    observe: async ({ local }) => local.tenant.faults.current.botAnswerMs,
  },
  simpleUploadBytes: {
    question: 'Largest PUT of a file’s content (4 MB old, 250 MB current)',
    settings: [250 * MEBIBYTE, 4 * MEBIBYTE],
    needs: [],
    async observe({ graph, driveId }) {
      const path = `/drives/${driveId}/root:/contract/${crypto.randomUUID()}.bin:/content`
      const sent = await graph('PUT', path, { body: new Uint8Array(4 * MEBIBYTE + 1) })
      if (sent.status !== 201) return 4 * MEBIBYTE
      await graph('DELETE', `/drives/${driveId}/items/${String(sent.at('id'))}`)
      return 250 * MEBIBYTE
    },
  },
  hyperlinkWrites: {
    question: 'Whether Prefer: apiversion=2.1 stays supported for hyperlink writes',
    settings: [true, false],
    needs: [],
    async observe(on) {
      const list = await on.makeList([{ name: 'Link', hyperlinkOrPicture: {} }])
      const link = { Url: 'https://example.org', Description: 'x' }
      return (await create(on, list, { Link: link }, { Prefer: 'apiversion=2.1' })).status === 201
    },
  },
  largestPage: {
    question: 'Largest page of list items',
    settings: [5_000, 200],
    needs: [],
    async observe(on) {
      const list = await on.makeList()
      await fill(on, list, 201)
      const page = await on.graph('GET', `${list}/items?$top=5000`)
      return page.at('@odata.nextLink') === undefined ? 5_000 : page.at('value', 'length')
    },
  },
  twoIndexed: {
    question: 'Two indexed predicates above 5 000 rows',
    settings: ['allowed', 'refused'],
    // A list of more than 5 000 rows takes too long to make on a real tenant.
    needs: ['switches'],
    async observe(on) {
      const list = await on.makeList(['A', 'B'].map((name) => ({ name, text: {}, indexed: true })))
      for (const A of ['x', 'y', 'z']) await create(on, list, { A, B: 'b' })
      on.local.tenant.faults.set({ viewThreshold: 2 })
      const answer = await count(on, list, "fields/A eq 'x' and fields/B eq 'b'")
      return answer.status === 200 ? 'allowed' : 'refused'
    },
  },
  columnRole: {
    question: 'Least role of Sites.Selected for creating columns',
    settings: ['fullcontrol', 'owner', 'write'],
    needs: ['identities'],
    async observe(on) {
      const list = await on.makeList()
      for (const role of ['write', 'owner', 'fullcontrol']) {
        on.local.tenant.consent({ roles: ['Sites.FullControl.All'] })
        const application = { id: on.local.tenant.registration.clientId, displayName: 'Gouvernail' }
        await on.graph('POST', `/sites/${on.siteId}/permissions`, {
          body: { roles: [role], grantedToIdentities: [{ application }] },
          token: await on.local.appToken(),
        })
        on.local.tenant.consent({ roles: ['Sites.Selected'] })
        const made = await on.graph('POST', `${list}/columns`, {
          body: { name: `By${role}`, text: {} },
          token: await on.local.appToken(),
        })
        if (made.status === 201) return role
      }
      return 'none'
    },
  },
}
