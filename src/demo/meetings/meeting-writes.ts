import { usualMinutes } from '../../committees/agenda/rules/found-items'
import { RANK_STEP } from '../../committees/agenda/rules/order'
import { meetingTitle } from '../../committees/meetings/meeting-title'
import { gateKey } from '../../committees/rules/gate'
import { membershipOn } from '../../committees/rules/membership'
import { Bodies } from '../../lists/bodies'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Attendances } from '../../lists/committees/attendances'
import { Meetings } from '../../lists/committees/meetings'
import { Memberships } from '../../lists/committees/memberships'
import { blankValues, type Patch, type Values } from '../../lists/kit/list'
import { patchOf } from '../../lists/kit/row'
import type { OutboxWrite } from '../../ports/outbox'
import { dayInWeek, isoDate, isoInstant } from '../dates'
import { randomOf } from '../random'
import { comingScripts } from './coming-scripts'
import { createNumbers, outcomesOf } from './outcome-writes'
import { projectScripts } from './project-scripts'
import type { ItemScript, MeetingScript } from './scripts'
import type { Member, Stage } from './stage'
import { steeringScripts } from './steering-scripts'
import { topScripts } from './top-scripts'

/** How often a body had met before the first meeting of the story. */
const earlier: Readonly<Record<string, number>> = { CODIR: 83, CI: 29, 'CP-P-005': 17, 'CP-P-031': 14, 'CP-P-037': 12 }
const EARLIER_STEERING = 8

/**
 * Past and coming meetings of the bodies that exist: attendance, items, decisions, actions. Deterministic for a day; nothing falls due
 * in the days after it, so that nobody is reminded of anything by merely starting the demo.
 */
export const meetingWrites = (
  bodies: readonly OutboxWrite[],
  idOf: (alias: string) => string,
  today: string,
): readonly OutboxWrite[] => {
  const known = new Map(
    bodies
      .filter(({ list }) => list.name === Bodies.name)
      .map(({ key, values }) => [key, { ...blankValues(Bodies), ...patchOf(Bodies, values) }]),
  )
  const members = bodies
    .filter(({ list }) => list.name === Memberships.name)
    .map(({ values }) => ({ ...blankValues(Memberships), ...patchOf(Memberships, values) }))
  const stages = stagesOf(
    [...topScripts, ...steeringScripts, ...projectScripts, ...comingScripts],
    known,
    members,
    idOf,
    today,
  )
  const numbers = createNumbers()
  return stages.flatMap((stage) => {
    const next = stages.find(({ script, number }) => script.body === stage.script.body && number === stage.number + 1)
    return [
      meetingWrite(stage, next),
      ...attendanceWrites(stage),
      ...itemWrites(stage),
      ...(isPast(stage) ? outcomesOf(stage, numbers) : []),
    ]
  })
}

const isPast = ({ script }: Stage): boolean => script.weeks < 0

/** In the order in which they were held, which is the order of the numbers. */
const stagesOf = (
  scripts: readonly MeetingScript[],
  known: ReadonlyMap<string, Stage['body']>,
  members: readonly Member[],
  idOf: (alias: string) => string,
  today: string,
): readonly Stage[] => {
  const counts = new Map<string, number>()
  return scripts
    .flatMap((script) => {
      const body = known.get(script.body)
      const start = dayInWeek(today, script.weeks, script.weekday).set({ hour: script.hour })
      return body ? [{ script, body, start }] : []
    })
    .toSorted((a, b) => a.start.toMillis() - b.start.toMillis())
    .map(({ script, body, start }) => {
      const { code } = body
      const number = (counts.get(code) ?? earlier[code] ?? EARLIER_STEERING) + 1
      counts.set(code, number)
      const sitting = membershipOn(members, code, isoDate(start))
      return { script, body, key: `${code}:${number}`, number, start, members: sitting, idOf, today }
    })
}

const holder = (members: readonly Member[], role: 'chair' | 'secretary'): string | null =>
  members.find((member) => member.role === role)?.person ?? null

const meetingWrite = (stage: Stage, next: Stage | undefined): OutboxWrite => {
  const { script, body, key, number, start, members } = stage
  const end = start.plus({ minutes: script.minutes })
  const chair = holder(members, 'chair')
  const held: Patch<typeof Meetings> = {
    state: 'held',
    openedAt: isoInstant(start.plus({ minutes: 4 })),
    closedAt: isoInstant(end),
    agendaApprovedBy: chair,
    agendaApprovedAt: isoInstant(start.minus({ days: 8 })),
    packPublishedAt: isoInstant(start.minus({ days: 5 })),
  }
  const approved: Patch<typeof Meetings> =
    next && isPast(next)
      ? {
          minutesState: 'approved',
          minutesApprovedAt: isoInstant(next.start.plus({ minutes: 10 })),
          minutesApprovedBy: chair,
          minutesApprovedIn: next.key,
        }
      : {}
  return {
    list: Meetings,
    key,
    values: {
      ...blankValues(Meetings),
      ...{ meetingKey: key, body: script.body, number, title: meetingTitle(body, number), form: 'meeting' },
      ...{ state: 'convened', startsAt: isoInstant(start), endsAt: isoInstant(end), place: script.place },
      ...{ chair, secretary: holder(members, 'secretary') },
      packDueOn: isoDate(start.minus({ days: 7 })),
      ...(isPast(stage) ? { ...held, ...approved } : {}),
    },
  }
}

/** Who votes takes part, so that the counts of a vote are those of the attendance; the others are excused. */
const attendanceWrites = (stage: Stage): readonly OutboxWrite[] => {
  const { key, members, start } = stage
  const stateOf = isPast(stage) ? pastStates(stage) : comingStates(stage)
  const chair = holder(members, 'chair')
  return members.flatMap((member): OutboxWrite[] => {
    const { person, voice, name } = member
    if (person === null) return []
    const state = stateOf(person)
    const attendanceKey = `${key}:${person}`
    const values: Values<typeof Attendances> = {
      ...blankValues(Attendances),
      ...{ attendanceKey, meeting: key, person, name, voice, state },
      ...(state === 'represented' ? { proxyTo: chair, proxyAt: isoInstant(start.minus({ days: 1 })) } : {}),
      ...(state === 'present' ? { arrivedAt: isoInstant(start) } : {}),
    }
    return [{ list: Attendances, key: attendanceKey, values }]
  })
}

type StateOf = (person: string) => Values<typeof Attendances>['state']

const comingStates = ({ key }: Stage): StateOf => {
  const random = randomOf(key)
  return () => (random() < 0.6 ? 'accepted' : 'invited')
}

/** Nearly everybody comes; where the body knows proxies, one of those who cannot may give theirs to the chair. */
const pastStates = ({ key, members, script, body }: Stage): StateOf => {
  const random = randomOf(key)
  const away = members
    .filter(({ voice, role }) => voice === 'vote' && role !== 'chair')
    .map(({ person }) => ({ person, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ person }) => person)
  const voters = members.filter(({ voice }) => voice === 'vote').length
  const votes = script.items.flatMap(({ decision }) => (decision?.votes ? [decision.votes] : []))[0]
  const excused = votes ? voters - votes.reduce((sum, count) => sum + count, 0) : random() < 0.5 ? 1 : 0
  const represented = (body.proxiesMax ?? 0) > 0 && random() < 0.3 ? 1 : 0
  return (person) => {
    const at = away.indexOf(person)
    if (at === -1 || at >= excused + represented) return 'present'
    return at < excused ? 'excused' : 'represented'
  }
}

const sourceOf = ({ title, gate }: ItemScript): Values<typeof AgendaItems>['source'] =>
  title.startsWith('Approbation') ? 'minutes' : gate ? 'gate' : 'person'

const itemWrites = (stage: Stage): readonly OutboxWrite[] => {
  const { script, key, idOf } = stage
  return script.items.map((item, index): OutboxWrite => {
    const itemKey = `${key}:${index + 1}`
    const values: Values<typeof AgendaItems> = {
      ...blankValues(AgendaItems),
      ...{ itemKey, meeting: key, rank: (index + 1) * RANK_STEP, title: item.title, kind: item.kind },
      state: isPast(stage) ? 'done' : 'accepted',
      source: sourceOf(item),
      sourceKey: item.project && item.gate ? gateKey(`${item.project}:${item.gate}`) : null,
      project: item.project ?? null,
      // The agenda of a meeting ahead is still being built: what the portfolio asks for finds room on it.
      minutes: isPast(stage) ? Math.round(script.minutes / script.items.length / 5) * 5 : usualMinutes.person,
      presenter: item.by === undefined ? holder(stage.members, 'secretary') : idOf(item.by),
      question: item.question ?? null,
      options: item.claims ? JSON.stringify(item.claims) : null,
      notes: item.notes === '' ? null : item.notes,
    }
    return { list: AgendaItems, key: itemKey, values }
  })
}
