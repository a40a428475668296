import type { CycleOverview, CyclePerson, CycleProject } from '../../src/status/cycle-view'

export const shownKinds = ['awaited', 'answered', 'all'] as const
export type Shown = (typeof shownKinds)[number]

/** One manager with the projects of theirs that the filter keeps. */
export interface PersonGroup {
  readonly person: CyclePerson
  readonly projects: readonly CycleProject[]
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Managers with the projects to show, those who owe most first; a search looks at names, numbers and titles. */
export const groupsOf = (
  overview: Pick<CycleOverview, 'people' | 'projects'>,
  shown: Shown,
  search: string,
): readonly PersonGroup[] => {
  const wanted = plain(search.trim())
  const fits = (project: CycleProject): boolean =>
    shown === 'all' || (shown === 'answered') === (project.state === 'answered')
  const owing = ({ person }: PersonGroup): number => person.owed - person.answered
  const theirs = new Map<string | null, CycleProject[]>(overview.people.map(({ id }) => [id, []]))
  for (const project of overview.projects) if (fits(project)) theirs.get(project.respondent)?.push(project)
  return overview.people
    .map((person) => ({
      person,
      projects: (theirs.get(person.id) ?? []).filter((project) =>
        plain(`${person.name} ${project.number} ${project.title}`).includes(wanted),
      ),
    }))
    .filter(({ projects }) => projects.length > 0)
    .sort((a, b) => owing(b) - owing(a) || a.person.name.localeCompare(b.person.name, 'fr'))
}

/** Managers whose rows are drawn at first, and more at each request: thousands at once would freeze the page. */
export const GROUPS_AT_ONCE = 100

/** The first groups, and how many the next request would add. */
export const firstOf = (
  groups: readonly PersonGroup[],
  most: number,
): { readonly drawn: readonly PersonGroup[]; readonly next: number } => ({
  drawn: groups.slice(0, most),
  next: Math.min(GROUPS_AT_ONCE, Math.max(0, groups.length - most)),
})
