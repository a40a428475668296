import { z } from 'zod'
import type { Actor } from '../access/actor'
import { may } from '../access/policy'
import type { Context } from '../context'
import { Settings as SettingsList } from '../lists/settings'
import type { RowOutcome } from '../ports/lists'
import { faultsOf, isSettingCode, readSettings, type SettingCode } from './settings'
import type { SettingsView } from './settings-view'

const input = z.strictObject({
  changes: z.record(z.string(), z.unknown()),
  versions: z.record(z.string(), z.string()).default({}),
})

export type SettingsRefusal =
  | { readonly ok: false; readonly reason: 'forbidden' | 'unavailable' }
  /** `fields` are paths such as `ladder.reminders.1`. */
  | { readonly ok: false; readonly reason: 'invalid'; readonly fields: readonly string[] }
  | { readonly ok: false; readonly reason: 'conflict'; readonly by: string; readonly at: string }

export type SettingsOutcome = { readonly ok: true } | SettingsRefusal

export const settingsView = (ctx: Pick<Context, 'lists'>): Omit<SettingsView, 'next'> => {
  const rows = ctx.lists.all(SettingsList)
  const versions = rows.flatMap((row) => (isSettingCode(row.code) ? [[row.code, row.$item.etag]] : []))
  return { ...readSettings(rows), versions: Object.fromEntries(versions) }
}

type Change = { readonly code: SettingCode; readonly value: string; readonly version: string | null }

/**
 * Stores settings with the officer's own token, so that SharePoint's history says who changed what. All are checked before one is
 * written; one that somebody else changed since the page was read stops them all.
 */
export const editSettings = async (ctx: Context, actor: Actor, body: unknown): Promise<SettingsOutcome> => {
  if (!may(actor, 'settings.edit') || !actor.assertion) return { ok: false, reason: 'forbidden' }
  const parsed = input.safeParse(body)
  if (!parsed.success) return { ok: false, reason: 'invalid', fields: [] }
  const fields: string[] = []
  const changes: Change[] = []
  for (const [code, value] of Object.entries(parsed.data.changes)) {
    if (!isSettingCode(code)) return { ok: false, reason: 'invalid', fields: [code] }
    fields.push(...faultsOf(code, value))
    changes.push({ code, value: JSON.stringify(value), version: parsed.data.versions[code] ?? null })
  }
  if (fields.length > 0) return { ok: false, reason: 'invalid', fields }
  for (const { code, version } of changes) {
    const row = ctx.lists.find(SettingsList, code)
    if (row && row.$item.etag !== version) return conflictWith(row.$item)
  }
  const writer = ctx.lists.as(actor.assertion)
  for (const { code, value, version } of changes) {
    const row = ctx.lists.find(SettingsList, code)
    const outcome: RowOutcome<typeof SettingsList> = row
      ? await writer.update(SettingsList, row.$item.itemId, { value }, version)
      : await writer.create(SettingsList, { code, value })
    if (!outcome.ok) return refusalOf(outcome)
    await ctx.audit.append(actor, 'settings.edit', code, { value })
  }
  return { ok: true }
}

const conflictWith = (item: { modifiedBy: string | null; modifiedAt: string }): SettingsRefusal => ({
  ok: false,
  reason: 'conflict',
  by: item.modifiedBy ?? '',
  at: item.modifiedAt,
})

const refusalOf = (outcome: RowOutcome<typeof SettingsList> & { ok: false }): SettingsRefusal => {
  if (outcome.reason === 'conflict') return conflictWith(outcome.current.$item)
  return { ok: false, reason: outcome.reason === 'forbidden' ? 'forbidden' : 'unavailable' }
}
