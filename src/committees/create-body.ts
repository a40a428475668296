import type { Actor } from '../access/actor'
import { may } from '../access/policy'
import { localDay } from '../calendar/business-days'
import type { Context } from '../context'
import { Bodies } from '../lists/bodies'
import { Memberships } from '../lists/committees/memberships'
import { blankValues } from '../lists/kit/list'
import { Programmes } from '../lists/programmes'
import { findProject } from '../projects/find-project'
import type { NewBody } from './bodies-view'
import { newMembership } from './membership-rows'
import { codeFor, templates } from './templates'

export type CreateBodyOutcome =
  | { readonly ok: true; readonly code: string }
  | {
      readonly ok: false
      readonly reason:
        | 'not-allowed'
        | 'no-token'
        | 'unknown-programme'
        | 'unknown-project'
        | 'unknown-person'
        | 'code-taken'
    }

/** How often a proposed code is tried again when somebody else took it at the same moment. */
const TRIES = 3

/** Creates a body from a template with the person's own token; its chair and secretary sit in it from today. */
export const createBody = async (ctx: Context, actor: Actor, asked: NewBody): Promise<CreateBodyOutcome> => {
  if (!may(actor, 'body.create')) return { ok: false, reason: 'not-allowed' }
  if (actor.assertion === undefined) return { ok: false, reason: 'no-token' }
  const unknown = unknownReference(ctx, actor, asked)
  if (unknown) return { ok: false, reason: unknown }
  const today = localDay(ctx.clock.now())
  const { template, title, programme, project, chair, secretary } = asked
  const taken = new Set(ctx.lists.all(Bodies).map(({ code }) => code))
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const code = codeFor(template, project ?? programme, taken)
    const values = { ...blankValues(Bodies), ...templates[template], title, programme, project, chair, secretary }
    const outcome = await ctx.lists.as(actor.assertion).create(Bodies, { ...values, code, activeFrom: today })
    if (outcome.ok) {
      await seat(ctx, code, today, asked)
      await ctx.audit.append(actor, 'body.create', code, { ...asked, code })
      return { ok: true, code }
    }
    if (outcome.reason !== 'duplicate-key') return { ok: false, reason: 'not-allowed' }
    taken.add(code)
  }
  return { ok: false, reason: 'code-taken' }
}

const unknownReference = (ctx: Context, actor: Actor, asked: NewBody) => {
  if (asked.programme !== null && !ctx.lists.find(Programmes, asked.programme)) return 'unknown-programme'
  if (asked.project !== null && !findProject(ctx, actor, asked.project)) return 'unknown-project'
  const people = [asked.chair, asked.secretary].flatMap((person) => person ?? [])
  return people.every((person) => ctx.directory.person(person)) ? null : 'unknown-person'
}

/** Through the outbox: the body exists, so its first members must arrive whatever happens next. */
const seat = (ctx: Context, body: string, from: string, { chair, secretary }: NewBody): Promise<void> => {
  const rows = [
    ...(chair === null ? [] : [{ person: chair, role: 'chair' as const, voice: 'vote' as const, mandatory: true }]),
    ...(secretary === null || secretary === chair
      ? []
      : [{ person: secretary, role: 'secretary' as const, voice: 'advice' as const, mandatory: true }]),
  ].map((member) => newMembership(ctx, { ...member, body, from }))
  return ctx.outbox.put(rows.map((values) => ({ list: Memberships, key: values.membershipKey, values })))
}
