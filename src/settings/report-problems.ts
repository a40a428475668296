import type { Context } from '../context'
import { Settings } from '../lists/settings'
import { readSettings } from './settings'

/** Logs settings that could not be read, now and whenever the list changes. Returns the function that stops it. */
export const reportSettingProblems = (ctx: Pick<Context, 'lists' | 'log'>): (() => void) => {
  const report = (): void => {
    for (const problem of readSettings(ctx.lists.all(Settings)).problems)
      ctx.log.warn({ ...problem }, 'a setting cannot be read; its default is used')
  }
  report()
  return ctx.lists.onChange((change) => {
    if (change.list === Settings.name) report()
  })
}
