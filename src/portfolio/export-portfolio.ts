import type { Actor } from '../access/actor'
import type { Context } from '../context'
import { translate } from '../i18n/translate'
import { cellText } from '../lists/kit/cell-text'
import { costDeviation, slipDays } from '../status/health'
import { groupRows, type Names, namesOf, selectRows } from './grid/grid-rows'
import type { GridState } from './grid/grid-view'
import { portfolioOverview } from './portfolio-overview'
import type { PortfolioRow, PortfolioView } from './portfolio-view'
import { localDay } from './rules'

const MONEY = '#,##0 "€"'
const PERCENT = '+0.0%;-0.0%;0.0%'
const DAY = 'dd/mm/yyyy'
const SIGNED = '+0;-0;0'

type CellValue = string | number | Date | null

interface SheetColumn {
  readonly key: string
  readonly width: number
  readonly numFmt?: string
  value(row: PortfolioRow): CellValue
}

/** Dates are noon UTC: the same day in every time zone Excel may run in. */
const dayOf = (isoDate: string | null): Date | null => (isoDate === null ? null : new Date(`${isoDate}T12:00:00Z`))

const sheetColumns = (actor: Actor, names: Names): readonly SheetColumn[] => {
  const t = translate(actor.locale)
  const health = (value: PortfolioRow['declared']): string => t(`codes:health.${value ?? 'none'}`)
  return [
    { key: 'number', width: 10, value: (row) => row.number },
    { key: 'title', width: 44, value: (row) => row.title },
    { key: 'programme', width: 32, value: (row) => names.programme(row.programme) },
    { key: 'declared', width: 15, value: (row) => health(row.declared) },
    { key: 'computed', width: 15, value: (row) => (row.computed === null ? '' : health(row.computed)) },
    { key: 'trend', width: 16, value: (row) => (row.trend === null ? '' : t(`codes:trend.${row.trend}`)) },
    { key: 'phase', width: 14, value: (row) => (row.phase === null ? '' : t(`codes:phase.${row.phase}`)) },
    { key: 'lifecycle', width: 14, value: (row) => t(`codes:lifecycle.${row.lifecycle}`) },
    { key: 'priority', width: 12, value: (row) => t(row.priority ? 'portfolio:yes' : 'portfolio:no') },
    { key: 'manager', width: 24, value: (row) => names.person(row.projectManager) },
    { key: 'sponsor', width: 24, value: (row) => names.person(row.sponsor) },
    { key: 'baselineEnd', width: 14, numFmt: DAY, value: (row) => dayOf(row.baselineEnd) },
    { key: 'forecastEnd', width: 14, numFmt: DAY, value: (row) => dayOf(row.forecastEnd) },
    { key: 'slip', width: 12, numFmt: SIGNED, value: (row) => slipDays(row) },
    { key: 'approvedCost', width: 17, numFmt: MONEY, value: (row) => row.approvedCost },
    { key: 'forecastCost', width: 17, numFmt: MONEY, value: (row) => row.forecastCost },
    { key: 'deviation', width: 12, numFmt: PERCENT, value: (row) => ratio(costDeviation(row)) },
    {
      key: 'answeredAt',
      width: 16,
      numFmt: DAY,
      value: (row) => (row.answer.at === null ? null : dayOf(localDay(new Date(row.answer.at)))),
    },
    { key: 'comment', width: 60, value: (row) => row.comment },
  ]
}

const ratio = (percent: number | null): number | null => (percent === null ? null : percent / 100)
const headers = {
  number: 'fields:Projects.number',
  title: 'fields:Projects.title',
  programme: 'fields:Projects.programme',
  declared: 'portfolio:column.health',
  computed: 'portfolio:why.computed',
  trend: 'portfolio:export.trend',
  phase: 'fields:Projects.phase',
  lifecycle: 'fields:Projects.lifecycle',
  priority: 'fields:Projects.priority',
  manager: 'fields:Projects.projectManager',
  sponsor: 'fields:Projects.sponsor',
  baselineEnd: 'fields:Projects.baselineEnd',
  forecastEnd: 'fields:Projects.forecastEnd',
  slip: 'portfolio:export.slip',
  approvedCost: 'fields:Projects.approvedCost',
  forecastCost: 'fields:Projects.forecastCost',
  deviation: 'portfolio:export.deviation',
  answeredAt: 'portfolio:export.answeredAt',
  comment: 'portfolio:export.comment',
} as const
type HeaderKey = keyof typeof headers
const isHeader = (key: string): key is HeaderKey => key in headers

/** Rows as the tab shows them, group after group. */
const rowsInOrder = (view: PortfolioView, state: GridState, names: Names): readonly PortfolioRow[] =>
  groupRows(selectRows(view.rows, state, names), state.group, view, names).flatMap((group) => group.rows)

/** The portfolio under the filters and in the order of the page, as an Excel workbook with a real table. */
export const exportPortfolio = async (
  ctx: Context,
  actor: Actor,
  state: GridState,
): Promise<{ name: string; content: Uint8Array }> => {
  const t = translate(actor.locale)
  const view = portfolioOverview(ctx, actor)
  const names = namesOf(view, actor.locale)
  const columns = sheetColumns(actor, names)
  const rows = rowsInOrder(view, state, names)
  // Loaded when the first workbook is written: a start does not wait for hundreds of modules.
  const { default: library } = await import('exceljs')
  const book = new library.Workbook()
  book.creator = 'Gouvernail'
  book.created = new Date(view.now)
  const sheet = book.addWorksheet(t('portfolio:export.sheet'), { views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }] })
  sheet.columns = columns.map(({ width, numFmt }) => ({ width, style: numFmt ? { numFmt } : {} }))
  const header = columns.map(({ key }) => (isHeader(key) ? t(headers[key]) : key))
  const body = rows.map((row) => columns.map((column) => cell(column.value(row))))
  sheet.addTable({
    name: 'Portfolio',
    ref: 'A1',
    headerRow: true,
    style: { theme: 'TableStyleLight1', showRowStripes: true },
    columns: header.map((name) => ({ name, filterButton: true })),
    // Excel repairs a table without rows: an empty selection keeps one blank line.
    rows: body.length > 0 ? body : [columns.map(() => null)],
  })
  const day = localDay(new Date(view.now))
  return { name: `${t('portfolio:export.file')}-${day}.xlsx`, content: new Uint8Array(await book.xlsx.writeBuffer()) }
}

const cell = (value: CellValue): CellValue => (typeof value === 'string' ? cellText(value) : value)
