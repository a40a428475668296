import type PptxGenJS from 'pptxgenjs'
import type { AgendaLine, ItemPage, MeetingPack } from '../../committees/agenda/pack/meeting-pack'
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
  type Slide,
  TOP,
  text,
  WIDTH,
} from './deck'
import { type Cell, type Column, HEAD_HEIGHT, table } from './table'
import { fitLine, fitText, wrap } from './text-fit'

export const meetingCover = (deck: PptxGenJS, { kicker, title, lines }: MeetingPack['cover']): void => {
  const slide = coverPage(deck, title)
  const { x, w } = COVER_TITLE
  slide.addShape('rect', { ...place({ x: LEFT, y: 200, w: 6, h: 220 }), fill: { color: color.brand } })
  text(slide, fitLine(kicker, w, 18).text, { x, y: 198, w, h: 26 }, { size: 18, color: color.quiet })
  const fitted = fitText(lines.join('\n'), { width: w, height: 108, sizes: [18, 16, 14] })
  text(slide, fitted.text, { x, y: 308, w, h: 112 }, { size: fitted.size, color: color.secondary })
}

const ROW = 40
const WIDTHS = { time: 76, presenter: 220, kind: 128, minutes: 84 } as const
const TITLE_WIDTH = WIDTH - WIDTHS.time - WIDTHS.presenter - WIDTHS.kind - WIDTHS.minutes
/** Rows that a page holds under the head, with room for the sum below. */
const PER_PAGE = Math.floor((BOTTOM - TOP - HEAD_HEIGHT - 30) / ROW)

export const agendaSlides = (deck: PptxGenJS, agenda: MeetingPack['agenda']): void => {
  const pages = Math.max(1, Math.ceil(agenda.lines.length / PER_PAGE))
  for (let at = 0; at < pages; at += 1) {
    const lines = agenda.lines.slice(at * PER_PAGE, (at + 1) * PER_PAGE)
    const slide = page(deck, agenda.kicker, pages > 1 ? `${agenda.title} (${at + 1}/${pages})` : agenda.title)
    if (lines.length === 0) {
      text(slide, agenda.empty, { x: LEFT, y: TOP, w: WIDTH, h: 24 }, { color: color.quiet })
      continue
    }
    const bottom = table(slide, columnsOf(agenda), lines.map(cellsOf), { x: LEFT, y: TOP - 4, rowHeight: ROW })
    if (at === pages - 1)
      text(slide, agenda.total, { x: LEFT, y: bottom + 10, w: WIDTH, h: 20 }, { size: 14, color: color.quiet })
  }
}

const columnsOf = ({ columns }: MeetingPack['agenda']): readonly Column[] => [
  { title: columns[0], width: WIDTHS.time },
  { title: columns[1], width: TITLE_WIDTH },
  { title: columns[2], width: WIDTHS.presenter },
  { title: columns[3], width: WIDTHS.kind },
  { title: columns[4], width: WIDTHS.minutes, align: 'right' },
]

const cellsOf = (line: AgendaLine): readonly Cell[] => {
  const title = fitText(`${line.number} ${line.title}`, {
    width: TITLE_WIDTH - 16,
    height: ROW - 4,
    sizes: [16, 14, 12],
  })
  return [
    { runs: [{ text: line.time, style: { color: color.quiet } }] },
    { runs: [{ text: title.text, style: { size: title.size } }] },
    { runs: [{ text: fitLine(line.presenter, WIDTHS.presenter - 14, 14).text }] },
    { runs: [{ text: line.kind }] },
    { runs: [{ text: line.minutes }] },
  ]
}

/** Something of an item's page, with the height that it takes. */
interface Block {
  readonly height: number
  /** Stays on the page of what follows it. */
  readonly keep: boolean
  draw(slide: Slide, y: number): void
}

const LEADING = 1.36
const GAP = 18

/** One item, on as many pages as its words need: nothing of what somebody asks is left out. */
export const itemSlides = (deck: PptxGenJS, item: ItemPage): void => {
  const pages = paged(blocksOf(item))
  pages.forEach((blocks, index) => {
    const title = pages.length > 1 ? `${item.title} (${index + 1}/${pages.length})` : item.title
    const slide = page(deck, item.kicker, title)
    let y = TOP
    for (const block of blocks) {
      block.draw(slide, y)
      y += block.height
    }
  })
}

const blocksOf = (item: ItemPage): readonly Block[] => [
  ...item.sections.flatMap((section) => [
    head(section.title),
    ...lines(section.text, section.strong ? 20 : 16, section.strong),
    space(),
  ]),
  ...(item.options.length === 0 ? [] : [head(item.optionsTitle)]),
  ...item.options.flatMap(({ title, text: words }) => [
    ...lines(title, 16, true).map((line) => ({ ...line, keep: words !== '' })),
    ...(words === '' ? [] : lines(words, 16, false)),
    space(),
  ]),
  head(item.papersTitle),
  ...(item.papers.length === 0 ? lines(item.noPapers, 16, false, color.quiet) : item.papers.map(paper)),
]

const head = (title: string): Block => ({
  height: 44,
  keep: true,
  draw: (slide, y) => {
    heading(slide, title, LEFT, y, WIDTH)
  },
})

const space = (): Block => ({ height: GAP, keep: false, draw: () => undefined })

const lines = (words: string, size: number, bold: boolean, tone: string = color.text): readonly Block[] =>
  wrap(words.trim(), WIDTH, size, bold).map((line) => ({
    height: size * LEADING,
    keep: false,
    draw: (slide, y) =>
      text(slide, line, { x: LEFT, y, w: WIDTH, h: size * LEADING }, { size, bold, color: tone, wrap: false }),
  }))

const paper = ({ name, url }: ItemPage['papers'][number]): Block => ({
  height: 28,
  keep: false,
  draw: (slide, y) => {
    const words = fitLine(name, WIDTH, 16).text
    slide.addText([{ text: words, options: { ...font({ size: 16, color: color.brand }), hyperlink: { url } } }], {
      ...place({ x: LEFT, y, w: WIDTH, h: 26 }),
      margin: 0,
    })
  },
})

/** Blocks by page; neither a heading nor the title of an option stands alone at the foot of one. */
const paged = (blocks: readonly Block[]): readonly (readonly Block[])[] => {
  const pages: Block[][] = [[]]
  let y = 0
  blocks.forEach((block, index) => {
    if (y > 0 && y + heightFrom(blocks, index) > BOTTOM - TOP) {
      pages.push([])
      y = 0
    }
    pages.at(-1)?.push(block)
    y += block.height
  })
  return pages
}

/** Of a block with all that it must stay with. */
const heightFrom = (blocks: readonly Block[], index: number): number => {
  const block = blocks[index]
  if (!block) return 0
  return block.height + (block.keep ? heightFrom(blocks, index + 1) : 0)
}
