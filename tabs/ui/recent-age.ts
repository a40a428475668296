import type { Session } from './session'

const MINUTE = 60_000

/** How long ago something happened: minutes within the hour, then days. */
export const recentAge = (instant: string, now: string, { t, format }: Pick<Session, 't' | 'format'>): string => {
  const minutes = Math.floor((Date.parse(now) - Date.parse(instant)) / MINUTE)
  if (minutes < 1) return t('common:age.now')
  return minutes < 60 ? t('common:age.minutes', { count: minutes }) : format.age(instant, new Date(now))
}
