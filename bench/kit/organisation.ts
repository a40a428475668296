import { createHash } from 'node:crypto'
import { demoOrganisation, type Organisation } from '../../src/demo/organisation'
import { people, type TenantPerson } from '../../src/local-tenant/people'

/** An organisation of any size, and everybody whom its directory must know. */
export interface Sized {
  readonly organisation: Organisation
  readonly people: readonly TenantPerson[]
}

const aliasOf = (address: string): string => address.split('@')[0] ?? ''

const twin = (person: TenantPerson, copy: number): TenantPerson => {
  if (copy === 0) return person
  const hash = createHash('sha256').update(`${person.id}/${copy}`).digest('hex')
  const id = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  return { ...person, id, userPrincipalName: person.userPrincipalName.replace('@', `.${copy}@`) }
}

const named = (alias: string, copy: number): string => (copy === 0 ? alias : `${alias}.${copy}`)

const COPY = /-c\d+$/

/** The project of the demo that a project of a larger organisation is a copy of. */
export const originalOf = (project: string): string => project.replace(COPY, '')

const managers: ReadonlySet<string> = new Set(demoOrganisation.projects.map(({ manager }) => manager))

const copied = (times: number, pastCycles: number, managerOf: (alias: string, copy: number, index: number) => string) =>
  ({
    ...demoOrganisation,
    pastCycles,
    projects: Array.from({ length: times }, (_, copy) =>
      demoOrganisation.projects.map((project, index) => ({
        ...project,
        number: copy === 0 ? project.number : `${project.number}-c${copy}`,
        manager: managerOf(project.manager, copy, index),
      })),
    ).flat(),
  }) satisfies Organisation

/** The demo organisation `times` over, with as many managers more. */
export const scaled = (times: number, pastCycles: number): Sized => ({
  organisation: copied(times, pastCycles, named),
  people: Array.from({ length: times }, (_, copy) =>
    people
      .filter(({ userPrincipalName }) => copy === 0 || managers.has(aliasOf(userPrincipalName)))
      .map((person) => twin(person, copy)),
  ).flat(),
})

/** The demo organisation `times` over, each project with a manager of its own. */
export const oneProjectEach = (times: number, pastCycles: number): Sized => {
  const extra = new Map<string, TenantPerson>()
  const organisation = copied(times, pastCycles, (alias, copy, index) => {
    const number = 1 + copy * demoOrganisation.projects.length + index
    const person = people.find(({ userPrincipalName }) => aliasOf(userPrincipalName) === alias)
    if (!person) throw new Error(`the demo names ${alias}, whom the directory does not know`)
    extra.set(named(alias, number), twin(person, number))
    return named(alias, number)
  })
  return { organisation, people: [...people, ...extra.values()] }
}
