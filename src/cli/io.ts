import type { Locale, TextKey, Translate } from '../i18n/text'
import { translate } from '../i18n/translate'

/** Where a command writes: one JSON object on standard output, or lines for a person. */
export interface Io {
  readonly locale: Locale
  readonly t: Translate
  line(text: string): void
  json(value: unknown): void
  /** Why a command was refused; not part of its answer. */
  complain(text: string): void
}

/** A command refused in words that the person reads; the process ends with status 2. */
export class Refusal extends Error {}

/** Refuses what stands behind the words that a command takes: a slip of the keyboard is not passed over. */
export const noMore = ([extra]: readonly string[], { t }: Io, usage: TextKey): void => {
  if (extra !== undefined) throw new Refusal(`${t('cli:refused.argument', { given: extra })}\n${t(usage)}`)
}

export const consoleIo = (locale: Locale): Io => {
  // `gouvernail … | head` reads no further than it wants: the work goes on to its end all the same.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    locale,
    t: translate(locale),
    line: (text) => void process.stdout.write(`${text}\n`),
    json: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    complain: (text) => void process.stderr.write(`${text}\n`),
  }
}

/** Takes `--lang fr|en` out of what was typed, wherever it stands; any other language is left in, and so refused. */
export const languageOf = (argv: readonly string[]): { readonly locale: Locale; readonly args: readonly string[] } => {
  const at = argv.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const [, joined] = (argv[at] ?? '').split('=')
  const locale = joined ?? argv[at + 1]
  if (at < 0 || (locale !== 'fr' && locale !== 'en')) return { locale: 'fr', args: argv }
  return { locale, args: argv.toSpliced(at, joined === undefined ? 2 : 1) }
}
