import { z } from 'zod'
import type { GraphCaller } from '../http/caller'

const listInfo = z.object({
  id: z.string(),
  name: z.string().optional(),
  displayName: z.string(),
  webUrl: z.string().optional(),
})

/** The lists of a site by their names. */
export interface SiteLists {
  idOf(name: string): string | undefined
  /** Address of the hidden User Information List: its id, or its English title when the site does not list it. */
  readonly userList: string
}

/**
 * Reads which lists the site has. `name` is the part of the address, which never changes, so it comes before `displayName`,
 * which people may edit. Hidden lists are shown because `system` is selected; the User Information List is known by its
 * address, because its title is in the site's language.
 */
export const readSiteLists = async (caller: GraphCaller, siteId: string): Promise<SiteLists> => {
  const found = await caller.all({
    method: 'GET',
    path: `/sites/${siteId}/lists`,
    query: { $select: 'id,name,displayName,webUrl,system' },
  })
  const lists = found.map((one) => listInfo.parse(one))
  const byDisplayName = new Map(lists.map((one) => [one.displayName, one.id]))
  const byName = new Map(lists.map((one) => [one.name ?? one.displayName, one.id]))
  const users = lists.find(({ webUrl, displayName }) => isUserList(webUrl ?? '') || displayName === USER_LIST)
  return {
    idOf: (name) => byName.get(name) ?? byDisplayName.get(name),
    userList: users?.id ?? encodeURIComponent(USER_LIST),
  }
}

const USER_LIST = 'User Information List'
const isUserList = (webUrl: string): boolean => /\/_catalogs\/users\/?(simple\.aspx)?$/i.test(webUrl)
