import type { Actor } from '../../access/actor'
import { may } from '../../access/policy'
import { isoSeconds, localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import type { Locale } from '../../i18n/text'
import { formatsIn } from '../../i18n/translate'
import { Absences } from '../../lists/absences'
import { Projects } from '../../lists/projects'
import { StatusCycles } from '../../lists/status-cycles'
import { calendarIn, settingsOf } from '../../settings/settings'
import { openCycleOf } from '../project-facts'
import { cycleFactsOf, entriesFor } from '../question-for'
import type { CycleRefusal } from '../refusals'
import { isPossibleCutOff, nextCycle } from '../rules/cycle-calendar'
import { PMO, questionsWaitUntil, WAITS } from '../rules/ladder'
import { byRespondent, owedReports, owedText } from '../rules/owed-reports'
import { askPerson } from './ask-people'
import { aloneOnCycles } from './cycle-lock'
import { inParallel, SENDING_WIDTH } from './deliver'

export interface OpenInput {
  /** What is left out comes from the recurrence in Settings. */
  readonly code?: string
  readonly title?: string
  /** UTC ISO 8601. */
  readonly cutOff?: string
  /** Questions of a person who opens outside the sending hours wait for them; otherwise they leave at once. */
  readonly inSendingHours?: boolean
}

export type OpenOutcome =
  | {
      readonly ok: true
      readonly cycle: string
      readonly projects: number
      readonly managers: number
      /** Resolves when everybody was asked once; hundreds of people take longer than a request should. Never rejects. */
      readonly asking: Promise<Asked>
    }
  | CycleRefusal

export interface Asked {
  readonly asked: number
  /** Could not be reached now; the ladder tries again. */
  readonly failed: number
}

export interface NewCycle {
  readonly code: string
  readonly title: string
  readonly cutOff: Date
}

/** What would open now, with what the input leaves out taken from the recurrence. Null when the calendar has ended. */
export const plannedCycle = (ctx: Context, input: OpenInput): NewCycle | null => {
  const settings = settingsOf(ctx)
  const taken = new Set(ctx.lists.all(StatusCycles).map((cycle) => cycle.code))
  const planned = nextCycle(settings, calendarIn(settings), ctx.clock.now(), taken)
  const code = input.code ?? planned?.code
  const cutOff = input.cutOff === undefined ? planned?.cutOff : new Date(input.cutOff)
  if (code === undefined || cutOff === undefined) return null
  return {
    code,
    title: input.title ?? (code === planned?.code ? planned.title : null) ?? titleOf(code, settings.language),
    cutOff,
  }
}

/** `2026-11` is called novembre 2026, as the organisation writes it; any other code is its own title. */
const titleOf = (code: string, language: Locale): string =>
  /^\d{4}-(0[1-9]|1[0-2])$/.test(code) ? formatsIn(language).month(code) : code

/**
 * Opens a status cycle: fixes who owes a report, writes the cycle, asks every respondent once. `actor` is null when the
 * calendar opens it; questions then wait for the sending hours, as they do when the person who opens it says so.
 */
export const openCycle = async (ctx: Context, actor: Actor | null, input: OpenInput = {}): Promise<OpenOutcome> => {
  if (actor && !may(actor, 'cycle.open')) return { ok: false, reason: 'forbidden' }
  return aloneOnCycles(ctx, () => openAlone(ctx, actor, input))
}

const openAlone = async (ctx: Context, actor: Actor | null, input: OpenInput): Promise<OpenOutcome> => {
  const open = openCycleOf(ctx)
  if (open) return { ok: false, reason: 'cycle-already-open', code: open.code }
  const cycle = plannedCycle(ctx, input)
  if (!cycle) return { ok: false, reason: 'no-cycle-planned' }
  if (ctx.lists.find(StatusCycles, cycle.code)) return { ok: false, reason: 'cycle-exists', code: cycle.code }
  const now = ctx.clock.now()
  if (!isPossibleCutOff(cycle.cutOff, now)) return { ok: false, reason: 'invalid-cut-off' }
  const owed = owedReports(ctx.lists.all(Projects), ctx.lists.all(Absences), localDay(now))
  if (owed.length === 0) return { ok: false, reason: 'no-project-owes' }

  const waits = input.inSendingHours === true && questionsWaitUntil(now, cycle.cutOff, settingsOf(ctx)) !== null
  // Before the cycle is there: from then on the ladder may ask.
  if (waits) await ctx.asks.markStep(cycle.code, PMO, WAITS, now)
  await writeCycle(
    ctx,
    actor,
    cycle,
    owed.map((report) => report.project),
    now,
  )
  const managers = byRespondent(owed).size
  const figures = { cycle: cycle.code, projects: owed.length, managers }
  ctx.log.info(figures, 'status cycle opened')
  const asking = actor && !waits ? askEverybody(ctx, cycle.code) : Promise.resolve(NOBODY)
  return { ok: true, ...figures, asking: asking.catch((error: unknown) => leftToLadder(ctx, cycle.code, error)) }
}

const NOBODY: Asked = { asked: 0, failed: 0 }

const leftToLadder = (ctx: Context, cycle: string, error: unknown): Asked => {
  ctx.log.error({ cycle, err: error }, 'asking was interrupted; the ladder goes on with it')
  return NOBODY
}

const writeCycle = async (
  ctx: Context,
  actor: Actor | null,
  { code, title, cutOff }: NewCycle,
  owed: readonly string[],
  now: Date,
): Promise<void> => {
  const openedAt = isoSeconds(now)
  const values = {
    code,
    title,
    state: 'open',
    openedAt,
    openedBy: actor?.person ?? null,
    cutOff: isoSeconds(cutOff),
    owed: owedText(owed),
  } as const
  await ctx.outbox.put([{ list: StatusCycles, key: code, values }])
  await ctx.audit.append(actor, 'cycle.open', code, { cutOff: values.cutOff, projects: owed.length })
}

/** Asks everybody who has something to answer in an open cycle and was not asked yet. */
const askEverybody = async (ctx: Context, code: string): Promise<Asked> => {
  const cycle = ctx.lists.find(StatusCycles, code)
  if (!cycle) throw new Error(`cycle ${code} is not in the list although it was just written`)
  const facts = cycleFactsOf(ctx, cycle)
  const deliveries = await ctx.asks.deliveries(code)
  const people = [...byRespondent(facts.roster.entries.map((entry) => entry.owed)).keys()].filter((person) =>
    entriesFor(facts, person, 'asked').some((entry) => !entry.report),
  )
  const outcomes = await inParallel(people, SENDING_WIDTH, (person) => askPerson(ctx, facts, person, deliveries))
  return {
    asked: outcomes.filter((outcome) => outcome === 'asked').length,
    failed: outcomes.filter((outcome) => outcome === 'failed').length,
  }
}
