import type { Actor } from '../../../access/actor'
import { isOpenToAll } from '../../../access/policy'
import { isoSeconds } from '../../../calendar/business-days'
import type { Context } from '../../../context'
import { Bodies } from '../../../lists/bodies'
import { AgendaItems } from '../../../lists/committees/agenda-items'
import { Meetings } from '../../../lists/committees/meetings'
import { blankValues } from '../../../lists/kit/list'
import { Projects } from '../../../lists/projects'
import { Publications } from '../../../lists/publications'
import type { OutboxWrite } from '../../../ports/outbox'
import { settingsOf } from '../../../settings/settings'
import { claimsIn } from '../../escalation/arbitration'
import { shownToAll } from '../../escalation/option-projects'
import type { Body } from '../../find-body'
import type { Meeting } from '../../meetings/find-meeting'
import { type AgendaItem, findAgenda, isOpenForItems, itemsOf } from '../find-agenda'
import { alone } from '../meeting-lock'
import { type Refused, refused } from '../refusals'
import { isOnAgenda } from '../rules/item-states'
import type { PackFacts, PackItem } from './pack-content'
import { type PackFile, storePack, versionsOf } from './pack-file'

export type PublishOutcome = { readonly ok: true; readonly version: number } | Refused

/** Publishes on somebody's command; a further version says why there is one. */
export const publishPack = async (
  ctx: Context,
  actor: Actor,
  key: string,
  reason: string | null,
): Promise<PublishOutcome> => {
  const agenda = findAgenda(ctx, actor, key)
  if (!agenda) return refused('unknown-meeting')
  if (!agenda.may('agenda.publish')) return refused('not-allowed')
  return publishVersion(ctx, actor, key, reason)
}

/**
 * Freezes the approved agenda with its papers as one PowerPoint file, stores it, and records it in one durable write, so that a
 * version is either published or not at all. Without a reason only the first version is made: what is repeated, by whichever copy
 * of the service, finds that it exists. Telling people is for `agenda-clock`, which knows who was told.
 */
export const publishVersion = (
  ctx: Context,
  actor: Actor | null,
  key: string,
  reason: string | null,
): Promise<PublishOutcome> =>
  alone(ctx, key, async () => {
    await ctx.lists.syncNow([Meetings, AgendaItems, Projects])
    const meeting = ctx.lists.find(Meetings, key)
    const body = meeting && ctx.lists.find(Bodies, meeting.body)
    if (!body) return refused('unknown-meeting')
    if (!isOpenForItems(meeting)) return refused('meeting-over')
    const last = versionsOf(ctx, key)[0]?.version ?? 0
    if (last > 0 && reason === null) return refused('reason-required')
    if (meeting.agendaApprovedAt === null) return refused('not-approved')
    const language = body.language ?? settingsOf(ctx).language
    const facts = factsOf(ctx, meeting, body, meeting.agendaApprovedAt, last > 0 ? reason : null)
    const file = await storePack(ctx, meeting, facts, language, last + 1)
    const publishedAt = isoSeconds(ctx.clock.now())
    const { version, fileName, bytes, sha256 } = file
    await ctx.outbox.put(
      [
        publicationRow(key, file, { reason: facts.reason, publishedAt, publishedBy: actor?.person ?? null }),
        { list: Meetings, key, values: { packPublishedAt: publishedAt, packItem: file.driveItemId } },
      ],
      [{ actor, action: 'agenda.publish', subject: key, detail: { version, reason, fileName, bytes, sha256 } }],
    )
    return { ok: true, version }
  })

const factsOf = (
  ctx: Context,
  meeting: Meeting,
  body: Body,
  approvedAt: string,
  reason: string | null,
): Omit<PackFacts, 'version'> => {
  const nameOf = (person: string | null): string | null =>
    person === null ? null : (ctx.directory.person(person)?.name ?? null)
  const { title, number, startsAt, endsAt, place } = meeting
  return {
    body: body.title,
    ...{ title, number, startsAt, endsAt, place, approvedAt, reason },
    approvedBy: nameOf(meeting.agendaApprovedBy),
    items: itemsOf(ctx, meeting.meetingKey)
      .filter(({ state }) => isOnAgenda(state))
      .map((item) => ({
        title: item.title,
        kind: item.kind,
        minutes: item.minutes,
        presenter: nameOf(item.presenter),
        project: item.project === null ? null : projectName(ctx, item.project),
        question: item.question,
        background: item.background,
        options: openOptions(ctx, item),
        papers: item.papers,
      })),
  }
}

const openOptions = (ctx: Context, item: AgendaItem): PackItem['options'] => {
  const claims = claimsIn(item)
  return claims && shownToAll(ctx, claims)
}

/** All members read the same pack: the title stands there where everybody may see the project. */
const projectName = (ctx: Context, number: string): string => {
  const project = ctx.lists.find(Projects, number)
  return project && isOpenToAll(project.confidentiality) ? `${number} ${project.title}` : number
}

const publicationRow = (
  meeting: string,
  file: PackFile,
  said: { readonly reason: string | null; readonly publishedAt: string; readonly publishedBy: string | null },
): OutboxWrite<typeof Publications> => {
  const publicationKey = `${meeting}:meetingPack:v${file.version}`
  const { webUrl, driveItemId, version, fileName, bytes, sha256 } = file
  return {
    list: Publications,
    key: publicationKey,
    values: {
      ...blankValues(Publications),
      ...{ publicationKey, meeting, version, fileName, bytes, sha256, ...said },
      kind: 'meetingPack',
      driveItem: driveItemId,
      url: webUrl.length <= Publications.fields.url.maxLength ? webUrl : null,
    },
  }
}
