import type { TextValues } from '../i18n/text'
import { formatsIn, translate } from '../i18n/translate'
import type { Call, Reply, Route } from '../route'
import { plannedCycle } from '../status/cycle/open-cycle'
import { cycleTitle } from '../status/rules/cycle-title'
import { editSettings, type SettingsRefusal, settingsView } from './edit-settings'
import type { SettingsView } from './settings-view'

const statusOf = { forbidden: 403, invalid: 422, conflict: 409, unavailable: 503 } as const

const view = (call: Call): Reply => {
  const next = plannedCycle(call.ctx, {})
  const body: SettingsView = {
    ...settingsView(call.ctx),
    next: next && { title: cycleTitle(next, formatsIn(call.actor.locale)), cutOff: next.cutOff.toISOString() },
  }
  return { status: 200, body }
}

const refuse = ({ ctx, actor }: Call, refusal: SettingsRefusal): Reply => {
  const t = translate(actor.locale)
  const words: TextValues =
    refusal.reason === 'conflict'
      ? {
          name: ctx.directory.person(refusal.by)?.name ?? t('project:conflict.somebody'),
          age: formatsIn(actor.locale).age(refusal.at, ctx.clock.now()),
        }
      : {}
  const message = t(`settings:error.${refusal.reason}`, words)
  const fields = refusal.reason === 'invalid' ? { fields: refusal.fields } : {}
  return { status: statusOf[refusal.reason], body: { error: { code: refusal.reason, message, ...fields } } }
}

/** The settings of the organisation, for the officer. */
export const settingsRoutes: readonly Route[] = [
  { method: 'GET', path: '/settings', action: 'settings.edit', handle: async (call) => view(call) },
  {
    method: 'PATCH',
    path: '/settings',
    action: 'settings.edit',
    handle: async (call) => {
      const outcome = await editSettings(call.ctx, call.actor, call.body)
      return outcome.ok ? view(call) : refuse(call, outcome)
    },
  },
]
