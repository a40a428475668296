import { type ComponentType, lazy } from 'react'

type Page = ComponentType<{ id: string }>

/** Pages by the first word of their address; the rest of the path is the row they show. Each is downloaded when needed. */
const loaders: Readonly<Record<string, () => Promise<{ default: Page }>>> = {
  portfolio: async () => ({ default: (await import('./portfolio/portfolio.page')).PortfolioPage }),
  project: async () => ({ default: (await import('./projects/project.page')).ProjectPage }),
  settings: async () => ({ default: (await import('./settings/settings.page')).SettingsPage }),
  cycle: async () => ({ default: (await import('./status/cycle.page')).CyclePage }),
  panel: async () => ({ default: (await import('./committees/session/panel.page')).PanelPage }),
  stage: async () => ({ default: (await import('./committees/session/stage.page')).StagePage }),
  plan: async () => ({ default: (await import('./committees/planning/plan.page')).PlanPage }),
  committees: async () => ({ default: (await import('./committees/committees.page')).CommitteesPage }),
  meetings: async () => ({ default: (await import('./committees/meetings/meetings.page')).MeetingsPage }),
  meeting: async () => ({ default: (await import('./committees/agenda/meeting.page')).MeetingPage }),
  minutes: async () => ({ default: (await import('./committees/minutes/minutes.page')).MinutesPage }),
  decisions: async () => ({ default: (await import('./committees/register/decisions.page')).DecisionsPage }),
  actions: async () => ({ default: (await import('./committees/actions/actions.page')).ActionsPage }),
}

export const pageNames: readonly string[] = Object.keys(loaders)

const pages = new Map(Object.entries(loaders).map(([name, load]) => [name, { load, Page: lazy(load) }]))

/** The page of an address and the row that it shows; undefined for a word that names none, whatever else JavaScript knows by it. */
export const pageOf = (path: string) => {
  const [name = '', ...rest] = path.split('/')
  const page = pages.get(name)
  return page && { ...page, id: rest.join('/') }
}
