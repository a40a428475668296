import { Absences } from './absences'
import { Bodies } from './bodies'
import { BudgetLines } from './budget-lines'
import { Actions } from './committees/actions'
import { AgendaItems } from './committees/agenda-items'
import { Attendances } from './committees/attendances'
import { Ballots } from './committees/ballots'
import { Decisions } from './committees/decisions'
import { Meetings } from './committees/meetings'
import { Memberships } from './committees/memberships'
import { MinutesComments } from './committees/minutes-comments'
import { ExceptionReports } from './exception-reports'
import { ImportBatches } from './import-batches'
import type { List } from './kit/list'
import { Milestones } from './milestones'
import { Programmes } from './programmes'
import { Projects } from './projects'
import { Publications } from './publications'
import { Settings } from './settings'
import { StatusCycles } from './status-cycles'
import { StatusReports } from './status-reports'

/** Every list of the site, in the order in which provisioning creates them. */
export const allLists: readonly List[] = [
  Settings,
  Programmes,
  Projects,
  Milestones,
  BudgetLines,
  StatusCycles,
  StatusReports,
  ExceptionReports,
  Bodies,
  Publications,
  ImportBatches,
  Absences,
  Memberships,
  Meetings,
  AgendaItems,
  Attendances,
  Decisions,
  Ballots,
  Actions,
  MinutesComments,
]
