import type { Context } from '../context'
import { Publications } from '../lists/publications'
import { StatusCycles } from '../lists/status-cycles'
import { settingsOf } from '../settings/settings'
import { announce, announcementsOf, claimAnnouncement, isCutShort, isDueAgain } from './announce'
import { publicationsOf } from './publications'
import { recordedFile } from './recorded-file'
import { readSnapshot } from './snapshot'

/** A channel that could not be reached for a week is told by a person. */
const LASTS_MS = 7 * 24 * 60 * 60_000

/**
 * Tells the channel of publications that it certainly was not told of, after a growing pause, and of those of which a kill has left open
 * whether it was. A job calls it every minute, on
 * any copy of the service. Resolves to the number of versions that were announced.
 */
export const announceAgain = async (ctx: Context): Promise<number> => {
  const now = ctx.clock.now()
  const recent = ctx.lists
    .all(StatusCycles)
    .filter((cycle) => cycle.publishedAt !== null && now.getTime() - Date.parse(cycle.publishedAt) < LASTS_MS)
  let told = 0
  for (const { code, snapshotVersion, publishedAt } of recent) {
    const version = snapshotVersion ?? 0
    const tries = announcementsOf(await ctx.asks.deliveries(code), version)
    const isDue = tries.length > 0 ? isDueAgain(tries, now) : await isCutShort(ctx, code, version, publishedAt ?? '')
    if (!isDue || !(await claimAnnouncement(ctx, code, version))) continue
    const recorded = await recordedFile(ctx, ctx.lists.find(Publications, `${code}:snapshot:v${version}`))
    if (!recorded.ok) continue
    const publications = publicationsOf(ctx, code).filter((each) => each.version === version)
    if (await announce(ctx, readSnapshot(recorded.content), publications, settingsOf(ctx).language)) told += 1
  }
  return told
}
