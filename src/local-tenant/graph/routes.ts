import type { Chats } from '../connector/chats'
import type { TenantPerson } from '../people'
import { appRoleRoutes } from './app-roles'
import type { DriveParts } from './drives/drive-body'
import { driveRoutes } from './drives/drives'
import { deltaRoutes } from './lists/delta'
import { itemRoutes } from './lists/items'
import { listRoutes } from './lists/lists'
import { versionRoutes } from './lists/versions'
import type { GraphRoute } from './router'
import { siteRoutes } from './sites'
import { appRoutes } from './teams/apps'
import { peopleRoutes } from './teams/people'

/** Everything the tenant's Graph answers. Delta comes before items: its address would read as an item named `delta`. */
export const graphRoutes = (
  parts: DriveParts & { readonly chats: Chats; readonly announce: (person: TenantPerson, newMember: boolean) => void },
): readonly GraphRoute[] => [
  ...siteRoutes(parts),
  ...listRoutes(parts),
  ...deltaRoutes(parts),
  ...itemRoutes(parts),
  ...versionRoutes(parts),
  ...driveRoutes(parts),
  ...peopleRoutes(parts),
  ...appRoutes(parts),
  ...appRoleRoutes(parts),
]
