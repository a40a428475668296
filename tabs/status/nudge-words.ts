import type { Translate } from '../../src/i18n/text'
import type { NudgeOutcome } from '../../src/status/cycle-view'

/** How a nudge went, in one message: sent, skipped because reminded minutes ago, failed. */
export const nudgeWords = (t: Translate, { sent, skipped, failed }: NudgeOutcome): string =>
  [
    sent > 0 || (skipped === 0 && failed === 0) ? t('cycle:nudge.sent', { count: sent }) : null,
    skipped > 0 ? t('cycle:nudge.skipped', { count: skipped }) : null,
    failed > 0 ? t('cycle:nudge.failed', { count: failed }) : null,
  ]
    .filter((part) => part !== null)
    .join(' ')
