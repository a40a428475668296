import type { Health } from '../../lists/codes'
import { localise } from '../pack/localise'
import type { Wording } from '../pack/wording'
import type { Snapshot } from '../snapshot'
import { changesSheet, exceptionsSheet } from './deviation-sheets'
import { portfolioSheet } from './portfolio-sheet'
import type { Sheet } from './sheet'
import { historySheet, milestonesSheet } from './timeline-sheets'

export interface Workbook {
  readonly locale: 'fr' | 'en'
  readonly title: string
  readonly footer: string
  readonly sheets: readonly Sheet[]
  /** Words by which cells are coloured. */
  readonly healthWords: Readonly<Record<Health, string>>
}

/** Five sheets from the snapshot alone: portfolio, changes, exceptions, milestones, history. */
export const workbookOf = (snapshot: Snapshot, wording: Wording): Workbook => ({
  locale: wording.locale,
  title: wording.t('reports:cover.title', { cycle: localise(snapshot, wording).cycle.title }),
  footer: wording.t('reports:footer.right', {
    at: wording.format.dateTime(snapshot.generatedAt),
    code: snapshot.cycle.code,
    version: snapshot.version,
  }),
  healthWords: healthWords(wording),
  sheets: [
    portfolioSheet(snapshot, wording),
    changesSheet(snapshot, wording),
    exceptionsSheet(snapshot, wording),
    milestonesSheet(snapshot, wording),
    historySheet(snapshot, wording),
  ],
})

/** The words of the lights as cells hold them. */
export const healthWords = ({ health }: Wording): Workbook['healthWords'] => ({
  green: health('green'),
  amber: health('amber'),
  red: health('red'),
})
