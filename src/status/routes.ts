import { z } from 'zod'
import type { Actor } from '../access/actor'
import { may } from '../access/policy'
import { localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { formatsIn, translate } from '../i18n/translate'
import { Absences } from '../lists/absences'
import { lineSchema } from '../lists/kit/schema'
import { Projects } from '../lists/projects'
import type { Reply, Route } from '../route'
import { settingsOf } from '../settings/settings'
import { closeCycle } from './cycle/close-cycle'
import { extendCycle } from './cycle/extend-cycle'
import { nudge } from './cycle/nudge'
import { openCycle, plannedCycle } from './cycle/open-cycle'
import { refreshSoon } from './cycle/refresh-questions'
import { reopenCycle } from './cycle/reopen-cycle'
import { cycleDeliveries, cycleOverview, cycleSummaries, findCycle } from './cycle-overview'
import type { CycleListView, ProposedCycle } from './cycle-view'
import { openCycleOf } from './project-facts'
import { cycleFactsOf, questionFor } from './question-for'
import { type Refusal, refusalText } from './refusals'
import { reportHistory } from './report-history'
import { cycleTitle } from './rules/cycle-title'
import { questionsWaitUntil } from './rules/ladder'
import { byRespondent, owedReports } from './rules/owed-reports'
import { submitStatusReport } from './submit-status-report'

const code = z.string().trim().min(1).max(40)
const instant = z.iso.datetime({ offset: true })
/** A body is optional where everything has a default. */
const optionalBody = <T>(schema: z.ZodType<T>) => z.preprocess((body) => body ?? {}, schema)

const openBody = optionalBody(
  z.strictObject({
    // Used in file and folder names of the library, hence the narrow alphabet.
    code: code.regex(/^[A-Za-z0-9][A-Za-z0-9 _-]*$/).optional(),
    title: lineSchema(255).optional(),
    cutOff: instant.optional(),
    inSendingHours: z.boolean().optional(),
  }),
)
const nudgeBody = optionalBody(z.strictObject({ persons: z.array(z.guid()).min(1).max(1000).optional() }))
const extendBody = z.strictObject({ cutOff: instant })
const reopenBody = optionalBody(z.strictObject({ cutOff: instant.optional() }))
const answerBody = z.union([
  z.strictObject({ cycle: code, unchanged: z.literal(true) }),
  z.strictObject({ cycle: code, fields: z.unknown(), drawn: z.unknown().optional() }),
])

const statusOf: Partial<Record<Refusal['reason'], number>> = {
  forbidden: 403,
  'unknown-cycle': 404,
  'unknown-project': 404,
  'no-open-cycle': 404,
  'cycle-already-open': 409,
  'cycle-exists': 409,
  'cycle-closed': 409,
  'cut-off-passed': 409,
  'forecast-changed': 409,
  'cycle-not-open': 409,
  'cycle-not-closed': 409,
}

const refuse = (refusal: Refusal, actor: Actor): Reply => {
  const field = 'field' in refusal && refusal.field !== null ? { field: refusal.field } : {}
  const error = { code: refusal.reason, message: refusalText(refusal, actor.locale), ...field }
  return { status: statusOf[refusal.reason] ?? 422, body: { error } }
}

const notFound = (actor: Actor): Reply => ({
  status: 404,
  body: { error: { code: 'not-found', message: translate(actor.locale)('errors:not-found') } },
})

const malformed = (error: z.ZodError, actor: Actor): Reply => {
  const t = translate(actor.locale)
  const fields = error.issues.map((issue) => issue.path.join('.') || t('errors:fault.whole'))
  const message = t('errors:invalid-request', { detail: [...new Set(fields)].join(', ') })
  return { status: 422, body: { error: { code: 'invalid-request', message } } }
}

/** Answers a command: its outcome, or the refusal in words. */
const reply = (outcome: { readonly ok: true } | Refusal, actor: Actor, status = 200): Reply => {
  if (!outcome.ok) return refuse(outcome, actor)
  const { ok: _, ...body } = outcome
  return { status, body }
}

const proposedCycle = (ctx: Context, actor: Actor): ProposedCycle | null => {
  if (!may(actor, 'cycle.open') || openCycleOf(ctx)) return null
  const cycle = plannedCycle(ctx, {})
  if (!cycle) return null
  const now = ctx.clock.now()
  const owed = owedReports(ctx.lists.all(Projects), ctx.lists.all(Absences), localDay(now))
  return {
    code: cycle.code,
    title: cycleTitle(cycle, formatsIn(actor.locale)),
    cutOff: cycle.cutOff.toISOString(),
    projects: owed.length,
    managers: byRespondent(owed).size,
    sendsAt: questionsWaitUntil(now, cycle.cutOff, settingsOf(ctx))?.toISOString() ?? null,
  }
}

/** `current` in an address is the open cycle, or else the newest. */
const codeOf = (ctx: Context, param: string | undefined): string => findCycle(ctx, param ?? '')?.code ?? param ?? ''

/** A request waits so long for the questions to leave; the rest leaves after the reply, which then has no figures of it. */
const PATIENCE_MS = 10_000
const patience = (): Promise<object> =>
  new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, {}).unref()
  })

const cycleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/cycles',
    action: 'cycle.read',
    handle: async ({ ctx, actor }) => {
      const body: CycleListView = {
        cycles: cycleSummaries(ctx, actor.locale),
        proposed: proposedCycle(ctx, actor),
        may: { settings: may(actor, 'settings.edit') },
      }
      return { status: 200, body }
    },
  },
  {
    method: 'GET',
    path: '/cycles/:code',
    action: 'cycle.read',
    handle: async ({ ctx, actor, params }) => {
      const overview = await cycleOverview(ctx, actor, params.code ?? '')
      return overview ? { status: 200, body: overview } : refuse({ ok: false, reason: 'unknown-cycle' }, actor)
    },
  },
  {
    method: 'GET',
    path: '/cycles/:code/deliveries',
    action: 'delivery.read',
    handle: async ({ ctx, actor, params }) => {
      const cycle = findCycle(ctx, params.code ?? '')
      if (!cycle) return refuse({ ok: false, reason: 'unknown-cycle' }, actor)
      return { status: 200, body: { deliveries: await cycleDeliveries(ctx, cycle.code, actor.locale) } }
    },
  },
  {
    method: 'GET',
    path: '/cycles/:code/question',
    action: 'cycle.read',
    handle: async ({ ctx, actor, params }) => {
      const cycle = findCycle(ctx, params.code ?? '')
      if (!cycle) return refuse({ ok: false, reason: 'unknown-cycle' }, actor)
      const question = questionFor(ctx, cycleFactsOf(ctx, cycle), actor.person, actor.locale, 'answerable')
      return { status: 200, body: question }
    },
  },
]

const commandRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/cycles',
    action: 'cycle.open',
    handle: async ({ ctx, actor, body }) => {
      const parsed = openBody.safeParse(body)
      if (!parsed.success) return malformed(parsed.error, actor)
      const opened = await openCycle(ctx, actor, parsed.data)
      if (!opened.ok) return refuse(opened, actor)
      const { cycle, projects, managers, asking } = opened
      const asked = await Promise.race([asking, patience()])
      return { status: 201, body: { cycle, projects, managers, ...asked } }
    },
  },
  {
    method: 'POST',
    path: '/cycles/:code/nudge',
    action: 'cycle.nudge',
    handle: async ({ ctx, actor, params, body }) => {
      const parsed = nudgeBody.safeParse(body)
      if (!parsed.success) return malformed(parsed.error, actor)
      return reply(await nudge(ctx, actor, { code: codeOf(ctx, params.code), ...parsed.data }), actor)
    },
  },
  {
    method: 'POST',
    path: '/cycles/:code/extend',
    action: 'cycle.extend',
    handle: async ({ ctx, actor, params, body }) => {
      const parsed = extendBody.safeParse(body)
      if (!parsed.success) return malformed(parsed.error, actor)
      return reply(await extendCycle(ctx, actor, { code: codeOf(ctx, params.code), ...parsed.data }), actor)
    },
  },
  {
    method: 'POST',
    path: '/cycles/:code/close',
    action: 'cycle.close',
    handle: async ({ ctx, actor, params }) =>
      reply(await closeCycle(ctx, actor, { code: codeOf(ctx, params.code) }), actor),
  },
  {
    method: 'POST',
    path: '/cycles/:code/reopen',
    action: 'cycle.reopen',
    handle: async ({ ctx, actor, params, body }) => {
      const parsed = reopenBody.safeParse(body)
      if (!parsed.success) return malformed(parsed.error, actor)
      return reply(await reopenCycle(ctx, actor, { code: codeOf(ctx, params.code), ...parsed.data }), actor)
    },
  },
]

const reportRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/projects/:number/report',
    action: 'report.answer',
    handle: async ({ ctx, actor, params, body }) => {
      const parsed = answerBody.safeParse(body)
      if (!parsed.success) return malformed(parsed.error, actor)
      const cycle = codeOf(ctx, parsed.data.cycle)
      const answer =
        'unchanged' in parsed.data ? ('unchanged' as const) : { fields: parsed.data.fields, drawn: parsed.data.drawn }
      const project = params.number ?? ''
      const outcome = await submitStatusReport(ctx, actor, { cycle, project, answer, scope: 'answerable' })
      // The card in the chat shows the answer given here.
      if (outcome.ok && outcome.changed) refreshSoon(ctx, cycle, [actor.person])
      return reply(outcome, actor)
    },
  },
  {
    method: 'GET',
    path: '/projects/:number/reports',
    action: 'report.read',
    handle: async ({ ctx, actor, params }) => {
      const history = reportHistory(ctx, actor, params.number ?? '')
      return history ? { status: 200, body: history } : notFound(actor)
    },
  },
]

export const statusRoutes: readonly Route[] = [...cycleRoutes, ...commandRoutes, ...reportRoutes]
