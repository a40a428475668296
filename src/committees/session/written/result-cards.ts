import type { Context } from '../../../context'
import type { Translate } from '../../../i18n/text'
import { localeOf } from '../../../status/question-for'
import { isOfGate } from '../../agenda/find-agenda'
import type { FoundMeeting } from '../../meetings/find-meeting'
import { meetingForService } from '../as-service'
import { decisionsOf } from '../session-facts'
import { claimedFor, sendOrMail } from '../votes/send-or-mail'
import { tallyOf, withdrawalOf } from '../votes/vote-card-model'
import type { ProcedureResultModel } from '../votes/vote-card-view'

/** All members learn how a written procedure ended, those who only advise among them. */
export const wantResultCards = (ctx: Context, { meeting, members }: FoundMeeting): Promise<void> =>
  ctx.sessionCards.want(
    meeting.meetingKey,
    'result',
    members.flatMap(({ person }) => (person && ctx.directory.person(person) ? [person] : [])),
    ctx.clock.now(),
  )

/** Sends the results that wait, each once. */
export const deliverResultCards = async (ctx: Context, key: string): Promise<void> => {
  const found = meetingForService(ctx, key)
  if (found?.meeting.state !== 'held' && found?.meeting.state !== 'cancelled') return
  const model: ProcedureResultModel = {
    title: found.meeting.title,
    bodyTitle: found.found.body.title,
    withdrawn: found.meeting.state === 'cancelled',
    decisions: decisionsOf(ctx, key).map((decision) => ({
      number: decision.number,
      title: decision.title,
      result: decision.result,
      ofGate: isOfGate(ctx, decision),
      tally: tallyOf(decision),
      withdrawn: withdrawalOf(decision),
    })),
    url: ctx.links.tab(`panel/${key}`),
  }
  for await (const person of claimedFor(ctx, key, 'result')) {
    const drawn = ctx.cards.procedureResult(model, localeOf(ctx.directory.person(person)))
    const text = (t: Translate): string =>
      t('session:mail.result', { decisions: model.decisions.map((each) => lineOf(t, each)).join('\n'), url: model.url })
    await sendOrMail(ctx, { subject: key, kind: 'result', person, shown: 'closed' }, drawn, text)
  }
}

const lineOf = (
  t: Translate,
  { number, title, result, ofGate, withdrawn }: ProcedureResultModel['decisions'][number],
): string =>
  t('session:card.result', {
    title: `${number} ${title}`,
    result: withdrawn
      ? t('session:vote.withdrawn')
      : t(ofGate && result ? `common:gate.${result}` : `session:result.${result ?? 'none'}`),
  })

/** Without waiting for it; what fails is logged, and what waits is sent by the clock. */
export const sendResultCards = (ctx: Context, key: string): void => {
  deliverResultCards(ctx, key).catch((error: unknown) =>
    ctx.log.warn({ meeting: key, error: String(error) }, 'the result of a written procedure was not sent'),
  )
}
