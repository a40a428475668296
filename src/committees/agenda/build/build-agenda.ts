import { createHash } from 'node:crypto'
import type { Actor } from '../../../access/actor'
import { localDay } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Bodies } from '../../../lists/bodies'
import { AgendaItems } from '../../../lists/committees/agenda-items'
import { Meetings } from '../../../lists/committees/meetings'
import { Memberships } from '../../../lists/committees/memberships'
import type { OutboxWrite } from '../../../ports/outbox'
import { settingsOf } from '../../../settings/settings'
import type { Body } from '../../find-body'
import { dayOf, type Meeting } from '../../meetings/find-meeting'
import { holderOf, membershipOn } from '../../rules/membership'
import { type AgendaItem, findAgenda, isOpenForItems, itemsOf } from '../find-agenda'
import { addedItems } from '../items/item-rows'
import { alone } from '../meeting-lock'
import { type Refused, refused } from '../refusals'
import { type FoundItem, foundItems, isSameMatter, minutesFor } from '../rules/found-items'
import { ordered } from '../rules/order'
import { agendaFacts } from './agenda-facts'
import { itemWords } from './item-words'

export type BuildOutcome = { readonly ok: true; readonly added: readonly string[] } | Refused

/** Builds on somebody's command; an agenda that was built before gains only what is new. */
export const buildAgenda = async (ctx: Context, actor: Actor, key: string): Promise<BuildOutcome> => {
  const found = findAgenda(ctx, actor, key)
  if (!found) return refused('unknown-meeting')
  if (!found.may('agenda.edit')) return refused('not-allowed')
  return buildFromPortfolio(ctx, actor, key)
}

/**
 * Puts what the portfolio asks for on the agenda, each thing once: what was withdrawn or put off stays so. Until the chair has
 * approved the agenda such items stand on it, and say what the portfolio says now unless somebody has written something else;
 * afterwards they are proposals like anybody's.
 */
export const buildFromPortfolio = (ctx: Context, actor: Actor | null, key: string): Promise<BuildOutcome> =>
  alone(ctx, key, async () => {
    const meeting = ctx.lists.find(Meetings, key)
    const body = meeting && ctx.lists.find(Bodies, meeting.body)
    if (!body) return refused('unknown-meeting')
    if (!isOpenForItems(meeting)) return refused('meeting-over')
    const present = itemsOf(ctx, key)
    const taken = new Set(present.map(({ sourceKey }) => sourceKey))
    const asked = found(ctx, meeting, body)
    const fresh = asked.filter(
      (item) => !taken.has(item.sourceKey) && !present.some((other) => isSameMatter(other, item)),
    )
    const renewed = meeting.agendaApprovedAt === null ? present.flatMap((item) => renewal(item, asked)) : []
    if (fresh.length + renewed.length === 0) return { ok: true, added: [] }
    const state = meeting.agendaApprovedAt === null ? ('accepted' as const) : ('proposed' as const)
    const [added, moved] = addedItems(
      key,
      present,
      ordered(fresh).map(({ isProposal, ...item }) => ({
        ...item,
        builtDigest: digestOf(item),
        state: isProposal ? 'proposed' : state,
      })),
    )
    const detail = {
      added: added.map(({ values }) => values.sourceKey),
      renewed: renewed.map((write) => write.key),
    }
    await ctx.outbox.put([...added, ...moved, ...renewed], [{ actor, action: 'agenda.build', subject: key, detail }])
    return { ok: true, added: added.map((write) => write.key) }
  })

type Built = Pick<FoundItem, 'source' | 'kind' | 'question' | 'background'>

/** Of a milestone, what is asked about it counts as well: a gate that somebody has made an information stays one. */
const digestOf = ({ source, kind, question, background }: Built): string => {
  const isPlain = source !== 'gate' || (kind === 'information' && question === null)
  return createHash('sha256')
    .update(isPlain ? (background ?? '') : JSON.stringify([kind, question, background]))
    .digest('hex')
}

/**
 * An item that nobody has changed, as the portfolio has it now: its background, and of a milestone whether it is a gate. Where no action is
 * late any more, none is listed.
 */
const renewal = (item: AgendaItem, asked: readonly FoundItem[]): readonly OutboxWrite<typeof AgendaItems>[] => {
  if (item.builtDigest !== digestOf(item)) return []
  const again =
    asked.find(({ sourceKey }) => sourceKey === item.sourceKey) ??
    asked.find((found) => item.source === 'gate' && isSameMatter(item, found))
  if (!again && item.source !== 'overdueAction') return []
  const background = again?.background ?? null
  const asks = again && item.source === 'gate' ? whatItAsks(item, again) : {}
  const values = { ...asks, background, builtDigest: digestOf({ ...item, ...asks, background }) }
  if (values.builtDigest === item.builtDigest) return []
  return [{ list: AgendaItems, key: item.itemKey, values }]
}

/** A length that nobody has changed goes with the kind. */
const whatItAsks = (
  item: AgendaItem,
  { kind, question }: FoundItem,
): Pick<FoundItem, 'kind' | 'question'> & Partial<Pick<FoundItem, 'minutes'>> => ({
  kind,
  question,
  ...(item.minutes === minutesFor(item) ? { minutes: minutesFor({ source: item.source, kind }) } : {}),
})

const found = (ctx: Context, meeting: Meeting, body: Body): readonly FoundItem[] => {
  const day = dayOf(meeting, localDay(ctx.clock.now()))
  const members = membershipOn(ctx.lists.all(Memberships), body.code, day)
  const secretary = meeting.secretary ?? holderOf(members, 'secretary')?.person ?? body.secretary
  const nameOf = (person: string | null): string | null =>
    person === null ? null : (ctx.directory.person(person)?.name ?? null)
  const words = itemWords(body.language ?? settingsOf(ctx).language, nameOf)
  return foundItems(agendaFacts(ctx, { meeting, body, secretary, day }), words).map((item) => ({
    ...item,
    // A title of SharePoint holds 255 characters, however long a project is called.
    title: item.title.slice(0, 255),
  }))
}
