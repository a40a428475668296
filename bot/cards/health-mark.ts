import type { Translate } from '../../src/i18n/text'
import type { Health, Trend } from '../../src/lists/codes'

/** Health in a card: a shape, a word and a colour, never colour alone. The shapes are in every font that clients use. */
const marks = {
  green: { shape: '●', color: 'Good' },
  amber: { shape: '▲', color: 'Warning' },
  red: { shape: '■', color: 'Attention' },
} as const

export const healthMark = (health: Health | null): { text: string; color?: 'Good' | 'Warning' | 'Attention' } =>
  health === null ? { text: '○ ' } : { text: `${marks[health].shape} `, color: marks[health].color }

export const healthWord = (t: Translate, health: Health | null): string => t(`codes:health.${health ?? 'none'}`)

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** "Orange, en dégradation"; `inside` a sentence the first word is in lower case too. */
export const healthAndTrend = (t: Translate, health: Health | null, trend: Trend | null, inside = false): string => {
  const word = inside ? lower(healthWord(t, health)) : healthWord(t, health)
  return trend === null ? word : `${word}, ${lower(t(`codes:trend.${trend}`))}`
}
