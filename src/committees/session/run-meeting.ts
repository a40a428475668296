import type { Actor } from '../../access/actor'
import { isoSeconds } from '../../calendar/business-days'
import type { Context } from '../../context'
import { AgendaItems } from '../../lists/committees/agenda-items'
import { Attendances } from '../../lists/committees/attendances'
import { Decisions } from '../../lists/committees/decisions'
import { Meetings } from '../../lists/committees/meetings'
import type { Patch } from '../../lists/kit/list'
import type { OutboxWrite } from '../../ports/outbox'
import type { FoundMeeting } from '../meetings/find-meeting'
import { EXPECTED } from '../planning/convene/answered-rows'
import { memberId } from '../rules/membership'
import { inSession, type Refused, refused } from './in-session'
import { attendanceKeyOf, factsOf } from './session-facts'

type Done = { readonly ok: true }

/**
 * Opens the meeting; the members of the day are on its list of attendance from then on. A member who opens it is there, unless somebody
 * has noted otherwise.
 */
export const openMeeting = (ctx: Context, actor: Actor, key: string): Promise<Done | Refused> =>
  inSession(ctx, actor, key, 'meeting.run', async (found) => {
    const { meeting } = found
    if (meeting.state === 'open') return refused('already-open')
    if (meeting.form !== 'meeting' || meeting.state === 'held' || meeting.state === 'cancelled')
      return refused('cannot-open')
    const openedAt = isoSeconds(ctx.clock.now())
    const attendances = attendancesAtOpening(ctx, found, actor.person, openedAt)
    const isThere = attendances.some(({ values }) => values.state === 'present')
    const detail = { person: actor.person, state: 'present', proxyTo: null }
    await ctx.outbox.put(
      [{ list: Meetings, key, values: { state: 'open', openedAt } }, ...attendances],
      [
        { actor, action: 'meeting.open', subject: key, detail: { openedAt } },
        ...(isThere ? [{ actor, action: 'attendance.set', subject: key, detail }] : []),
      ],
    )
    const { rules, quorum } = factsOf(ctx, found)
    const stands = rules.quorum.onlyAtOpening && quorum.reached
    await ctx.outbox.put(stands ? [{ list: Meetings, key, values: { quorumAtOpening: true } }] : [], [
      { actor, action: 'meeting.quorum', subject: key, detail: { reached: quorum.reached, counted: quorum.counted } },
    ])
    return { ok: true }
  })

/** Members who have no row yet, because nobody has invited them or they joined the body since, and whoever opens. */
const attendancesAtOpening = (
  ctx: Context,
  { meeting, members }: FoundMeeting,
  opener: string,
  at: string,
): readonly OutboxWrite<typeof Attendances>[] =>
  members.flatMap((member): readonly OutboxWrite<typeof Attendances>[] => {
    const attendanceKey = attendanceKeyOf(meeting.meetingKey, memberId(member))
    const known = ctx.lists.find(Attendances, attendanceKey)
    const isThere = member.person === opener && EXPECTED.some((state) => state === (known?.state ?? 'invited'))
    if (known && !isThere) return []
    const values: Patch<typeof Attendances> = {
      attendanceKey,
      meeting: meeting.meetingKey,
      person: member.person,
      name: member.name,
      voice: member.voice,
      ...(isThere ? { state: 'present', arrivedAt: at, leftAt: null } : { state: 'invited' }),
    }
    return [{ list: Attendances, key: attendanceKey, values }]
  })

/** Closes the meeting: the item under way ends, and whoever did not come was absent, or excused when they had said so. */
export const closeMeeting = (ctx: Context, actor: Actor, key: string): Promise<Done | Refused> =>
  inSession(ctx, actor, key, 'meeting.run', async (found) => {
    const { meeting } = found
    if (meeting.state !== 'open' || meeting.form !== 'meeting') return refused('not-open')
    const isOpen = ctx.lists.all(Decisions).some((each) => each.meeting === key && each.voteState === 'open')
    if (isOpen) return refused('vote-open')
    const at = isoSeconds(ctx.clock.now())
    const { attendances } = factsOf(ctx, found)
    const away = attendances.flatMap(({ attendanceKey, state }): readonly OutboxWrite<typeof Attendances>[] => {
      if (state === 'present' || state === 'represented' || state === 'absent' || state === 'excused') return []
      const became = state === 'declined' ? 'excused' : 'absent'
      return [{ list: Attendances, key: attendanceKey, values: { state: became } }]
    })
    await ctx.outbox.put(
      [
        { list: Meetings, key, values: { state: 'held', closedAt: at, currentItem: null } },
        ...endOf(meeting.currentItem, at),
        ...away,
      ],
      [{ actor, action: 'meeting.close', subject: key, detail: { openedAt: meeting.openedAt } }],
    )
    await ctx.floor.clear(key)
    ctx.live.changed('Floor')
    return { ok: true }
  })

const endOf = (item: string | null, at: string): readonly OutboxWrite<typeof AgendaItems>[] =>
  item === null ? [] : [{ list: AgendaItems, key: item, values: { state: 'done', endedAt: at } }]

/** Goes to an item, or to none; its clock starts the first time. */
export const goToItem = (ctx: Context, actor: Actor, key: string, serial: string | null): Promise<Done | Refused> =>
  inSession(ctx, actor, key, 'meeting.run', async (found) => {
    const { meeting } = found
    if (meeting.state !== 'open' || meeting.form !== 'meeting') return refused('not-open')
    const itemKey = serial === null ? null : `${key}:${serial}`
    const item = factsOf(ctx, found).items.find((each) => each.itemKey === itemKey)
    if (itemKey !== null && !item) return refused('unknown-item')
    if (itemKey === meeting.currentItem) return { ok: true }
    const at = isoSeconds(ctx.clock.now())
    const begun: readonly OutboxWrite<typeof AgendaItems>[] = item
      ? [
          {
            list: AgendaItems,
            key: item.itemKey,
            values: { state: 'current', startedAt: item.startedAt ?? at, endedAt: null },
          },
        ]
      : []
    await ctx.outbox.put(
      [{ list: Meetings, key, values: { currentItem: itemKey } }, ...endOf(meeting.currentItem, at), ...begun],
      [{ actor, action: 'agenda.current', subject: key, detail: { item: itemKey } }],
    )
    return { ok: true }
  })
