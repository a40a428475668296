import type { Formats } from '../../i18n/format'
import type { Locale, Translate } from '../../i18n/text'
import type { Health } from '../../lists/codes'
import { type ComputedHealth, type Finding, severity } from '../health'

/** At most so many reasons in the sentence; the project page lists them all. */
const REASONS = 3

const reasonOf = (finding: Finding, t: Translate, format: Formats): string => {
  switch (finding.axis) {
    case 'schedule': {
      const values = { count: finding.deviation, allowed: format.number(finding.allowed) }
      return finding.health === 'red'
        ? t('status:reason.scheduleOver', values)
        : t('status:reason.scheduleNear', values)
    }
    case 'cost': {
      const values = { percent: format.number(finding.deviation, 1), allowed: format.number(finding.allowed) }
      return finding.health === 'red' ? t('status:reason.costOver', values) : t('status:reason.costNear', values)
    }
    case 'milestones': {
      const [first] = finding.late
      return t('status:reason.milestones', {
        count: finding.late.length,
        title: first?.title ?? '',
        date: first ? format.date(first.due) : '',
      })
    }
    case 'endPassed':
      return t('status:reason.endPassed', { date: format.date(finding.forecastEnd) })
  }
}

const healthWord = (health: Health, t: Translate): string => t(`codes:health.${health}`).toLocaleLowerCase()

/** True when the manager declares better than the rule computes: "green outside, red inside". */
export const worseThanDeclared = (computed: Health | null, declared: Health | null): boolean =>
  computed !== null && declared !== null && severity(computed) > severity(declared)

/**
 * The computed health in one sentence that says why, naming the declared one when it is better. Null when nothing is known.
 * The rule is `computedHealth` (DESIGN 3.4, PRINCE2 tolerances); every reason gives the figure and the tolerance behind it.
 */
export const explainHealth = (
  computed: ComputedHealth,
  declared: Health | null,
  locale: Locale,
  t: Translate,
  format: Formats,
): string | null => {
  if (computed.health === null) return null
  const reasons = computed.findings
    .filter((finding) => finding.health !== 'green')
    .toSorted((a, b) => severity(b.health) - severity(a.health))
    .slice(0, REASONS)
    .map((finding) => reasonOf(finding, t, format))
  const health = healthWord(computed.health, t)
  if (reasons.length === 0) return t('status:explain.green')
  const values = { health, reasons: new Intl.ListFormat(locale, { type: 'conjunction' }).format(reasons) }
  return declared !== null && worseThanDeclared(computed.health, declared)
    ? t('status:explain.worse', { ...values, declared: healthWord(declared, t) })
    : t('status:explain.computed', values)
}
