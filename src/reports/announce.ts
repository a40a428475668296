import type { Context } from '../context'
import type { Locale } from '../i18n/text'
import type { Delivery } from '../ports/asks'
import { packHeadline } from './pack/executive-pack'
import { wordingOf } from './pack/wording'
import type { PublicationModel, PublicationView } from './reports-view'
import type { Snapshot } from './snapshot'

/** Under this name steps and deliveries of a cycle record what the channel was told; it is no person. */
const CHANNEL = 'channel'
const MINUTE_MS = 60_000
const LONGEST_WAIT_MINUTES = 60
/** A try that has come to no end after this was cut short: the connector is given up after two or three minutes. */
const LEASE_MINUTES = 10

const kindOf = (version: number): string => `publication:v${version}`

/** What earlier tries to announce a version came to. */
export const announcementsOf = (deliveries: readonly Delivery[], version: number): readonly Delivery[] =>
  deliveries.filter(({ person, kind }) => person === CHANNEL && kind === kindOf(version))

/** May it be tried again now: every try has certainly failed, and the last one a growing while ago? */
export const isDueAgain = (tries: readonly Delivery[], now: Date): boolean => {
  const last = tries.at(-1)
  if (!last || tries.some(({ outcome, reason }) => outcome === 'sent' || reason === 'unknown')) return false
  const wait = Math.min(2 ** (tries.length - 1), LONGEST_WAIT_MINUTES) * MINUTE_MS
  return now.getTime() - last.at.getTime() >= wait
}

/** Told before the records of a version: should its announcement be cut short, or never begin, it is made later. */
export const wantAnnouncement = async (ctx: Context, cycle: string, version: number): Promise<void> => {
  await ctx.asks.markStep(cycle, CHANNEL, `${kindOf(version)}:wanted`, ctx.clock.now())
}

/** Was a version recorded a while ago whose announcement has come to nothing, not even to a failure? */
export const isCutShort = async (ctx: Context, cycle: string, version: number, publishedAt: string): Promise<boolean> =>
  ctx.clock.now().getTime() - Date.parse(publishedAt) > LEASE_MINUTES * MINUTE_MS &&
  (await ctx.asks.isStepMarked(cycle, CHANNEL, `${kindOf(version)}:wanted`))

/**
 * True for the first caller of a try only: whatever is repeated, and however many copies of the service do it, the channel is
 * told once per version. Only a try that was cut short is made again: it may then be told twice.
 */
export const claimAnnouncement = async (ctx: Context, cycle: string, version: number): Promise<boolean> => {
  const tries = announcementsOf(await ctx.asks.deliveries(cycle), version)
  const now = ctx.clock.now()
  if (tries.length > 0 && !isDueAgain(tries, now)) return false
  const step = tries.length === 0 ? kindOf(version) : `${kindOf(version)}:${tries.length}`
  return ctx.asks.leaseStep(cycle, CHANNEL, step, LEASE_MINUTES)
}

export const publicationModel = (
  snapshot: Snapshot,
  publications: readonly PublicationView[],
  locale: Locale,
  tabUrl: string,
): PublicationModel => {
  const [first] = publications
  return {
    cycle: { code: snapshot.cycle.code, title: snapshot.cycle.title },
    version: snapshot.version,
    reason: snapshot.reason,
    headline: packHeadline(snapshot, wordingOf(locale)),
    counts: snapshot.counts,
    publishedBy: first?.publishedBy ?? '',
    publishedAt: first?.publishedAt ?? snapshot.generatedAt,
    files: publications.flatMap(({ kind, fileName, url }) =>
      kind === 'snapshot' || url === null ? [] : [{ kind, fileName, url }],
    ),
    tabUrl,
  }
}

/** Posts the card that links to the files, and records what came of it. The files are published all the same. */
export const announce = async (
  ctx: Context,
  snapshot: Snapshot,
  publications: readonly PublicationView[],
  locale: Locale,
): Promise<boolean> => {
  const { code } = snapshot.cycle
  const model = publicationModel(snapshot, publications, locale, ctx.links.tab(`cycle/${code}`))
  const { card, summary } = ctx.cards.publication(model, locale)
  const sent = await ctx.messenger.postToChannel(card, summary)
  const kind = kindOf(snapshot.version)
  const outcome = sent.ok ? 'sent' : 'failed'
  const reason = sent.ok ? null : sent.reason
  await ctx.asks.log({ cycle: code, person: CHANNEL, kind, channel: 'bot', outcome, reason, at: ctx.clock.now() })
  if (sent.ok) return true
  ctx.log.warn({ cycle: code, version: snapshot.version, reason }, 'the channel was not told of a publication')
  return false
}
