import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { Actions } from '../../lists/committees/actions'
import { papersIn } from '../agenda/rules/papers'
import { claimsIn } from '../escalation/arbitration'
import { optionsView } from '../escalation/option-projects'
import { exceptionsBehind } from '../escalation/targets'
import { type FoundMeeting, findMeeting, type Meeting } from '../meetings/find-meeting'
import { leftEarly } from '../minutes/left-early'
import { isGate } from '../rules/gate'
import { bySeat } from '../rules/membership'
import { typingIn } from './actions'
import { mayNoteAttendance, mayRecord, mayWriteNotes } from './for-minutes'
import { mayReopen } from './reopen-meeting'
import { type AgendaItem, decisionsOf, factsOf, idOf, type SessionFacts } from './session-facts'
import type { ActionView, QuorumView, SessionItem, SessionPerson, SessionView } from './session-view'
import { voteView } from './votes/vote-view'

/** The meeting as this person may see it; undefined where it does not exist for them. */
export const sessionPage = async (ctx: Context, actor: Actor, key: string): Promise<SessionView | undefined> => {
  const found = findMeeting(ctx, actor, key)
  if (!found) return undefined
  const facts = factsOf(ctx, found)
  const now = ctx.clock.now()
  const rights = {
    run: found.may('meeting.run'),
    record: found.may('decision.record') && mayRecord(found.meeting),
    member: found.may('attendance.own'),
    notes: found.may('meeting.run') && mayWriteNotes(found.meeting),
    attendance: found.may('meeting.run') && mayNoteAttendance(found.meeting),
    reopen: found.may('minutes.edit') && mayReopen(found.meeting, now),
  }
  const [open, floor] = await Promise.all([ctx.votes.ofMeeting(key), ctx.floor.queue(key)])
  return {
    meeting: meetingOf(found),
    now: now.toISOString(),
    typing: typingIn(ctx, found),
    me: actor.person,
    rights,
    people: peopleOf(facts),
    quorum: quorumView(facts),
    proxiesMax: facts.rules.proxies.max,
    proxyHolders: facts.rules.proxies.holders,
    secretByRule: facts.rules.secret,
    items: facts.items.map((item) => itemView(ctx, actor, facts, item, rights.run)),
    votes: await Promise.all(
      decisionsOf(ctx, key).map((decision) =>
        voteView(
          ctx,
          facts,
          decision,
          open.find((vote) => vote.decision === decision.number),
          actor,
        ),
      ),
    ),
    actions: actionsOf(ctx, found.meeting, actor.person),
    floor: floor.map(({ person, askedAt }) => ({
      id: person,
      name: facts.nameOf(person),
      askedAt: askedAt.toISOString(),
    })),
  }
}

const meetingOf = ({ meeting, found }: FoundMeeting): SessionView['meeting'] => ({
  key: meeting.meetingKey,
  title: meeting.title,
  body: meeting.body,
  bodyTitle: found.body.title,
  form: meeting.form,
  state: meeting.state,
  startsAt: meeting.startsAt,
  endsAt: meeting.endsAt,
  deadline: meeting.deadline,
  openedAt: meeting.openedAt,
  closedAt: meeting.closedAt,
  currentItem: meeting.currentItem,
})

const peopleOf = ({
  members,
  attendances,
  guests: invited,
  meeting,
  nameOf,
}: SessionFacts): readonly SessionPerson[] => {
  const rows = new Map(attendances.map((row) => [idOf(row, meeting.meetingKey), row]))
  const guests = [...new Set([...rows.keys(), ...invited])].filter((id) => !members.some((member) => member.id === id))
  return [...members, ...guests.map((id) => ({ id, role: null, voice: null }))]
    .map(({ id, role, voice }): SessionPerson => {
      const row = rows.get(id)
      const proxyTo = row?.state === 'represented' ? row.proxyTo : null
      return {
        id,
        name: nameOf(id),
        role,
        voice,
        state: row?.state ?? 'invited',
        proxyTo: proxyTo === null ? null : { id: proxyTo, name: nameOf(proxyTo) },
        until: row && meeting.state === 'held' ? leftEarly(row, meeting) : null,
      }
    })
    .sort(bySeat)
}

const quorumView = ({ quorum, quorumStands, nameOf }: SessionFacts): QuorumView => ({
  reached: quorum.reached || quorumStands,
  standsFromOpening: quorumStands,
  counted: quorum.counted,
  base: quorum.base,
  represented: quorum.represented.length,
  checks: quorum.checks,
  lapsed: quorum.proxies.lapsed.map(({ from, to, why }) => ({ from: nameOf(from), to: nameOf(to), why })),
  moved: quorum.proxies.moved.map(({ from, to, chair }) => ({
    from: nameOf(from),
    to: nameOf(to),
    chair: nameOf(chair),
  })),
})

const itemView = (
  ctx: Context,
  actor: Actor,
  { meeting }: SessionFacts,
  item: AgendaItem,
  writes: boolean,
): SessionItem => ({
  key: item.itemKey,
  serial: item.itemKey.slice(meeting.meetingKey.length + 1),
  title: item.title,
  kind: item.kind,
  isGate: isGate(item),
  state: item.state,
  minutes: item.minutes,
  presenter: item.presenter === null ? null : (ctx.directory.person(item.presenter)?.name ?? null),
  project: item.project,
  question: item.question,
  background: item.background,
  options: optionsView(ctx, actor, claimsIn(item)),
  papers: papersIn(item.papers).map(({ name, url }) => ({ name, url })),
  startedAt: item.startedAt,
  endedAt: item.endedAt,
  exceptions: exceptionsBehind(ctx, actor, item, meeting.body),
  notes: writes ? item.notes : null,
})

/** Those of the meeting, and what the reader still has to do for the body. */
const actionsOf = (ctx: Context, { meetingKey, body }: Meeting, me: string): readonly ActionView[] =>
  ctx.lists
    .all(Actions)
    .filter((each) => each.meeting === meetingKey || (each.owner === me && each.state === 'open' && each.body === body))
    .map(({ number, title, item, decision, owner, dueOn, state }) => ({
      number,
      title,
      item,
      decision,
      owner,
      ownerName: owner === null ? null : (ctx.directory.person(owner)?.name ?? null),
      dueOn,
      state,
    }))
    .sort((a, b) => a.number.localeCompare(b.number))
