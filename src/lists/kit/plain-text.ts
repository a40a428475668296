/** Control characters except tab and line feed: SharePoint, XML and PostgreSQL refuse some of them, and nobody types them. */
const CONTROL = /(?![\n\t])\p{Cc}/gu
/** Halves of a character, and code points that are none: no UTF-8 file and no XML part can hold them. */
const BROKEN = /\p{Surrogate}|[\ufffe\uffff]/gu
/** Embeddings, overrides and isolates of writing direction: they make a text read otherwise than it is written. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/gu
/** What takes no place, so that two names look like one, and tags, in which a whole text hides. Not the joiners: scripts and emoji need them. */
const HIDDEN = /[\u00ad\u180e\u200b\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu
/** Nothing that anybody sees: blanks, and characters of which all may be left out. */
const NOTHING = /^[\s\p{Default_Ignorable_Code_Point}]*$/u

/** Text as every list, card, file and log can carry it: one kind of line break, and no character that hides or breaks others. */
export const plainText = (text: string): string => {
  const plain = text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(CONTROL, '')
    .replace(BROKEN, '')
    .replace(DIRECTION, '')
    .replace(HIDDEN, '')
  return NOTHING.test(plain) ? '' : plain
}

/** The same on one line. */
export const plainLine = (text: string): string => plainText(text).replace(/\n+/g, ' ')
