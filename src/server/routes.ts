import { actionsRoutes } from '../committees/actions/routes'
import { packRoutes } from '../committees/agenda/pack/routes'
import { agendaRoutes } from '../committees/agenda/routes'
import { escalationRoutes } from '../committees/escalation/routes'
import { meetingsRoutes } from '../committees/meetings/routes'
import { minutesRoutes } from '../committees/minutes/routes'
import { extraordinaryRoutes } from '../committees/planning/extraordinary/routes'
import { planningRoutes } from '../committees/planning/routes'
import { registerRoutes } from '../committees/register/routes'
import { committeesRoutes } from '../committees/routes'
import { sessionRoutes } from '../committees/session/routes'
import { portfolioRoutes } from '../portfolio/routes'
import { projectRoutes } from '../projects/routes'
import { reportsRoutes } from '../reports/routes'
import type { Route } from '../route'
import { settingsRoutes } from '../settings/routes'
import { statusRoutes } from '../status/routes'

/** The routes of all slices. */
export const routes: readonly Route[] = [
  ...portfolioRoutes,
  ...projectRoutes,
  ...reportsRoutes,
  ...settingsRoutes,
  ...statusRoutes,
  ...committeesRoutes,
  ...meetingsRoutes,
  ...sessionRoutes,
  ...planningRoutes,
  ...extraordinaryRoutes,
  ...agendaRoutes,
  ...packRoutes,
  ...minutesRoutes,
  ...registerRoutes,
  ...actionsRoutes,
  ...escalationRoutes,
]
