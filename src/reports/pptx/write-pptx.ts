import { rewriteOfficeFile, withDates } from '../office-file'
import { wordingOf } from '../pack/wording'
import type { PackPage, PackView } from '../pack-view'
import { newDeck } from './deck'
import { changesSlide, decisionsSlide, exceptionsSlide } from './list-slides'
import { projectSlide } from './project-slide'
import { type SlideWords, slideWords } from './slide-words'
import { coverSlide, summarySlide } from './summary-slide'

const languages = { fr: 'fr-BE', en: 'en-GB' } as const

const draw = (deck: ReturnType<typeof newDeck>, page: PackPage, words: SlideWords): void => {
  switch (page.kind) {
    case 'cover':
      coverSlide(deck, page, words)
      break
    case 'summary':
      summarySlide(deck, page, words)
      break
    case 'changes':
      changesSlide(deck, page, words)
      break
    case 'exceptions':
      exceptionsSlide(deck, page, words)
      break
    case 'decisions':
      decisionsSlide(deck, page)
      break
    case 'project':
      projectSlide(deck, page, words)
      break
  }
}

/**
 * The pack as a PowerPoint file: 16:9, native charts and tables, one slide per page of the model. `generatedAt` (UTC ISO
 * 8601) is its date; the same model and date give the same bytes.
 */
export const writePptx = async (pack: PackView, generatedAt: string): Promise<Uint8Array> => {
  const words = slideWords(wordingOf(pack.locale))
  const deck = newDeck({ title: pack.title, left: pack.footer.left, right: pack.footer.right })
  for (const page of pack.pages) draw(deck, page, words)
  return finished(deck, pack.locale, generatedAt)
}

/** The bytes of a deck in this language, dated `generatedAt`. */
export const finished = async (
  deck: ReturnType<typeof newDeck>,
  locale: PackView['locale'],
  generatedAt: string,
): Promise<Uint8Array> => {
  // `write` declares four kinds of answer; a Node buffer is the one asked for.
  const written = await deck.write({ outputType: 'nodebuffer', compression: false })
  if (!(written instanceof Uint8Array)) throw new Error('the presentation could not be written')
  return rewriteOfficeFile(written, (name, xml) => finish(name, xml, languages[locale], generatedAt))
}

/** Charts: only the lowest series (red) is labelled, the others are read from the legend. */
const labelFirstSeriesOnly = (xml: string): string => {
  let series = 0
  return xml.replace(/<c:ser>[\s\S]*?<\/c:ser>/g, (part) =>
    series++ === 0 ? part : part.replace(/<c:showVal val="1"\/>/g, '<c:showVal val="0"/>'),
  )
}

/** The library marks every text as English: spelling and screen readers go by this language. */
const finish = (name: string, xml: string, language: string, generatedAt: string): string => {
  const spoken = xml
    .replaceAll('lang="en-US"', `lang="${language}"`)
    .replaceAll('<c:lang val="en-US"/>', `<c:lang val="${language}"/>`)
  const dated = withDates(name, spoken, generatedAt)
  return name.startsWith('ppt/charts/chart') ? labelFirstSeriesOnly(dated) : dated
}
