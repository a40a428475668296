import type PptxGenJS from 'pptxgenjs'
import type { Health } from '../../lists/codes'
import type { CoverPage, DecisionLine, HealthCount, HistoryPoint, SummaryPage } from '../pack-view'
import {
  BOTTOM,
  COVER_TITLE,
  color,
  coverPage,
  font,
  heading,
  LEFT,
  page,
  place,
  rule,
  type Slide,
  TOP,
  text,
  WIDTH,
} from './deck'
import { healthMark } from './health-mark'
import type { SlideWords } from './slide-words'
import { type Cell, type Column, inRow, type TableFrame, table } from './table'
import { fitLine, fitText, textWidth } from './text-fit'

const CHART = { x: LEFT, w: 424, h: 252 } as const
/** Share of the chart's height that the bars take; the rest holds the axis. */
const PLOT = 0.9
const RIGHT = 652
const RIGHT_WIDTH = LEFT + WIDTH - RIGHT
const ROW = 34
/** Room that health, end and cost take at the end of a row. */
const HEALTH_FROM_END = 242

/** Bottom to top: what needs attention stands on the axis. */
const stack = [
  { key: 'red', tone: color.red },
  { key: 'amber', tone: color.amber },
  { key: 'green', tone: color.paleGreen },
  { key: 'none', tone: color.neutral },
] as const satisfies readonly { key: keyof HealthCount; tone: string }[]

export const coverSlide = (deck: PptxGenJS, cover: CoverPage, words: SlideWords): void => {
  const slide = coverPage(deck, cover.title)
  const { x, w } = COVER_TITLE
  slide.addShape('rect', { ...place({ x: LEFT, y: 200, w: 6, h: 268 }), fill: { color: color.brand } })
  text(slide, cover.kicker, { x, y: 198, w, h: 26 }, { size: 18, color: color.quiet })
  const subtitle = fitText(cover.subtitle, { width: w, height: 30, sizes: [20, 18, 16] })
  text(slide, subtitle.text, { x, y: 304, w, h: 30 }, { size: subtitle.size, color: color.secondary })
  healthTiles(slide, cover.counts, words, x, 360)
  const lines = fitText(cover.lines.join('\n'), { width: w, height: 60, sizes: [14, 12] })
  text(slide, lines.text, { x, y: 416, w, h: 60 }, { size: lines.size, color: color.quiet })
}

const healthTiles = (slide: Slide, counts: HealthCount, words: SlideWords, x: number, y: number): void => {
  const shown = [...stack].filter(({ key }) => key !== 'none' || counts.none > 0)
  shown.forEach(({ key }, index) => {
    const health = key === 'none' ? null : key
    const at = x + index * 190
    healthMark(slide, health, words.health(health), at, y + 4, 24)
    text(
      slide,
      words.legend(key, counts[key]),
      // The last one, the longest, has the rest of the line.
      { x: at + 34, y, w: index === shown.length - 1 ? 260 : 156, h: 32 },
      { size: 18, bold: true, valign: 'middle' },
    )
  })
}

export const summarySlide = (deck: PptxGenJS, summary: SummaryPage, words: SlideWords): void => {
  const slide = page(deck, summary.kicker, summary.title)
  const top = heading(slide, summary.chartTitle, LEFT, TOP, 560)
  historyChart(deck, slide, summary, words, top)
  heading(slide, summary.exceptionsTitle, RIGHT, TOP, RIGHT_WIDTH)
  exceptionsTable(slide, summary, words, top)
  decisions(slide, summary)
}

const historyChart = (deck: PptxGenJS, slide: Slide, summary: SummaryPage, words: SlideWords, y: number): void => {
  const { history } = summary
  const labels = history.map((point) => point.label)
  const most = Math.max(1, ...history.map(sum))
  slide.addChart(
    deck.ChartType.bar,
    stack.map(({ key }) => ({ name: words.series(key), labels, values: history.map((point) => point[key]) })),
    {
      ...place({ ...CHART, y }),
      layout: { x: 0.001, y: 0.001, w: 0.998, h: PLOT },
      barDir: 'col',
      barGrouping: 'stacked',
      barGapWidthPct: 38,
      chartColors: stack.map(({ tone }) => tone),
      dataBorder: { pt: 0.75, color: color.white },
      valAxisHidden: true,
      valAxisMinVal: 0,
      valAxisMaxVal: most,
      valAxisLineShow: false,
      valGridLine: { style: 'none' },
      catAxisLabelFontFace: 'Segoe UI',
      // Small, because not every program leaves labels out as asked.
      catAxisLabelFontSize: 8,
      catAxisLabelColor: color.secondary,
      catAxisLineColor: color.quiet,
      catAxisMajorTickMark: 'none',
      catGridLine: { style: 'none' },
      catAxisLabelFrequency: history.length > 8 ? '3' : '1',
      showLegend: false,
      showTitle: false,
      showValue: true,
      dataLabelFontFace: 'Segoe UI',
      dataLabelFontSize: 9,
      dataLabelFontBold: true,
      dataLabelColor: color.white,
      // A part too thin for its figure shows none.
      dataLabelFormatCode: `[<${Math.ceil(most * 0.06)}]"";0`,
      dataLabelPosition: 'ctr',
      altText: words.chartDescription(history),
    },
  )
  legend(slide, history.at(-1), most, words, y)
}

const sum = (point: HealthCount): number => point.green + point.amber + point.red + point.none

/** Names the parts of the last bar beside it, each at its own height, at least a line apart. */
const legend = (slide: Slide, last: HistoryPoint | undefined, most: number, words: SlideWords, y: number): void => {
  if (!last) return
  const plot = CHART.h * PLOT
  let below = 0
  let free = y + plot
  for (const { key } of stack) {
    const count = last[key]
    const centre = y + plot * (1 - (below + count / 2) / most)
    below += count
    if (count === 0) continue
    const at = Math.min(centre - 11, free - 22)
    free = at
    const health: Health | null = key === 'none' ? null : key
    healthMark(slide, health, words.health(health), CHART.x + CHART.w + 14, at + 3)
    const x = CHART.x + CHART.w + 38
    text(slide, words.legend(key, count), { x, y: at, w: 126, h: 22 }, { bold: true, valign: 'middle' })
  }
}

const columns = (words: SlideWords): readonly Column[] => [
  { title: words.column('project'), width: RIGHT_WIDTH - HEALTH_FROM_END },
  { title: words.column('health'), width: 122 },
  { title: words.column('end'), width: 54, align: 'right' },
  { title: words.column('cost'), width: 66, align: 'right' },
]

const exceptionsTable = (slide: Slide, summary: SummaryPage, words: SlideWords, y: number): void => {
  const frame: TableFrame = { x: RIGHT, y: y - 4, rowHeight: ROW }
  const width = RIGHT_WIDTH - HEALTH_FROM_END - 10
  let bottom = frame.y
  if (summary.exceptions.length > 0) {
    const rows = summary.exceptions.map((line): Cell[] => [
      projectCell(line, width),
      { runs: [{ text: words.health(line.health) }], indent: 22 },
      { runs: [{ text: line.end ?? '–', style: { bold: line.endBroken } }] },
      { runs: [{ text: line.cost ?? '–', style: { bold: line.costBroken } }] },
    ])
    bottom = table(slide, columns(words), rows, frame)
    summary.exceptions.forEach((line, index) => {
      healthMark(
        slide,
        line.health,
        words.health(line.health),
        RIGHT + RIGHT_WIDTH - HEALTH_FROM_END,
        inRow(frame, index, 16),
      )
    })
  }
  const note = fitText(summary.exceptionsNote, { width: RIGHT_WIDTH, height: 2 * 17, sizes: [12] })
  text(slide, note.text, { x: RIGHT, y: bottom + 8, w: RIGHT_WIDTH, h: 34 }, { size: 12, color: color.quiet })
}

/** Number in grey and title on one line of a table. */
export const projectCell = (line: { number: string; title: string }, width: number): Cell => {
  const number = `${line.number}  `
  const title = fitLine(line.title, width - textWidth(number, 14), 14)
  return { runs: [{ text: number, style: { color: color.quiet } }, { text: title.text }] }
}

const DECISIONS_TOP = 470

const decisions = (slide: Slide, summary: SummaryPage): void => {
  const top = heading(slide, summary.decisionsTitle, LEFT, DECISIONS_TOP, WIDTH)
  const width = (WIDTH - 40) / 2
  const oneRow = summary.decisions.length <= 2
  summary.decisions.forEach((decision, index) => {
    const y = top + Math.floor(index / 2) * 62
    decisionAt(slide, decision, index + 1, LEFT + (index % 2) * (width + 40), y, width, oneRow ? 2 : 1)
  })
  const after = summary.decisions.length === 0 ? top : top + (oneRow ? 62 : 124) + 2
  if (summary.decisionsNote)
    text(
      slide,
      summary.decisionsNote,
      { x: LEFT, y: Math.min(after, BOTTOM - 18), w: WIDTH, h: 18 },
      {
        size: summary.decisions.length === 0 ? 14 : 12,
        color: color.quiet,
      },
    )
}

/** A numbered decision: what is asked in bold, what follows otherwise below it in `lines` lines. */
export const decisionAt = (
  slide: Slide,
  decision: DecisionLine,
  rank: number,
  x: number,
  y: number,
  width: number,
  lines: number,
): void => {
  const inner = width - 32
  text(slide, String(rank), { x, y: y - 3, w: 28, h: 26 }, { size: 20, bold: true, color: color.brand })
  const asked = fitText(decision.heading, { width: inner, height: 2 * 20, sizes: [14, 13], bold: true })
  const below = fitText(decision.consequence || decision.title, { width: inner, height: lines * 17, sizes: [12] })
  // One text: where a substitute font breaks the first part into more lines, the second follows it instead of lying under it.
  slide.addText(
    [
      { text: asked.text, options: { ...font({ size: asked.size, bold: true }), breakLine: true } },
      { text: below.text, options: font({ size: 12, color: color.quiet }) },
    ],
    { ...place({ x: x + 32, y, w: inner, h: 40 + lines * 17 }), valign: 'top', margin: 0 },
  )
}

export const emptyNote = (slide: Slide, note: string, y: number): void => {
  healthMark(slide, 'green', '', LEFT, y + 2, 20)
  text(slide, note, { x: LEFT + 32, y, w: WIDTH - 32, h: 24 }, { size: 16, valign: 'middle' })
  rule(slide, LEFT, y + 40, WIDTH)
}
