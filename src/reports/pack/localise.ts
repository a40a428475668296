import { cycleTitle } from '../../status/rules/cycle-title'
import type { Snapshot } from '../snapshot'
import type { Wording } from './wording'

/** The titles of the cycles in the language of the report. */
export const localise = (snapshot: Snapshot, { format }: Wording): Snapshot => {
  const titleOf = (code: string, title: string): string => cycleTitle({ code, title }, format)
  const { cycle } = snapshot
  return {
    ...snapshot,
    cycle: { ...cycle, title: titleOf(cycle.code, cycle.title) },
    history: snapshot.history.map((each) => ({ ...each, title: titleOf(each.cycle, each.title) })),
    projects: snapshot.projects.map((project) => ({
      ...project,
      previous: project.previous && {
        ...project.previous,
        title: titleOf(project.previous.cycle, project.previous.title),
      },
    })),
  }
}
