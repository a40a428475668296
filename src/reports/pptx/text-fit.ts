/**
 * Width of text set in Segoe UI, estimated from the font's advance widths, because nothing here can measure a font that only
 * the reader's machine has. Generous by a few percent: a substitute font must fit too.
 */
const MARGIN = 1.06
const BOLD = 1.06
const DEFAULT_WIDTH = 0.56
const UPPER_WIDTH = 0.66

const advance: Readonly<Record<string, number>> = {
  ...widths(0.242, 'iljíìîï'),
  ...widths(0.27, " .,:;'’|!·I\u00a0"),
  ...widths(0.14, '\u202f'),
  ...widths(0.34, 'tfr()[]-–«»'),
  ...widths(0.45, 'sczxkvyç'),
  ...widths(0.52, 'aeàâäéèêë0123456789€?'),
  ...widths(0.58, 'bdghnopquôöùûü+−=<>'),
  ...widths(0.87, 'mwæœ%'),
  ...widths(0.92, 'MWŒ@…'),
}

function widths(width: number, characters: string): Record<string, number> {
  return Object.fromEntries([...characters].map((character) => [character, width]))
}

const isUpper = (character: string): boolean => character !== character.toLowerCase()

/** Estimated width of one line, in the unit of `size`. */
export const textWidth = (text: string, size: number, bold = false): number => {
  let em = 0
  for (const character of text) em += advance[character] ?? (isUpper(character) ? UPPER_WIDTH : DEFAULT_WIDTH)
  return em * size * MARGIN * (bold ? BOLD : 1)
}

/** The text broken into lines at spaces; a word longer than the line is broken where it must be. */
export const wrap = (text: string, width: number, size: number, bold = false): readonly string[] =>
  text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, size, bold))

const wrapParagraph = (paragraph: string, width: number, size: number, bold: boolean): string[] => {
  const lines: string[] = []
  let line = ''
  // Only a plain space may break a line: no-break spaces hold a figure and its unit together.
  for (const word of paragraph.split(/[ \t]+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (textWidth(longer, size, bold) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = breakWord(word, width, size, bold)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  return [...lines, line]
}

const breakWord = (word: string, width: number, size: number, bold: boolean): string[] => {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && textWidth(piece + character, size, bold) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

export interface Fitted {
  readonly text: string
  readonly size: number
  readonly lines: number
  /** True when the end of the text was left out, marked by an ellipsis. */
  readonly cut: boolean
}

export interface FitBox {
  readonly width: number
  readonly height: number
  /** Sizes to try, largest first. */
  readonly sizes: readonly number[]
  readonly bold?: boolean
}

/** Line height of body text, as a multiple of its size. */
const LEADING = 1.36

/** People type a plain space before French punctuation: a line must not begin with the mark. */
const keepTogether = (text: string): string => text.replace(/ ([;:?!»%€])/g, '\u00a0$1').replace(/« /g, '«\u00a0')

/** Sets a text in a box: at the largest size at which all of it fits, or else at the smallest, cut at a word with "…". */
export const fitText = (typed: string, box: FitBox): Fitted => {
  const text = keepTogether(typed)
  for (const size of box.sizes) {
    const lines = wrap(text, box.width, size, box.bold)
    if (lines.length * size * LEADING <= box.height + 0.5) return { text, size, lines: lines.length, cut: false }
  }
  const size = box.sizes.at(-1) ?? 12
  const room = Math.max(1, Math.floor((box.height + 0.5) / (size * LEADING)))
  const lines = wrap(text, box.width, size, box.bold).slice(0, room)
  let last = (lines.at(-1) ?? '').trimEnd()
  // At a word; inside it where there is no other.
  while (last !== '' && textWidth(`${last}…`, size, box.bold) > box.width) last = last.replace(/\s+\S+$|.$/u, '')
  return { text: [...lines.slice(0, -1), `${last.replace(/[ ,;:.]+$/, '')}…`].join(' '), size, lines: room, cut: true }
}

/** One line, cut with "…" when it is too long. */
export const fitLine = (text: string, width: number, size: number, bold = false): Fitted =>
  fitText(text.replace(/\s*\n\s*/g, ' '), { width, height: size * LEADING, sizes: [size], bold })
