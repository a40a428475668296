import type { Actor } from '../../access/actor'
import { localDay } from '../../calendar/business-days'
import type { Context } from '../../context'
import { calendarIn, settingsOf } from '../../settings/settings'
import type { ActionForm, ActionLine, ActionsModel } from './card-model'
import { actionsFor, type FoundAction } from './find-action'
import { daysLate, proposedDate } from './reminder-rules'

/** A card about these actions as this person may know them; those that they may not are left out. */
export const actionsCard = (
  ctx: Context,
  actor: Actor,
  kind: ActionsModel['kind'],
  numbers: readonly string[],
  form: ActionForm | null = null,
): ActionsModel => {
  const actions = actionsFor(ctx, actor)
  const today = localDay(ctx.clock.now())
  const name = ctx.directory.person(actor.person)?.name ?? ''
  return {
    kind,
    firstName: name.split(' ')[0] ?? '',
    lines: numbers.flatMap((number) => {
      const found = actions.find(number)
      return found ? [lineOf(ctx, found, today)] : []
    }),
    form,
    tabUrl: ctx.links.tab('actions'),
  }
}

const lineOf = (ctx: Context, found: FoundAction, today: string): ActionLine => {
  const { action, found: body } = found
  return {
    number: action.number,
    title: action.title,
    body: body?.body.title ?? null,
    owner: action.owner === null ? null : (ctx.directory.person(action.owner)?.name ?? null),
    dueOn: action.dueOn,
    state: action.state,
    daysLate: daysLate(action, today),
    reason: action.reason,
    mayEdit: found.may('action.edit'),
  }
}

/** The form that asks for another date or another owner. */
export const actionForm = (ctx: Context, actor: Actor, number: string, kind: ActionForm['kind']): ActionForm | null => {
  const found = actionsFor(ctx, actor).find(number)
  if (!found?.may('action.edit') || found.action.state !== 'open') return null
  const members = found.found?.members ?? []
  const people = members.flatMap(({ person, name }) =>
    person === null || person === found.action.owner
      ? []
      : [{ id: person, name: ctx.directory.person(person)?.name ?? name }],
  )
  return {
    number,
    kind,
    dueOn: proposedDate(found.action.dueOn, calendarIn(settingsOf(ctx)), localDay(ctx.clock.now())),
    reason: '',
    people: people.toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
    refusal: null,
  }
}
