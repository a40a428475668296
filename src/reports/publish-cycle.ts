import type { Actor } from '../access/actor'
import { may } from '../access/policy'
import { isoSeconds, localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { Projects } from '../lists/projects'
import { Publications } from '../lists/publications'
import { StatusCycles } from '../lists/status-cycles'
import { StatusReports } from '../lists/status-reports'
import { settingsOf } from '../settings/settings'
import { closeCycle } from '../status/cycle/close-cycle'
import type { CycleRefusal } from '../status/refusals'
import { announce, claimAnnouncement, wantAnnouncement } from './announce'
import { FROZEN, publishedVersion } from './cycle-snapshot'
import { folderOf } from './file-names'
import { storeFiles } from './publication-files'
import { cycleWrite, type PublicationFacts, projectWrites, publicationRows } from './publication-writes'
import { publicationsOf } from './publications'
import { recordedFile } from './recorded-file'
import { type PublicationView, type PublishedView, type PublishRequest, REASON_MAX } from './reports-view'
import { readSnapshot } from './snapshot'

export interface PublishInput extends PublishRequest {
  readonly code: string
}

export type PublishRefusal =
  | CycleRefusal
  | { readonly ok: false; readonly reason: 'cycle-open' | 'reason-required' | 'reason-too-long' }
  /** The stored snapshot is not the one that was recorded: nothing is said in its name. */
  | { readonly ok: false; readonly reason: 'altered'; readonly fileName: string }

export type PublishOutcome = ({ readonly ok: true } & PublishedView) | PublishRefusal

/**
 * Publishes a closed cycle: freezes it as a snapshot, renders pack and workbook from the snapshot, stores the three files,
 * records them, marks cycle and projects, and tells the PMO channel. Publishing again makes a new version and says why;
 * nothing is replaced. Everything up to the records can be repeated after a crash and continues the same version; the records
 * are one durable write, so that a version is either wholly published or not at all.
 */
export const publishCycle = async (ctx: Context, actor: Actor, input: PublishInput): Promise<PublishOutcome> => {
  if (!may(actor, 'cycle.publish')) return { ok: false, reason: 'forbidden' }
  await ctx.outbox.catchUp()
  const found = ctx.lists.find(StatusCycles, input.code)
  if (!found) return { ok: false, reason: 'unknown-cycle' }
  const reason = input.reason?.trim() || null
  if (reason !== null && reason.length > REASON_MAX) return { ok: false, reason: 'reason-too-long' }
  const before = publishedVersion(ctx, input.code)
  if (before > 0 && reason === null) return repeated(ctx, input, before)
  if (found.state === 'open') {
    if (!input.close) return { ok: false, reason: 'cycle-open' }
    const closed = await closeCycle(ctx, actor, { code: input.code })
    if (!closed.ok) return closed
  }
  // Nothing is accepted any more; what was, on any copy of the service or in SharePoint itself, belongs to the snapshot.
  await Promise.all([ctx.outbox.catchUp(), ctx.lists.syncNow(FROZEN)])
  // The organisation's language unless chosen: what it publishes is read by everybody.
  const locale = input.language ?? settingsOf(ctx).language
  const cycle = ctx.lists.find(StatusCycles, input.code) ?? found
  const folder = folderOf(settingsOf(ctx).reportFolder, cycle)
  // The reason belongs to a further version; given with the first one it would say that something was corrected.
  const target = { code: cycle.code, folder, reason: before > 0 ? reason : null, locale }
  const { snapshot, files } = await storeFiles(ctx, target, before + 1)
  const now = ctx.clock.now()
  const facts: PublicationFacts = {
    cycle: cycle.code,
    version: snapshot.version,
    reason: snapshot.reason,
    publishedAt: isoSeconds(now),
    publishedOn: localDay(now),
    publishedBy: actor.person,
  }
  await ctx.audit.append(actor, 'cycle.publish', cycle.code, {
    version: facts.version,
    reason: facts.reason,
    files: files.map(({ fileName, sha256, bytes }) => ({ fileName, sha256, bytes })),
  })
  const reports = ctx.lists.all(StatusReports)
  await wantAnnouncement(ctx, cycle.code, facts.version)
  await ctx.outbox.put([
    ...publicationRows(facts, files),
    cycleWrite(facts),
    ...(isLatest(ctx, cycle.code) ? projectWrites(facts, ctx.lists.all(Projects), reports) : []),
  ])
  const publications = versionOf(ctx, cycle.code, facts.version)
  const claimed = await claimAnnouncement(ctx, cycle.code, facts.version)
  // When another copy of the service was quicker, the channel has been told.
  const announced = claimed ? await announce(ctx, snapshot, publications, locale) : true
  return { ok: true, version: facts.version, publications, announced }
}

/** True unless a later cycle has been published: an old cycle does not say how a project stands today. */
const isLatest = (ctx: Context, code: string): boolean => {
  const opened = (cycle: { openedAt: string | null; cutOff: string | null }): string =>
    cycle.openedAt ?? cycle.cutOff ?? ''
  const cycles = ctx.lists.all(StatusCycles)
  const own = cycles.find((cycle) => cycle.code === code)
  return !cycles.some((cycle) => cycle.state === 'published' && own !== undefined && opened(cycle) > opened(own))
}

const versionOf = (ctx: Context, code: string, version: number): readonly PublicationView[] =>
  publicationsOf(ctx, code).filter((each) => each.version === version)

/**
 * Publishing again without a reason: refused, unless the publication was cut short between its records and its announcement;
 * then the announcement is all that is left to do.
 */
const repeated = async (ctx: Context, { code, language }: PublishInput, version: number): Promise<PublishOutcome> => {
  const row = ctx.lists.find(Publications, `${code}:snapshot:v${version}`)
  if (!row?.driveItem || !(await claimAnnouncement(ctx, code, version))) return { ok: false, reason: 'reason-required' }
  const recorded = await recordedFile(ctx, row)
  if (!recorded.ok) return { ok: false, reason: 'altered', fileName: row.fileName }
  const snapshot = readSnapshot(recorded.content)
  const publications = versionOf(ctx, code, version)
  const announced = await announce(ctx, snapshot, publications, language ?? settingsOf(ctx).language)
  return { ok: true, version, publications, announced }
}
