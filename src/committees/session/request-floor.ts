import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { permitted, type Refused, refused } from './in-session'

type Done = { readonly ok: true }

/** Asks for the floor, or no longer. */
export const requestFloor = async (
  ctx: Context,
  actor: Actor,
  key: string,
  wants: boolean,
): Promise<Done | Refused> => {
  const found = permitted(ctx, actor, key, 'floor.request')
  if ('ok' in found) return found
  if (found.meeting.state !== 'open') return refused('not-open')
  await (wants ? ctx.floor.ask(key, actor.person, ctx.clock.now()) : ctx.floor.leave(key, actor.person))
  await ctx.audit.append(actor, wants ? 'floor.request' : 'floor.leave', key, {})
  ctx.live.changed('Floor')
  return { ok: true }
}

/** Somebody was given the floor: they leave the queue. */
export const giveFloor = async (ctx: Context, actor: Actor, key: string, person: string): Promise<Done | Refused> => {
  const found = permitted(ctx, actor, key, 'meeting.run')
  if ('ok' in found) return found
  await ctx.floor.leave(key, person)
  await ctx.audit.append(actor, 'floor.give', key, { person })
  ctx.live.changed('Floor')
  return { ok: true }
}
