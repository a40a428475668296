import type { SettingCode, SettingProblem, Settings } from './settings'

/** `GET /api/settings`: what is in force, and what could not be read in the list. */
export interface SettingsView {
  readonly settings: Settings
  /** Version of each setting that is stored; one that is absent has its default. */
  readonly versions: Readonly<Partial<Record<SettingCode, string>>>
  readonly problems: readonly SettingProblem[]
  /** What the recurrence plans next; null when the organisation's own calendar has ended. */
  readonly next: { readonly title: string; readonly cutOff: string } | null
}

/** `PATCH /api/settings`: whole settings, each with the version that was on the page. */
export interface SettingsChange {
  readonly changes: Readonly<Partial<Settings>>
  readonly versions: SettingsView['versions']
}
