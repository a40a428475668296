import type { Chats } from '../connector/chats'
import type { TenantPerson } from '../people'
import { deltaRoutes } from './lists/delta'
import { itemRoutes } from './lists/items'
import { listRoutes } from './lists/lists'
import { versionRoutes } from './lists/versions'
import type { GraphParts } from './parts'
import type { GraphRoute } from './router'
import { siteRoutes } from './sites'
import { appRoutes } from './teams/apps'
import { peopleRoutes } from './teams/people'

/** Everything the tenant's Graph answers. Delta comes before items: its address would read as an item named `delta`. */
export const graphRoutes = (
  parts: GraphParts & { chats: Chats; announce: (person: TenantPerson, newMember: boolean) => void },
): readonly GraphRoute[] => [
  ...siteRoutes(parts),
  ...listRoutes(parts),
  ...deltaRoutes(parts),
  ...itemRoutes(parts),
  ...versionRoutes(parts),
  ...peopleRoutes(parts),
  ...appRoutes(parts),
]
