import type { Context } from '../context'
import type { Locale } from '../i18n/text'
import { packHeadline } from './pack/executive-pack'
import { wordingOf } from './pack/wording'
import type { PublicationModel, PublicationView } from './reports-view'
import type { Snapshot } from './snapshot'

/** Under this name the steps of a cycle record what the channel was told; it is no person. */
const CHANNEL = 'channel'

/** True for the first caller only: whatever is repeated, the channel is told once per version. */
export const claimAnnouncement = (ctx: Context, cycle: string, version: number): Promise<boolean> =>
  ctx.asks.markStep(cycle, CHANNEL, `publication:v${version}`, ctx.clock.now())

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

/** Posts the card that links to the files. False when the channel could not be reached: the files are published all the same. */
export const announce = async (
  ctx: Context,
  snapshot: Snapshot,
  publications: readonly PublicationView[],
  locale: Locale,
): Promise<boolean> => {
  const { code } = snapshot.cycle
  const model = publicationModel(snapshot, publications, locale, ctx.links.tab(`cycle/${code}`))
  const { card, summary } = ctx.cards.publication(model, locale)
  const outcome = await ctx.messenger.postToChannel(card, summary)
  if (outcome.ok) return true
  ctx.log.warn(
    { cycle: code, version: snapshot.version, reason: outcome.reason },
    'the channel was not told of a publication',
  )
  return false
}
