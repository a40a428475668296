import { z } from 'zod'
import type { GraphCaller, RowReply } from '../http/caller'
import { GraphFailure } from '../http/failure'
import type { InstallOutcome, TeamsApp } from '../ports'

const catalogue = z.object({ value: z.array(z.object({ id: z.string() })) })

/** Address prefix that Graph itself uses for references; the same on every tenant. */
const GRAPH = 'https://graph.microsoft.com/v1.0'

/**
 * Proactive installation for people (GRAPH-FACTS 5.2). The app must be in the organisation's catalogue, where its id differs
 * from the manifest's, so it is looked up once.
 */
export const createTeamsApp = (caller: GraphCaller, manifestId: string | undefined): TeamsApp => {
  let catalogueId: string | undefined

  const find = async (): Promise<string | undefined> => {
    if (manifestId === undefined) return undefined
    const reply = await caller.send({
      method: 'GET',
      path: '/appCatalogs/teamsApps',
      query: { $filter: `externalId eq '${manifestId}'` },
    })
    return catalogue.parse(reply.body).value[0]?.id
  }

  const known = async (): Promise<string | undefined> => {
    catalogueId ??= await find()
    return catalogueId
  }

  return {
    catalogueId: known,
    async installFor(people) {
      if (people.length === 0) return new Map()
      const id = await known()
      if (id === undefined) return new Map(people.map((person) => [person, 'not-in-catalogue']))
      const body = { 'teamsApp@odata.bind': `${GRAPH}/appCatalogs/teamsApps/${id}` }
      const replies = await caller.batch(
        people.map((person) => ({
          method: 'POST',
          path: `/users/${encodeURIComponent(person)}/teamwork/installedApps`,
          body,
          // A second installation answers 409 and changes nothing.
          repeatable: true,
        })),
      )
      return new Map(people.map((person, at) => [person, outcomeOf(replies[at])]))
    },
  }
}

const outcomeOf = (reply: RowReply | undefined): InstallOutcome => {
  if (!(reply instanceof GraphFailure)) return reply ? 'installed' : 'unavailable'
  if (reply.code === 'conflict') return 'already'
  return reply.code === 'throttled' || reply.code === 'unavailable' ? 'unavailable' : 'refused'
}
