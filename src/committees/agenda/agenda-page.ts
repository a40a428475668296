import type { Actor } from '../../access/actor'
import { localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Attendances } from '../../lists/committees/attendances'
import { Meetings } from '../../lists/committees/meetings'
import { Projects } from '../../lists/projects'
import { findProject } from '../../projects/find-project'
import { calendarIn, settingsOf } from '../../settings/settings'
import { standInsFor } from '../approver'
import type { PersonName } from '../bodies-view'
import { claimsIn } from '../escalation/arbitration'
import { favourable, optionsView } from '../escalation/option-projects'
import { exceptionsBehind } from '../escalation/targets'
import { dayOf } from '../meetings/find-meeting'
import { linesOf } from '../rules/coverage'
import { bySeat } from '../rules/membership'
import type { AgendaItemView, AgendaRights, AgendaView, InvitedView, PackVersion } from './agenda-view'
import { projectsOf } from './covered'
import { expectedView } from './expected/expected-view'
import { type AgendaItem, type FoundAgenda, findAgenda, isGuestOf, isOpenForItems } from './find-agenda'
import { versionsOf } from './pack/pack-file'
import { agendaDates } from './rules/agenda-calendar'
import { isOnAgenda } from './rules/item-states'
import { needsPaper, papersIn } from './rules/papers'
import { timingOf } from './rules/timing'

/** The agenda as this person may see it, from the replica; undefined when they may not know of it. */
export const agendaPage = async (ctx: Context, actor: Actor, key: string): Promise<AgendaView | undefined> => {
  const agenda = findAgenda(ctx, actor, key)
  if (!agenda?.may('agenda.read')) return undefined
  const { meeting, body, full, items: mine, may } = agenda
  const on = mine.filter(({ state }) => isOnAgenda(state))
  const timing = timesOf(ctx, agenda, on)
  const rights = rightsOn(agenda)
  const view = (item: AgendaItem, startsAt: string | null): AgendaItemView => ({
    ...itemView(ctx, actor, item, startsAt),
    maySupply: rights.edit || (isOpenForItems(meeting) && may('agenda.supply') && isGuestOf(item, actor.person)),
  })
  const { meetingKey, number, title, state, startsAt, endsAt, place, joinUrl } = meeting
  const freshness = ctx.lists.freshness(AgendaItems)
  // Whoever only put something forward, or was a guest once, is not let into the meeting by it.
  const isExpected = full !== null || (on.length > 0 && isOpenForItems(meeting))
  const isWaiting = meeting.agendaApprovedAt === null && isOpenForItems(meeting)
  return {
    meeting: {
      ...{ meetingKey, number, title, state, startsAt, endsAt, place },
      joinUrl: isExpected ? joinUrl : null,
      body: body.code,
      bodyTitle: body.title,
    },
    reader: full ? 'all' : 'guest',
    isOpen: isOpenForItems(meeting),
    may: rights,
    items: on.map((item) => view(item, timing.starts.get(item.itemKey) ?? null)),
    proposals: mine.filter((item) => item.state === 'proposed').map((item) => view(item, null)),
    aside: rights.edit ? mine.filter((item) => isAside(item)).map((item) => view(item, null)) : [],
    timing: timing.sum,
    approval:
      full && meeting.agendaApprovedAt !== null
        ? { at: meeting.agendaApprovedAt, by: nameOf(ctx, meeting.agendaApprovedBy) }
        : null,
    standIns: full && isWaiting ? await standInsFor(ctx, meeting, 'agenda') : null,
    pack: full ? packOf(ctx, agenda) : null,
    invited: full ? invitedTo(ctx, agenda) : [],
    expected: full && meeting.state === 'convened' ? expectedView(ctx, full) : null,
    people: rights.edit || rights.propose ? peopleOf(ctx) : [],
    favourable: rights.edit ? favourable(ctx, actor) : [],
    projects: rights.propose ? projectChoices(ctx, actor, agenda) : [],
    freshness: { syncedAt: freshness.syncedAt, stale: freshness.failure !== null },
  }
}

const isAside = ({ state }: AgendaItem): boolean => state === 'postponed' || state === 'withdrawn'

/** Times count every item on the agenda, also those that this person does not see. */
const timesOf = (ctx: Context, { meeting, full, items }: FoundAgenda, on: readonly AgendaItem[]) => {
  const all = full ? on : allOn(ctx, meeting.meetingKey)
  const { starts, planned, available, over } = timingOf(all, meeting.startsAt, meeting.endsAt)
  const sum = full ? { planned, available, over } : { planned: 0, available: null, over: 0 }
  const seen = new Set(items.map(({ itemKey }) => itemKey))
  const known = all.flatMap(({ itemKey }, index) =>
    seen.has(itemKey) ? [[itemKey, starts[index] ?? null] as const] : [],
  )
  return { sum, starts: new Map(known) }
}

const allOn = (ctx: Context, meeting: string): readonly AgendaItem[] =>
  ctx.lists
    .all(AgendaItems)
    .filter((item) => item.meeting === meeting && isOnAgenda(item.state))
    .toSorted((a, b) => a.rank - b.rank || a.itemKey.localeCompare(b.itemKey))

export const rightsOn = ({ may, meeting }: FoundAgenda): AgendaRights => {
  const isOpen = isOpenForItems(meeting)
  return {
    edit: isOpen && may('agenda.edit'),
    propose: isOpen && may('agenda.propose'),
    approve: isOpen && may('agenda.approve'),
    publish: isOpen && may('agenda.publish'),
    cancel: (meeting.state === 'planned' || meeting.state === 'convened') && may('meeting.cancel'),
  }
}

const nameOf = (ctx: Context, person: string | null): string | null =>
  person === null ? null : (ctx.directory.person(person)?.name ?? null)

const personName = (ctx: Context, id: string): PersonName => ({ id, name: ctx.directory.person(id)?.name ?? id })

/** The name of a project stands only where this person may see the project. */
export const itemView = (ctx: Context, actor: Actor, item: AgendaItem, startsAt: string | null): AgendaItemView => {
  const project = item.project === null ? null : ctx.lists.find(Projects, item.project)
  const shown = project && findProject(ctx, actor, project.number) ? project : null
  return {
    key: item.itemKey,
    etag: item.$item.etag,
    title: item.title,
    kind: item.kind,
    state: item.state,
    source: item.source,
    project: shown ? { code: shown.number, title: shown.title } : null,
    minutes: item.minutes,
    startsAt,
    presenter: item.presenter === null ? null : personName(ctx, item.presenter),
    proposedBy: nameOf(ctx, item.proposedBy),
    question: item.question,
    background: item.background,
    options: optionsView(ctx, actor, claimsIn(item)),
    papers: papersIn(item.papers),
    needsPaper: isOnAgenda(item.state) && needsPaper(item),
    maySupply: false,
    guests: linesOf(item.guests).map((guest) => personName(ctx, guest)),
    exceptions: exceptionsBehind(ctx, actor, item, ctx.lists.find(Meetings, item.meeting)?.body ?? ''),
  }
}

const packOf = (ctx: Context, { meeting, body }: FoundAgenda): AgendaView['pack'] => {
  const settings = settingsOf(ctx)
  const day = dayOf(meeting, localDay(ctx.clock.now()))
  return {
    dueOn: agendaDates(day, body.packDays, settings, calendarIn(settings)).packDue,
    versions: versionsOf(ctx, meeting.meetingKey).map(
      (row): PackVersion => ({
        version: row.version,
        fileName: row.fileName,
        url: row.url,
        bytes: row.bytes ?? 0,
        publishedAt: row.publishedAt,
        publishedBy: nameOf(ctx, row.publishedBy),
        reason: row.reason,
      }),
    ),
  }
}

/** Who sits in the body on the day and who was invited besides, with what they answered. */
const invitedTo = (ctx: Context, { meeting, full }: FoundAgenda): readonly InvitedView[] => {
  const answers = ctx.lists.all(Attendances).filter((row) => row.meeting === meeting.meetingKey)
  const members = full?.members ?? []
  const known = new Set(members.map(({ person }) => person))
  const answerOf = (person: string | null) => answers.find((row) => person !== null && row.person === person)?.state
  return [
    ...members.map(({ name, person, role, voice }) => ({
      name,
      role,
      voice,
      state: answerOf(person) ?? ('invited' as const),
    })),
    ...answers
      .filter(({ person }) => person === null || !known.has(person))
      .map(({ name, voice, state }) => ({ name, role: null, voice, state })),
  ].sort(bySeat)
}

const peopleOf = (ctx: Context): readonly PersonName[] =>
  ctx.directory
    .all()
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'))

const projectChoices = (ctx: Context, actor: Actor, { body }: FoundAgenda) =>
  projectsOf(ctx, body)
    .filter(({ number }) => findProject(ctx, actor, number) !== undefined)
    .map(({ number, title }) => ({ code: number, title }))
    .sort((a, b) => a.code.localeCompare(b.code))

/** The meeting whose conversation this is. */
export const meetingOfChat = (ctx: Context, chat: string): string | undefined =>
  ctx.lists.all(Meetings).find((meeting) => meeting.chat === chat)?.meetingKey
