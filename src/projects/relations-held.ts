import { type Relation, relationsTo, relationsToBody } from '../access/policy'
import { localDay } from '../calendar/business-days'
import { groupedBy } from '../committees/agenda/grouped-by'
import { coveredProgrammes, coveredProjects, isActiveOn, seatsOn } from '../committees/rules/coverage'
import type { Context } from '../context'
import { Bodies } from '../lists/bodies'
import { Memberships } from '../lists/committees/memberships'
import type { Row } from '../lists/kit/list'
import { Programmes } from '../lists/programmes'
import type { Projects } from '../lists/projects'

type Project = Row<typeof Projects>
type BodyRows = readonly Row<typeof Bodies>[]
type MembershipRows = readonly Row<typeof Memberships>[]
type Source = Pick<Context, 'lists' | 'clock'>

/** What somebody is to the projects that their bodies name, and to the programmes that they cover. */
interface Seats {
  readonly projects: Map<string, Set<Relation>>
  readonly programmes: Map<string, Set<Relation>>
}

interface KnownSeats {
  readonly memberships: MembershipRows
  readonly today: string
  readonly byPerson: ReadonlyMap<string, Seats>
}

/**
 * What a person is to each project: by the project and its programme, and by the bodies in which they sit today. Ask for it once
 * per request; bodies are looked at when the first project is.
 *
 * A body that names a project gives its relation whatever the confidentiality. One that covers it through its programme gives none
 * to a confidential project: PMO analysts, who may not see those, decide which programmes a body covers and who sits in it.
 */
export const relationsHeld = (ctx: Source, person: string): ((project: Project) => ReadonlySet<Relation>) => {
  let known: { readonly seats: Seats | undefined } | undefined
  return (project) => {
    known ??= { seats: seatsByPerson(ctx).get(person) }
    const programme = project.programme === null ? undefined : ctx.lists.find(Programmes, project.programme)
    const own = relationsTo(person, project, programme)
    const { seats } = known
    const named = seats?.projects.get(project.number)
    const throughProgramme = project.programme !== null && project.confidentiality !== 'confidential'
    const covered = throughProgramme ? seats?.programmes.get(project.programme) : undefined
    return named || covered ? new Set([...own, ...(named ?? []), ...(covered ?? [])]) : own
  }
}

/** By the rows as the list store handed them out, which hands out others as soon as one has changed. */
const knownSeats = new WeakMap<BodyRows, KnownSeats>()

const seatsByPerson = ({ lists, clock }: Source): ReadonlyMap<string, Seats> => {
  const bodies = lists.all(Bodies)
  const memberships = lists.all(Memberships)
  const today = localDay(clock.now())
  const known = knownSeats.get(bodies)
  if (known?.memberships === memberships && known.today === today) return known.byPerson
  const byPerson = seatsIn(bodies, memberships, today)
  knownSeats.set(bodies, { memberships, today, byPerson })
  return byPerson
}

const seatsIn = (bodies: BodyRows, memberships: MembershipRows, today: string): ReadonlyMap<string, Seats> => {
  const byBody = groupedBy(memberships, ({ body }) => body)
  const byPerson = new Map<string, Seats>()
  for (const body of bodies.filter((candidate) => isActiveOn(candidate, today))) {
    const projects = coveredProjects(body)
    const programmes = coveredProgrammes(body)
    if (projects.length + programmes.length === 0) continue
    const { members, chair, secretary } = seatsOn(body, byBody.get(body.code) ?? [], today)
    const sitting = { chair, secretary, members: members.flatMap(({ person }) => person ?? []) }
    for (const person of new Set([...sitting.members, chair, secretary])) {
      if (person === null) continue
      const seats = entry(byPerson, person, () => ({ projects: new Map(), programmes: new Map() }))
      for (const relation of relationsToBody(person, sitting)) {
        for (const number of projects) entry(seats.projects, number, () => new Set()).add(relation)
        for (const code of programmes) entry(seats.programmes, code, () => new Set()).add(relation)
      }
    }
  }
  return byPerson
}

const entry = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
