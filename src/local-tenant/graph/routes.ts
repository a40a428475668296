import type { Chats } from '../connector/chats'
import type { TenantPerson } from '../people'
import type { DriveParts } from './drives/drive-body'
import { driveRoutes } from './drives/drives'
import { deltaRoutes } from './items/delta'
import { itemRoutes } from './items/items'
import { versionRoutes } from './items/versions'
import { columnRoutes } from './lists/column-routes'
import { listRoutes } from './lists/lists'
import { siteGrantRoutes } from './lists/site-grants'
import { siteRoutes } from './lists/sites'
import { eventRoutes } from './outlook/events'
import { scheduleRoutes } from './outlook/get-schedule'
import { onlineMeetingRoutes } from './outlook/online-meetings'
import { roomRoutes } from './outlook/rooms'
import { planRoutes } from './planner/plans'
import { taskRoutes } from './planner/tasks'
import type { GraphRoute } from './router'
import { subscriptionRoutes } from './subscriptions/subscriptions'
import { appRoleRoutes } from './teams/app-roles'
import { appRoutes } from './teams/apps'
import { peopleRoutes } from './teams/people'

/** Everything the tenant's Graph answers. Delta comes before items: its address would read as an item named `delta`. */
export const graphRoutes = (
  parts: DriveParts & { readonly chats: Chats; readonly announce: (person: TenantPerson, newMember: boolean) => void },
): readonly GraphRoute[] => [
  ...siteRoutes(parts),
  ...listRoutes(parts),
  ...columnRoutes(parts),
  ...deltaRoutes(parts),
  ...itemRoutes(parts),
  ...versionRoutes(parts),
  ...driveRoutes(parts),
  ...peopleRoutes(parts),
  ...appRoutes(parts),
  ...appRoleRoutes(parts),
  ...siteGrantRoutes(parts),
  ...eventRoutes(parts),
  ...scheduleRoutes(parts),
  ...onlineMeetingRoutes(parts),
  ...roomRoutes(parts),
  ...subscriptionRoutes(parts),
  ...planRoutes(parts),
  ...taskRoutes(parts),
]
