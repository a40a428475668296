import type { Snapshot } from '../snapshot'
import { type Wording, wordingOf } from './wording'

/**
 * A monthly cycle is titled by its month, in the organisation's language: "novembre 2026" becomes "November 2026" for English
 * readers. A title that somebody chose stays as it is.
 */
export const localise = (snapshot: Snapshot, { format }: Wording): Snapshot => {
  const organisation = wordingOf('fr').format
  const titleOf = (code: string, title: string): string =>
    /^\d{4}-\d{2}$/.test(code) && organisation.month(code) === title ? format.month(code) : title
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
