import PptxGenJS from 'pptxgenjs'
import { fitText } from './text-fit'

/**
 * The page as it is designed: 1280 × 720 units, 96 to the inch, so that 13.33 × 7.5 inches hold it exactly. Everything that
 * draws works in these units; only this file turns them into inches and points.
 */
export type Slide = PptxGenJS.Slide

export const LEFT = 56
export const WIDTH = 1168
/** Where the body of a page begins and ends. */
export const TOP = 140
export const BOTTOM = 664
const FONT = 'Segoe UI'
const MASTER = 'Gouvernail'
const COVER_MASTER = 'Gouvernail, couverture'

/** Fluent 2, Teams light theme. Health colours are used for health alone. */
export const color = {
  text: '242424',
  secondary: '424242',
  quiet: '616161',
  line: 'E0E0E0',
  faint: 'F0F0F0',
  neutral: 'D1D1D1',
  brand: '5B5FC7',
  white: 'FFFFFF',
  green: '0E700E',
  paleGreen: '9FD89F',
  amber: 'BC4B09',
  red: 'BC2F32',
} as const

export const inches = (units: number): number => units / 96
const points = (units: number): number => units * 0.75

export interface Place {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

export const place = ({ x, y, w, h }: Place): { x: number; y: number; w: number; h: number } => ({
  x: inches(x),
  y: inches(y),
  w: inches(w),
  h: inches(h),
})

export interface TextStyle {
  readonly size?: number
  readonly bold?: boolean
  readonly color?: string
  readonly align?: 'left' | 'center' | 'right'
  readonly valign?: 'top' | 'middle' | 'bottom'
  readonly wrap?: boolean
}

/** Font options of a text run or a table cell; always a new object, because the writer keeps and changes what it is given. */
export const font = (style: TextStyle): PptxGenJS.TextPropsOptions => ({
  fontFace: FONT,
  fontSize: points(style.size ?? 14),
  bold: style.bold ?? false,
  color: style.color ?? color.text,
  align: style.align ?? 'left',
  valign: style.valign ?? 'top',
})

export const text = (slide: Slide, words: string, at: Place, style: TextStyle = {}): void => {
  slide.addText(words, { ...place(at), ...font(style), margin: 0, wrap: style.wrap ?? true, fit: 'none' })
}

export const rule = (slide: Slide, x: number, y: number, w: number, tone: string = color.line, weight = 0.75): void => {
  slide.addShape('line', { ...place({ x, y, w, h: 0 }), line: { color: tone, width: weight } })
}

/** Heading of a part of a page: a line of text over a hairline. Returns where its content begins. */
export const heading = (slide: Slide, words: string, x: number, y: number, w: number): number => {
  text(slide, words, { x, y, w, h: 20 }, { bold: true })
  rule(slide, x, y + 28, w, color.text)
  return y + 36
}

/** Sizes that a title may take: one line, or two smaller ones. */
const TITLE = { width: WIDTH, height: 62, sizes: [26, 22, 20], bold: true } as const

/** A page with its kicker and its title, in the placeholders that outline view and screen readers look for. */
export const page = (deck: PptxGenJS, kicker: string, title: string): Slide => {
  const slide = deck.addSlide({ masterName: MASTER })
  const fitted = fitText(title, TITLE)
  // The placeholder imposes its own size on the whole text, not on a run of it.
  slide.addText([{ text: fitted.text, options: font({ size: fitted.size, bold: true }) }], {
    placeholder: 'title',
    margin: 0,
  })
  text(
    slide,
    fitText(kicker, { width: WIDTH, height: 20, sizes: [14] }).text,
    { x: LEFT, y: 46, w: WIDTH, h: 20 },
    {
      color: color.quiet,
    },
  )
  return slide
}

/** The first page: only its title is in a placeholder. */
export const coverPage = (deck: PptxGenJS, title: string): Slide => {
  const slide = deck.addSlide({ masterName: COVER_MASTER })
  const fitted = fitText(title, { width: COVER_TITLE.w, height: COVER_TITLE.h, sizes: [44, 36, 30, 24], bold: true })
  slide.addText([{ text: fitted.text, options: font({ size: fitted.size, bold: true }) }], {
    placeholder: 'title',
    margin: 0,
  })
  return slide
}

export interface DeckFrame {
  readonly title: string
  readonly left: string
  readonly right: string
}

/** An empty deck with the master that every page uses. */
export const newDeck = ({ title, left, right }: DeckFrame): PptxGenJS => {
  const deck = new PptxGenJS()
  deck.defineLayout({ name: 'wide', width: inches(1280), height: inches(720) })
  deck.layout = 'wide'
  deck.title = title
  deck.author = 'Gouvernail'
  deck.company = 'Gouvernail'
  deck.subject = right
  deck.theme = { headFontFace: FONT, bodyFontFace: FONT }
  deck.defineSlideMaster(master(MASTER, { left, right }, { x: LEFT, y: 68, w: WIDTH, h: TITLE.height }, 26))
  deck.defineSlideMaster(master(COVER_MASTER, { left, right }, COVER_TITLE, 44))
  return deck
}

/** Where the title of the cover stands. */
export const COVER_TITLE = { x: LEFT + 34, y: 232, w: WIDTH - 34, h: 64 } as const

const master = (
  title: string,
  footer: { readonly left: string; readonly right: string },
  titleAt: Place,
  titleSize: number,
): PptxGenJS.SlideMasterProps => {
  const quiet = (align: 'left' | 'right'): PptxGenJS.TextPropsOptions => ({
    ...font({ size: 12, color: color.quiet, valign: 'middle', align }),
    margin: 0,
  })
  return {
    title,
    background: { color: color.white },
    objects: [
      { line: { ...place({ x: LEFT, y: 676, w: WIDTH, h: 0 }), line: { color: color.line, width: 0.75 } } },
      { text: { text: footer.left, options: { ...place({ x: LEFT, y: 680, w: 420, h: 28 }), ...quiet('left') } } },
      { text: { text: footer.right, options: { ...place({ x: 560, y: 680, w: 620, h: 28 }), ...quiet('right') } } },
      {
        placeholder: {
          options: {
            name: 'title',
            type: 'title',
            ...place(titleAt),
            ...font({ size: titleSize, bold: true }),
            margin: 0,
          },
          text: '',
        },
      },
    ],
    slideNumber: {
      ...place({ x: 1184, y: 680, w: 40, h: 28 }),
      ...font({ size: 12, bold: true, color: color.quiet, align: 'right', valign: 'middle' }),
      margin: 0,
    },
  }
}
