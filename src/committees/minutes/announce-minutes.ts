import type { Context } from '../../context'
import { translate } from '../../i18n/translate'
import { deliver, inParallel, SENDING_WIDTH } from '../../status/cycle/deliver'
import { localeOf } from '../../status/question-for'
import type { FoundMeeting } from '../meetings/find-meeting'
import { minutesModel, wordsIn } from './card-model'

/** Under this name the deliveries of a meeting are recorded. */
export const deliveriesOf = (meeting: string): string => `minutes:${meeting}`

/**
 * Tells the members, except who submitted them, that minutes wait for their comments: once per version and person. Their chair is asked to
 * approve them when that can be done, not before.
 */
export const announceMinutes = async (
  ctx: Context,
  { meeting, found, members }: FoundMeeting,
  version: number,
  author: string,
): Promise<void> => {
  const key = meeting.meetingKey
  const people = [...new Set(members.flatMap(({ person }) => person ?? []))].filter((person) => person !== author)
  await inParallel(people, SENDING_WIDTH, async (person) => {
    if (!(await ctx.asks.markStep(deliveriesOf(key), person, `review:v${version}`, ctx.clock.now()))) return
    const locale = localeOf(ctx.directory.person(person))
    const model = minutesModel(ctx, meeting, found.body.title, { mayApprove: false, version })
    const drawn = ctx.cards.minutes(model, locale)
    const mailText = translate(locale)('followUp:card.minutes.mail', wordsIn(model))
    await deliver(ctx, { cycle: deliveriesOf(key), person, kind: `review:v${version}`, drawn, mailText })
  })
}
