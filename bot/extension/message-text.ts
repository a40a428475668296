import { z } from 'zod'
import { plainLine, plainText } from '../../src/lists/kit/plain-text'

/** A message as Teams hands it to an action on it; what is not there, or not as it should be, is left out. */
const Message = z.looseObject({
  subject: z.string().nullish().catch(null),
  linkToMessage: z
    .url({ protocol: /^https$/ })
    .nullish()
    .catch(null),
  body: z.looseObject({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish().catch(null),
})

/** Nobody writes more; what is longer is not read any further. */
const READ_AT_MOST = 40_000
const TITLE_MAX = 255

const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|([a-z]+));/gi, (all, code: string | undefined, name: string | undefined) =>
    code === undefined ? (entities[(name ?? '').toLowerCase()] ?? all) : characterOf(Number(code)),
  )

const characterOf = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')

/** The words of a message in HTML, each paragraph on its line. */
const wordsOf = (html: string): string =>
  decoded(
    html
      .replace(/\s+/g, ' ')
      .replace(/<(?:br|\/p|\/div|\/li|\/h\d|\/tr)\b[^<>]*>/gi, '\n')
      .replace(/<[^<>]*>/g, ''),
  )

export interface ProposedText {
  readonly title: string
  readonly background: string
}

/** What a message would put forward: its subject or first line as the title, all of it with its address as the reason. */
export const proposedText = (payload: unknown, most: number): ProposedText => {
  const message = Message.safeParse(payload).data
  const content = (message?.body?.content ?? '').slice(0, READ_AT_MOST)
  const raw = message?.body?.contentType === 'text' ? content : wordsOf(content)
  const lines = plainText(raw)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const link = message?.linkToMessage ?? null
  const tail = link === null || link.length > most / 2 ? '' : `\n${link}`
  return {
    title: shortened(plainLine(message?.subject?.trim() || lines[0] || '').trim(), TITLE_MAX),
    background: `${shortened(lines.join('\n'), most - tail.length)}${tail}`.trim(),
  }
}

const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
