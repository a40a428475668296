import type { Formats } from '../../i18n/format'
import { formatsIn } from '../../i18n/translate'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/**
 * The title of a cycle as a reader sees it. A monthly cycle is titled by its month, in the organisation's language: "novembre
 * 2026" becomes "November 2026" for English readers. A title that somebody chose stays as it is.
 */
export const cycleTitle = (
  { code, title }: { readonly code: string; readonly title: string },
  format: Pick<Formats, 'month'>,
): string =>
  MONTH.test(code) && [formatsIn('fr'), formatsIn('en')].some((one) => one.month(code) === title)
    ? format.month(code)
    : title
