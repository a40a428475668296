import type PptxGenJS from 'pptxgenjs'
import { daysBetween } from '../../status/health'
import type { CostBar, KeyFigure, MilestoneLine, ProjectPage } from '../pack-view'
import { BOTTOM, color, font, heading, LEFT, page, place, rule, type Slide, TOP, text, WIDTH } from './deck'
import { healthMark } from './health-mark'
import type { SlideWords } from './slide-words'
import { fitLine, fitText, textWidth } from './text-fit'

const MIDDLE = 250
const COLUMNS_TOP = 512

/** One project: five figures, milestones, costs, then cause, next step and decision in the manager's words. */
export const projectSlide = (deck: PptxGenJS, project: ProjectPage, words: SlideWords): void => {
  const slide = page(deck, project.kicker, project.title)
  figures(slide, project.figures, words)
  timeline(slide, project, words)
  costs(deck, slide, project, words)
  narrative(slide, project, words)
}

/** Widths of the five figures: health and cost carry the longest notes. */
const FIGURE_WIDTHS = [264, 236, 190, 276, 202]

const figures = (slide: Slide, shown: readonly KeyFigure[], words: SlideWords): void => {
  rule(slide, LEFT, TOP - 4, WIDTH, color.text)
  let x = LEFT
  shown.forEach((figure, index) => {
    const width = (FIGURE_WIDTHS[index] ?? 200) - 16
    const marked = figure.health !== undefined
    text(slide, figure.label, { x, y: TOP + 8, w: width, h: 16 }, { size: 12, color: color.quiet })
    if (marked) healthMark(slide, figure.health ?? null, words.health(figure.health ?? null), x, TOP + 30, 18)
    const indent = marked ? 26 : 0
    const value = fitLine(figure.value, width - indent, 20, true)
    text(
      slide,
      value.text,
      { x: x + indent, y: TOP + 24, w: width - indent, h: 30 },
      { size: 20, bold: true, valign: 'middle' },
    )
    const note = fitLine(figure.note, width + 8, 12)
    text(slide, note.text, { x, y: TOP + 55, w: width + 8, h: 18 }, { size: 12, color: color.secondary })
    x += FIGURE_WIDTHS[index] ?? 200
  })
}

const TIMELINE_WIDTH = 808
const LABELS = 210
const AXIS = { from: LEFT + LABELS, width: 440 } as const
const ROW = 34

const tones: Record<MilestoneLine['state'], string> = {
  done: color.text,
  planned: color.text,
  slipping: color.amber,
  late: color.amber,
  broken: color.red,
}

/** Maps dates to the axis; a single date stands in its middle. */
const scaleOf = (milestones: readonly MilestoneLine[], asOf: string): ((day: string) => number) => {
  const days = [asOf, ...milestones.flatMap((each) => [each.baseline, each.forecast])]
    .filter((day) => day !== null)
    .sort()
  const first = days[0] ?? asOf
  const span = daysBetween(first, days.at(-1) ?? asOf)
  return (day) => AXIS.from + (span === 0 ? 0.5 : daysBetween(first, day) / span) * AXIS.width
}

const timeline = (slide: Slide, project: ProjectPage, words: SlideWords): void => {
  const top = heading(slide, project.milestonesTitle, LEFT, MIDDLE, TIMELINE_WIDTH)
  const { milestones } = project
  if (milestones.length === 0) {
    text(slide, project.milestonesNote, { x: LEFT, y: top, w: TIMELINE_WIDTH, h: 20 }, { color: color.quiet })
    return
  }
  const at = scaleOf(milestones, project.asOf)
  const today = at(project.asOf)
  const bottom = top + milestones.length * ROW
  slide.addShape('line', {
    ...place({ x: today, y: top - 4, w: 0, h: bottom - top + 2 }),
    line: { color: color.quiet, width: 0.75, dashType: 'dash' },
    objectName: `${words.asOf} ${words.date(project.asOf)}`,
  })
  milestones.forEach((milestone, index) => {
    milestoneRow(slide, milestone, top + index * ROW + ROW / 2, at)
  })
  const caption = `${words.asOf} ${words.date(project.asOf)}`
  const left = Math.min(Math.max(today - 80, LEFT), LEFT + TIMELINE_WIDTH - 160)
  text(slide, caption, { x: left, y: bottom - 1, w: 160, h: 16 }, { size: 11, color: color.quiet, align: 'center' })
  if (project.milestonesNote)
    text(slide, project.milestonesNote, { x: LEFT, y: bottom - 1, w: 300, h: 16 }, { size: 11, color: color.quiet })
}

const milestoneRow = (slide: Slide, milestone: MilestoneLine, middle: number, at: (day: string) => number): void => {
  const name = fitLine(milestone.title, LABELS - 14, 14)
  text(slide, name.text, { x: LEFT, y: middle - 10, w: LABELS - 14, h: 20 }, { valign: 'middle' })
  rule(slide, AXIS.from, middle, TIMELINE_WIDTH - LABELS, color.faint)
  const from = milestone.baseline ? at(milestone.baseline) : null
  const to = milestone.forecast ? at(milestone.forecast) : null
  if (from !== null && to !== null && from !== to)
    rule(slide, Math.min(from, to), middle, Math.abs(to - from), color.quiet, 1.5)
  if (from !== null)
    slide.addShape('ellipse', {
      ...place({ x: from - 5, y: middle - 5, w: 10, h: 10 }),
      fill: { color: color.white },
      line: { color: color.text, width: 1.25 },
    })
  if (to !== null)
    slide.addShape('diamond', {
      ...place({ x: to - 7, y: middle - 7, w: 14, h: 14 }),
      fill: { color: tones[milestone.state] },
    })
  milestoneLabel(slide, milestone, middle, from ?? AXIS.from, Math.max(from ?? 0, to ?? AXIS.from))
}

/** Beside the last mark, or before the first one when there is no room. A white ground keeps lines from crossing it. */
const milestoneLabel = (
  slide: Slide,
  { label, state }: MilestoneLine,
  middle: number,
  from: number,
  last: number,
): void => {
  const bold = state === 'broken'
  const width = textWidth(label, 12, bold) + 6
  const fits = last + 14 + width <= LEFT + TIMELINE_WIDTH
  const x = fits ? last + 14 : from - 12 - width
  slide.addText(label, {
    ...place({ x, y: middle - 9, w: width, h: 18 }),
    ...font({
      size: 12,
      bold,
      color: bold ? color.text : color.secondary,
      valign: 'middle',
      align: fits ? 'left' : 'right',
    }),
    fill: { color: color.white },
    margin: 0,
    wrap: false,
  })
}

const COSTS = { x: 900, width: 324, labels: 78, amounts: 104, bar: 34 } as const

const costs = (deck: PptxGenJS, slide: Slide, project: ProjectPage, words: SlideWords): void => {
  const top = heading(slide, project.costsTitle, COSTS.x, MIDDLE, COSTS.width)
  if (project.costs.length === 0) {
    text(slide, project.costsNote, { x: COSTS.x, y: top, w: COSTS.width, h: 20 }, { color: color.quiet })
    return
  }
  const height = project.costs.length * COSTS.bar + 8
  const plot = { x: COSTS.x + COSTS.labels, y: top, w: COSTS.width - COSTS.labels - COSTS.amounts, h: height }
  const most = Math.max(1, ...project.costs.map((bar) => bar.amount))
  // A bar chart grows upwards from its axis: the last category is drawn first.
  const upwards = project.costs.toReversed()
  slide.addChart(
    deck.ChartType.bar,
    [
      {
        name: project.costsTitle,
        labels: upwards.map((bar) => bar.label),
        values: upwards.map((bar) => bar.amount),
      },
    ],
    {
      ...place(plot),
      layout: { x: 0.001, y: 0.001, w: 0.998, h: 0.998 },
      barDir: 'bar',
      barGapWidthPct: 55,
      chartColors: upwards.map((bar) => toneOf(bar)),
      catAxisHidden: true,
      catAxisLineShow: false,
      valAxisHidden: true,
      valAxisMinVal: 0,
      valAxisMaxVal: most,
      valAxisLineShow: false,
      valGridLine: { style: 'none' },
      catGridLine: { style: 'none' },
      showLegend: false,
      showTitle: false,
      showValue: false,
      altText: `${words.costsDescription}. ${project.costs.map((bar) => `${bar.label}: ${bar.text}`).join(', ')}.`,
    },
  )
  project.costs.forEach((bar, index) => {
    const at = { y: top + (index * height) / project.costs.length, h: height / project.costs.length }
    text(slide, bar.label, { x: COSTS.x, w: COSTS.labels - 8, ...at }, { size: 13, valign: 'middle' })
    text(
      slide,
      bar.text,
      { x: COSTS.x + COSTS.width - COSTS.amounts, w: COSTS.amounts, ...at },
      {
        size: 13,
        bold: bar.emphasis !== null,
        align: 'right',
        valign: 'middle',
        wrap: false,
      },
    )
  })
  approvedLine(slide, project, plot, most)
}

const toneOf = (bar: CostBar): string =>
  bar.emphasis === 'red' ? color.red : bar.emphasis === 'amber' ? color.amber : color.neutral

const approvedLine = (
  slide: Slide,
  project: ProjectPage,
  plot: { readonly x: number; readonly y: number; readonly w: number; readonly h: number },
  most: number,
): void => {
  const approved = project.approvedCost
  if (approved === null || approved === 0) return
  slide.addShape('line', {
    ...place({ x: plot.x + (plot.w * approved) / most, y: plot.y, w: 0, h: plot.h }),
    line: { color: color.text, width: 1, dashType: 'sysDash' },
  })
  text(
    slide,
    project.costsNote,
    { x: COSTS.x, y: plot.y + plot.h + 4, w: COSTS.width, h: 16 },
    { size: 11, color: color.quiet },
  )
}

const GAP = 36

/** Long answers shrink, then end in "…"; the whole text is then in the notes of the slide. */
const narrative = (slide: Slide, project: ProjectPage, words: SlideWords): void => {
  const width = (WIDTH - 2 * GAP) / 3
  const cut: string[] = []
  project.columns.forEach((column, index) => {
    const x = LEFT + index * (width + GAP)
    const top = heading(slide, column.title, x, COLUMNS_TOP, width)
    const fitted = fitText(column.text, { width, height: BOTTOM - top, sizes: [14, 12, 11], bold: column.strong })
    if (fitted.cut) cut.push(`${column.title}\n${column.text}`)
    text(slide, fitted.text, { x, y: top, w: width, h: BOTTOM - top }, { size: fitted.size, bold: column.strong })
  })
  if (cut.length > 0) slide.addNotes([words.fullText, ...cut].join('\n\n'))
}
