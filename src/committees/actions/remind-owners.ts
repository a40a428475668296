import type { Actor, Role } from '../../access/actor'
import { isoSeconds, isSendingTime, localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { translate } from '../../i18n/translate'
import { Bodies } from '../../lists/bodies'
import { Actions } from '../../lists/committees/actions'
import { Memberships } from '../../lists/committees/memberships'
import { calendarIn, settingsOf } from '../../settings/settings'
import { deliver, inParallel, SENDING_WIDTH } from '../../status/cycle/deliver'
import { localeOf } from '../../status/question-for'
import { holderOf, membershipOn } from '../rules/membership'
import { actionsCard } from './card-lines'
import { type ActionsModel, LINES_MAX } from './card-model'
import type { Action } from './find-action'
import { escalationsDue, remindersDue } from './reminder-rules'

export interface RemindersRun {
  readonly reminded: number
  readonly escalated: number
  readonly failed: number
}

const HOUR_MS = 3_600_000

/** Under this name deliveries about actions are recorded, month by month. */
export const deliveriesOf = (today: string): string => `actions:${today.slice(0, 7)}`

interface Batch {
  readonly person: string
  readonly kind: ActionsModel['kind']
  readonly numbers: readonly string[]
  /** As whom the person is told, beyond their seats and actions. */
  readonly roles: readonly Role[]
}

/**
 * Reminds owners of what is due and tells chair and secretary of what is long overdue, or the PMO officers where there is nobody else to
 * tell: one card per person with all of it, outside quiet hours and days off. Each action is spoken of once per reason and due date, whatever is repeated and however many copies of the
 * service do it; what failed is tried again in the next hour.
 */
export const remindOwners = async (ctx: Context): Promise<RemindersRun> => {
  const settings = settingsOf(ctx)
  const calendar = calendarIn(settings)
  const now = ctx.clock.now()
  if (!isSendingTime(now, calendar, settings.quietHours)) return { reminded: 0, escalated: 0, failed: 0 }
  const today = localDay(now)
  const due = async (): Promise<readonly Batch[]> => {
    const actions = ctx.lists.all(Actions)
    const late = escalationsDue(actions, calendar, today).map((number) => ({
      number,
      people: answerable(ctx, number, today),
    }))
    const officers = late.every(({ people }) => people.length > 0) ? [] : await ctx.roles.holding('officer')
    const told = late.flatMap(({ number, people }) => {
      const owner = ctx.lists.find(Actions, number)?.owner
      const others = officers.filter((person) => person !== owner)
      return (people.length > 0 ? people : others).map((person) => [person, number] as const)
    })
    return [
      ...grouped(
        'due',
        remindersDue(actions, calendar, today).map(({ owner, number }) => [owner, number] as const),
      ),
      ...grouped('escalation', told, officers),
    ]
  }
  if ((await due()).length === 0) return { reminded: 0, escalated: 0, failed: 0 }
  // One copy of the service at a time: a person gets one card about everything, not one from each.
  return ctx.locks.exclusive('action reminders', async () => {
    await ctx.outbox.catchUp()
    return sendAll(ctx, await due(), today)
  })
}

const sendAll = async (ctx: Context, batches: readonly Batch[], today: string): Promise<RemindersRun> => {
  const taken = await takenIn(ctx, today)
  const outcomes = await inParallel(batches, SENDING_WIDTH, (batch) => remind(ctx, batch, today, taken))
  await recordSent(ctx, batches, outcomes)
  const count = (kind: Batch['kind']): number =>
    batches.filter((batch, index) => batch.kind === kind && outcomes[index] === 'sent').length
  const run = {
    reminded: count('due'),
    escalated: count('escalation'),
    failed: outcomes.filter((outcome) => outcome === 'failed').length,
  }
  if (run.reminded + run.escalated + run.failed > 0) ctx.log.info(run, 'owners of actions reminded')
  return run
}

const grouped = (
  kind: Batch['kind'],
  pairs: readonly (readonly [string, string])[],
  officers: readonly string[] = [],
): readonly Batch[] => {
  const people = new Map<string, string[]>()
  for (const [person, number] of pairs) people.set(person, [...(people.get(person) ?? []), number])
  return [...people].map(([person, numbers]) => ({
    person,
    kind,
    numbers: numbers.slice(0, LINES_MAX),
    roles: officers.includes(person) ? ['officer'] : [],
  }))
}

/** Who chairs the body of an action today, and who keeps its secretariat, except the owner and whoever is no longer there. */
const answerable = (ctx: Context, number: string, today: string): readonly string[] => {
  const action = ctx.lists.find(Actions, number)
  if (!action || action.body === null) return []
  const members = membershipOn(ctx.lists.all(Memberships), action.body, today)
  const body = ctx.lists.find(Bodies, action.body)
  const holders = (['chair', 'secretary'] as const).map(
    (role) => holderOf(members, role)?.person ?? body?.[role] ?? null,
  )
  return [...new Set(holders)].flatMap((person) =>
    person === null || person === action.owner || !ctx.directory.person(person) ? [] : [person],
  )
}

const keyOf = (kind: Batch['kind'], action: Action | undefined): string =>
  `${kind}:${action?.number}:${action?.dueOn}:${action?.owner}:${action?.remindedAt ?? ''}`

/** What a run that was cut short before it could write it down has sent, or may have: `<person>|<key>`. */
const takenIn = async (ctx: Context, today: string): Promise<ReadonlySet<string>> => {
  const deliveries = await ctx.asks.deliveries(deliveriesOf(today))
  return new Set(
    deliveries
      .filter(({ outcome, reason }) => outcome === 'sent' || reason === 'unknown')
      .flatMap(({ person, kind }) => kind.split('|').map((key) => `${person}|${key}`)),
  )
}

const remind = async (
  ctx: Context,
  batch: Batch,
  today: string,
  taken: ReadonlySet<string>,
): Promise<'sent' | 'failed' | 'skipped'> => {
  const { person, kind, roles } = batch
  const now = ctx.clock.now()
  const hour = Math.floor(now.getTime() / HOUR_MS)
  const keys = new Map(batch.numbers.map((number) => [number, keyOf(kind, ctx.lists.find(Actions, number))]))
  const open = [...keys].filter(([, key]) => !taken.has(`${person}|${key}`))
  if (open.length === 0) return 'sent'
  const claimed: string[] = []
  for (const [number, key] of open)
    if (await ctx.asks.markStep(deliveriesOf(today), person, `${key}@${hour}`, now)) claimed.push(number)
  if (claimed.length === 0) return 'skipped'
  const locale = localeOf(ctx.directory.person(person))
  const actor: Actor = { person, roles, locale }
  const model = actionsCard(ctx, actor, kind, claimed)
  if (model.lines.length === 0) return 'skipped'
  const mailText = translate(locale)('followUp:card.actions.mail', {
    list: model.lines.map(({ number, title }) => `– ${number} ${title}`).join('\n'),
    url: model.tabUrl,
  })
  const delivered = await deliver(ctx, {
    cycle: deliveriesOf(today),
    person,
    kind: claimed.map((number) => keys.get(number)).join('|'),
    drawn: ctx.cards.actions(model, locale),
    mailText,
  })
  // What may have arrived is not sent again.
  return delivered.reached || delivered.reason === 'unknown' ? 'sent' : 'failed'
}

const recordSent = async (
  ctx: Context,
  batches: readonly Batch[],
  outcomes: readonly ('sent' | 'failed' | 'skipped')[],
): Promise<void> => {
  const at = isoSeconds(ctx.clock.now())
  await ctx.outbox.put(
    batches.flatMap(({ kind, numbers }, index) =>
      outcomes[index] === 'sent'
        ? numbers.map((number) => ({
            list: Actions,
            key: number,
            values: kind === 'due' ? { remindedAt: at } : { escalatedAt: at },
          }))
        : [],
    ),
  )
}
