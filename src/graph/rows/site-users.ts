import { z } from 'zod'
import type { Directory, Log } from '../../context'
import type { GraphCaller } from '../http/caller'
import { GraphFailure } from '../http/failure'
import type { SiteUserOf } from '../row-mapping'

const userItem = z.object({
  id: z.string(),
  fields: z.object({ EMail: z.string().optional(), UserName: z.string().optional() }).optional(),
})

export interface SiteUsers {
  readonly siteUser: SiteUserOf
  /** Reads the User Information List again. Failing is no harm: person columns are best effort. */
  refresh(siteId: string, userList: string): Promise<void>
}

/**
 * Site user ids of people. They come from the site's User Information List, which holds only those who have touched the
 * site, knows no Entra object id, and cannot be added to through Graph (GRAPH-FACTS 1.4): people are matched by address.
 */
export const createSiteUsers = (caller: GraphCaller, directory: Directory, log: Log): SiteUsers => {
  let byAddress: ReadonlyMap<string, number> = new Map()
  return {
    siteUser(person) {
      const mail = directory.person(person)?.mail
      return mail === undefined ? undefined : byAddress.get(mail.toLowerCase())
    },
    async refresh(siteId, userList) {
      try {
        const found = await caller.all({
          method: 'GET',
          path: `/sites/${siteId}/lists/${userList}/items`,
          query: { $expand: 'fields($select=EMail,UserName)' },
        })
        byAddress = new Map(found.flatMap((one) => addressesOf(one)))
      } catch (error) {
        if (!(error instanceof GraphFailure)) throw error
        log.warn({ code: error.code, requestId: error.detail.requestId }, 'Site users could not be read')
      }
    },
  }
}

const addressesOf = (item: unknown): readonly (readonly [string, number])[] => {
  const { id, fields } = userItem.parse(item)
  return [fields?.EMail, fields?.UserName]
    .filter((address) => address !== undefined && address !== '')
    .map((address) => [String(address).toLowerCase(), Number(id)])
}
