import type PptxGenJS from 'pptxgenjs'
import type { ChangesPage, DecisionsPage, ExceptionLine, ExceptionsPage } from '../pack-view'
import { BOTTOM, color, heading, LEFT, page, rule, type Slide, TOP, text, WIDTH } from './deck'
import { healthMark } from './health-mark'
import type { SlideWords } from './slide-words'
import { decisionAt, emptyNote, projectCell } from './summary-slide'
import { type Cell, type Column, inRow, type TableFrame, table } from './table'
import { fitLine, fitText } from './text-fit'

const note = (slide: Slide, words: string, y: number): void => {
  const fitted = fitLine(words, WIDTH, 12)
  text(slide, fitted.text, { x: LEFT, y: Math.min(y, BOTTOM - 18), w: WIDTH, h: 18 }, { size: 12, color: color.quiet })
}

const CHANGE_ROW = 27
const CHANGE_PROJECT = 412
/** Room for « Sans réponse » in the wider fonts that stand in for Segoe UI where it is missing. */
const CHANGE_HEALTH = 140

export const changesSlide = (deck: PptxGenJS, changes: ChangesPage, words: SlideWords): void => {
  const slide = page(deck, changes.kicker, changes.title)
  const columns: readonly Column[] = [
    { title: words.column('project'), width: CHANGE_PROJECT },
    { title: words.column('before'), width: CHANGE_HEALTH },
    { title: words.column('after'), width: CHANGE_HEALTH },
    { title: words.column('reason'), width: WIDTH - CHANGE_PROJECT - 2 * CHANGE_HEALTH },
  ]
  let y: number = TOP - 4
  for (const group of changes.groups) {
    const top = heading(slide, group.title, LEFT, y, WIDTH)
    if (group.lines.length === 0) {
      text(slide, group.empty, { x: LEFT, y: top, w: WIDTH, h: 20 }, { color: color.quiet })
      y = top + 32
      continue
    }
    y = changesTable(slide, columns, group.lines, words, top - 8) + 14
  }
  note(slide, changes.note, BOTTOM - 18)
}

const changesTable = (
  slide: Slide,
  columns: readonly Column[],
  lines: ChangesPage['groups'][number]['lines'],
  words: SlideWords,
  y: number,
): number => {
  const frame: TableFrame = { x: LEFT, y, rowHeight: CHANGE_ROW }
  const rows = lines.map((line): Cell[] => [
    projectCell(line, CHANGE_PROJECT - 14),
    { runs: [{ text: words.health(line.before) }], indent: 22 },
    { runs: [{ text: words.health(line.after) }], indent: 22 },
    {
      runs: [
        {
          text: fitLine(line.reason, WIDTH - CHANGE_PROJECT - 2 * CHANGE_HEALTH, 12).text,
          style: { size: 12, color: color.secondary },
        },
      ],
    },
  ])
  const bottom = table(slide, columns, rows, frame)
  lines.forEach((line, index) => {
    const at = inRow(frame, index, 16)
    healthMark(slide, line.before, words.health(line.before), LEFT + CHANGE_PROJECT, at)
    healthMark(slide, line.after, words.health(line.after), LEFT + CHANGE_PROJECT + CHANGE_HEALTH, at)
  })
  return bottom
}

const EXCEPTION_ROW = 58
const CAUSE = 346
const exceptionColumns = (words: SlideWords): readonly Column[] => [
  { title: words.column('project'), width: 290 },
  { title: words.column('health'), width: 132 },
  { title: words.column('end'), width: 66, align: 'right' },
  { title: words.column('cost'), width: 78, align: 'right' },
  { title: words.column('trend'), width: 128, indent: 20 },
  { title: words.column('manager'), width: 128 },
  { title: words.column('cause'), width: CAUSE },
]

export const exceptionsSlide = (deck: PptxGenJS, exceptions: ExceptionsPage, words: SlideWords): void => {
  const slide = page(deck, exceptions.kicker, exceptions.title)
  if (exceptions.lines.length === 0) {
    emptyNote(slide, exceptions.note, TOP + 16)
    return
  }
  const frame: TableFrame = { x: LEFT, y: TOP - 4, rowHeight: EXCEPTION_ROW }
  const bottom = table(
    slide,
    exceptionColumns(words),
    exceptions.lines.map((line) => exceptionCells(line, words)),
    frame,
  )
  exceptions.lines.forEach((line, index) => {
    const height = line.computed === null ? 16 : 34
    healthMark(slide, line.health, words.health(line.health), LEFT + 290, inRow(frame, index, height))
  })
  note(slide, exceptions.note, bottom + 10)
}

const exceptionCells = (line: ExceptionLine, words: SlideWords): Cell[] => {
  const title = fitText(line.title, { width: 276, height: 34, sizes: [14, 12] })
  const cause = fitText(line.cause.replace(/\s*\n\s*/g, ' '), { width: CAUSE, height: 50, sizes: [12] })
  const computed =
    line.computed === null
      ? []
      : [{ text: `\n${words.computed(line.computed)}`, style: { size: 12, color: color.secondary } }]
  return [
    {
      runs: [
        { text: line.number, style: { size: 12, color: color.quiet } },
        {
          text: `\n${title.lines > 1 ? fitLine(line.title, 276, title.size).text : title.text}`,
          style: { size: title.size },
        },
      ],
    },
    { runs: [{ text: words.health(line.health) }, ...computed], indent: 22 },
    { runs: [{ text: line.end ?? '–', style: { bold: line.endBroken } }] },
    { runs: [{ text: line.cost ?? '–', style: { bold: line.costBroken } }] },
    { runs: [{ text: words.trend(line.trend), style: { size: 12 } }] },
    { runs: [{ text: fitLine(line.manager, 116, 12).text, style: { size: 12 } }] },
    { runs: [{ text: cause.text, style: { size: 12, color: color.secondary } }] },
  ]
}

const DECISION_ROW = 84

export const decisionsSlide = (deck: PptxGenJS, decisions: DecisionsPage): void => {
  const slide = page(deck, decisions.kicker, decisions.title)
  if (decisions.lines.length === 0) {
    emptyNote(slide, decisions.note, TOP + 16)
    return
  }
  rule(slide, LEFT, TOP - 4, WIDTH, color.text)
  decisions.lines.forEach((decision, index) => {
    const y = TOP + 10 + index * DECISION_ROW
    decisionAt(slide, decision, decisions.first + index, LEFT, y, WIDTH, 2)
    if (index < decisions.lines.length - 1) rule(slide, LEFT, y + DECISION_ROW - 12, WIDTH)
  })
  note(slide, decisions.note, TOP + 10 + decisions.lines.length * DECISION_ROW)
}
