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
import { pageRoutes } from './pages/pages'
import { planRoutes } from './planner/plans'
import { taskRoutes } from './planner/tasks'
import type { GraphRoute } from './router'
import { subscriptionRoutes } from './subscriptions/subscriptions'
import { activityFeedRoutes } from './teams/activity-feed'
import type { AppManifest } from './teams/app-manifest'
import { appRoleRoutes } from './teams/app-roles'
import { appRoutes } from './teams/apps'
import { chatRoutes } from './teams/chats'
import { peopleRoutes } from './teams/people'
import { personDetailRoutes } from './teams/person-details'
import { refusalRoutes } from './teams/refusals'

/** Everything the tenant's Graph answers. Delta comes before items: its address would read as an item named `delta`. */
export const graphRoutes = (
  parts: DriveParts & {
    readonly chats: Chats
    readonly appManifest: AppManifest
    readonly announce: (person: TenantPerson, newMember: boolean) => void
  },
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
  ...pageRoutes(parts),
  ...chatRoutes(parts),
  ...activityFeedRoutes(parts),
  ...personDetailRoutes(parts),
  ...refusalRoutes(),
]
