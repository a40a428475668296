/** Control characters except tab and line feed: SharePoint, XML and PostgreSQL refuse some of them, and nobody types them. */
const CONTROL = /(?![\n\t])\p{Cc}/gu
/** Halves of a character, and code points that are none: no UTF-8 file and no XML part can hold them. */
const BROKEN = /\p{Surrogate}|[\ufffe\uffff]/gu
/** Embeddings, overrides and isolates of writing direction: they make a text read otherwise than it is written. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/gu

/** Text as every list, card, file and log can carry it: one kind of line break, and no character that hides or breaks others. */
export const plainText = (text: string): string =>
  text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(CONTROL, '')
    .replace(BROKEN, '')
    .replace(DIRECTION, '')

/** The same on one line. */
export const plainLine = (text: string): string => plainText(text).replace(/\n+/g, ' ')
