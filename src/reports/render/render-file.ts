import type { Locale } from '../../i18n/text'
import { executivePack } from '../pack/executive-pack'
import { wordingOf } from '../pack/wording'
import { writePptx } from '../pptx/write-pptx'
import type { Snapshot } from '../snapshot'
import { workbookOf } from '../xlsx/workbook'
import { writeXlsx } from '../xlsx/write-xlsx'

/** One file of a report: a function of the snapshot and the language alone, so that the same ones give the same bytes. */
export interface RenderJob {
  readonly kind: 'executivePack' | 'workbook'
  readonly snapshot: Snapshot
  readonly locale: Locale
}

export const renderFile = ({ kind, snapshot, locale }: RenderJob): Promise<Uint8Array> => {
  const wording = wordingOf(locale)
  switch (kind) {
    case 'executivePack':
      return writePptx(executivePack(snapshot, wording), snapshot.generatedAt)
    case 'workbook':
      return writeXlsx(workbookOf(snapshot, wording), snapshot.generatedAt)
  }
}
