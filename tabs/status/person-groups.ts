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
  return overview.people
    .map((person) => ({
      person,
      projects: overview.projects.filter(
        (project) =>
          project.respondent === person.id &&
          fits(project) &&
          plain(`${person.name} ${project.number} ${project.title}`).includes(wanted),
      ),
    }))
    .filter(({ projects }) => projects.length > 0)
    .sort((a, b) => owing(b) - owing(a) || a.person.name.localeCompare(b.person.name, 'fr'))
}
