/**
 * What a spreadsheet takes for the beginning of a formula when a cell is edited, or when it is read again from a CSV that somebody saved
 * (OWASP, CSV injection): also behind blanks, and in the full-width signs of East Asian keyboards.
 */
const WAKES = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/
/** With quotes before it: one of ours, or one that was written. */
const QUOTED = /^'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/

/** A text as a cell of an export holds it: a quote in front keeps it a text. Numbers and dates are written as such and need none. */
export const cellText = (text: string): string => (WAKES.test(text) || QUOTED.test(text) ? `'${text}` : text)

/** The text that `cellText` made a cell of: what was exported is imported as it was. */
export const textOfCell = (cell: string): string => (QUOTED.test(cell) ? cell.slice(1) : cell)
