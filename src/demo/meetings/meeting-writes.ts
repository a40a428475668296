import type { DateTime } from 'luxon'
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
import type { MeetingScript } from './scripts'
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
  const known = new Map(bodies.filter(({ list }) => list.name === Bodies.name).map(({ key, values }) => [key, values]))
  const members = bodies
    .filter(({ list }) => list.name === Memberships.name)
    .map(({ values }) => ({ ...blankValues(Memberships), ...patchOf(Memberships, values) }))
  const stages = stagesOf(
    [...topScripts, ...steeringScripts, ...projectScripts, ...comingScripts],
    new Set(known.keys()),
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
  known: ReadonlySet<string>,
  members: readonly Member[],
  idOf: (alias: string) => string,
  today: string,
): readonly Stage[] => {
  const counts = new Map<string, number>()
  return scripts
    .filter(({ body }) => known.has(body))
    .map((script) => ({ script, start: dayInWeek(today, script.weeks, script.weekday).set({ hour: script.hour }) }))
    .toSorted((a, b) => a.start.toMillis() - b.start.toMillis())
    .map(({ script, start }) => {
      const { body } = script
      const number = (counts.get(body) ?? earlier[body] ?? EARLIER_STEERING) + 1
      counts.set(body, number)
      const sitting = membershipOn(members, body, isoDate(start))
      return { script, key: `${body}:${number}`, number, start, members: sitting, idOf, today }
    })
}

const titleOf = (number: number, start: DateTime): string =>
  `Réunion n°\u00a0${number} du ${start.day === 1 ? '1er' : start.day} ${start.setLocale('fr').toFormat('MMMM yyyy')}`

const holder = (members: readonly Member[], role: 'chair' | 'secretary'): string | null =>
  members.find((member) => member.role === role)?.person ?? null

const meetingWrite = (stage: Stage, next: Stage | undefined): OutboxWrite => {
  const { script, key, number, start, members } = stage
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
      ...{ meetingKey: key, body: script.body, number, title: titleOf(number, start), form: 'meeting' },
      ...{ state: 'convened', startsAt: isoInstant(start), endsAt: isoInstant(end), place: script.place },
      ...{ chair, secretary: holder(members, 'secretary') },
      packDueOn: isoDate(start.minus({ days: 5 })),
      ...(isPast(stage) ? { ...held, ...approved } : {}),
    },
  }
}

/** Nearly everybody comes; who cannot gives a proxy to the chair where there is one, or is excused. */
const attendanceWrites = (stage: Stage): readonly OutboxWrite[] => {
  const { key, members, start } = stage
  const random = randomOf(key)
  const chair = holder(members, 'chair')
  return members.flatMap((member): OutboxWrite[] => {
    const { person, role, voice, name } = member
    if (person === null) return []
    const chance = random()
    const mustCome = role === 'chair' || role === 'secretary'
    const state = isPast(stage)
      ? mustCome || chance < 0.8
        ? 'present'
        : voice === 'vote' && chance < 0.9
          ? 'represented'
          : 'excused'
      : chance < 0.6
        ? 'accepted'
        : 'invited'
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

const itemWrites = (stage: Stage): readonly OutboxWrite[] => {
  const { script, key, idOf } = stage
  return script.items.map((item, index): OutboxWrite => {
    const itemKey = `${key}:${index + 1}`
    const values: Values<typeof AgendaItems> = {
      ...blankValues(AgendaItems),
      ...{ itemKey, meeting: key, rank: index + 1, title: item.title, kind: item.kind },
      state: isPast(stage) ? 'done' : 'accepted',
      source: item.title.startsWith('Approbation') ? 'minutes' : 'person',
      project: item.project ?? null,
      minutes: Math.round(script.minutes / script.items.length / 5) * 5,
      presenter: item.by === undefined ? holder(stage.members, 'secretary') : idOf(item.by),
      question: item.question ?? null,
      notes: item.notes === '' ? null : item.notes,
    }
    return { list: AgendaItems, key: itemKey, values }
  })
}
