import type { Health, Trend } from '../../lists/codes'
import type { Wording } from '../pack/wording'
import type { HealthCount, HistoryPoint } from '../pack-view'

type ColumnName = 'project' | 'health' | 'end' | 'cost' | 'trend' | 'manager' | 'cause' | 'before' | 'after' | 'reason'

/** The few words that slides add to the content model: column titles, legends, descriptions for screen readers. */
export interface SlideWords {
  column(name: ColumnName): string
  health(value: Health | null): string
  computed(value: Health): string
  trend(value: Trend | null): string
  legend(key: keyof HealthCount, count: number): string
  series(key: keyof HealthCount): string
  chartDescription(history: readonly HistoryPoint[]): string
  readonly costsDescription: string
  readonly fullText: string
  readonly asOf: string
  date(isoDay: string): string
}

export const slideWords = (wording: Wording): SlideWords => {
  const { t, format } = wording
  const legend = (key: keyof HealthCount, count: number): string => t(`reports:legend.${key}`, { count })
  return {
    column: (name) => t(`reports:column.${name}`),
    health: wording.health,
    computed: (value) => t('reports:health.computed', { health: wording.healthWithin(value) }),
    trend: (value) => (value ? t(`codes:trend.${value}`) : '–'),
    legend,
    series: (key) => wording.health(key === 'none' ? null : key),
    chartDescription: (history) => {
      const parts = history.map(
        (point) =>
          `${point.label}: ${(['red', 'amber', 'green', 'none'] as const).map((key) => legend(key, point[key])).join(', ')}`,
      )
      return `${t('reports:chart.description')}. ${parts.join('. ')}.`
    },
    costsDescription: t('reports:chart.costs'),
    fullText: t('reports:project.fullText'),
    asOf: t('reports:project.asOf'),
    date: format.date,
  }
}
