import type { MeetingPack } from '../../committees/agenda/pack/meeting-pack'
import type { MinutesContent } from '../../committees/minutes/minutes-content'
import type { Locale } from '../../i18n/text'
import { writeMinutes } from '../docx/write-minutes'
import { executivePack } from '../pack/executive-pack'
import { wordingOf } from '../pack/wording'
import { writeMeetingPptx } from '../pptx/write-meeting-pptx'
import { writePptx } from '../pptx/write-pptx'
import type { Snapshot } from '../snapshot'
import { workbookOf } from '../xlsx/workbook'
import { writeXlsx } from '../xlsx/write-xlsx'

/** One file: a function of its content and language alone, so that the same ones give the same bytes. */
export type RenderJob =
  | { readonly kind: 'executivePack' | 'workbook'; readonly snapshot: Snapshot; readonly locale: Locale }
  /** The pack of a meeting, in words; `generatedAt` is the date of the file. */
  | { readonly kind: 'meetingPack'; readonly pack: MeetingPack; readonly generatedAt: string }
  | { readonly kind: 'minutes'; readonly minutes: MinutesContent; readonly writtenAt: string }

export const renderFile = (job: RenderJob): Promise<Uint8Array> => {
  switch (job.kind) {
    case 'meetingPack':
      return writeMeetingPptx(job.pack, job.generatedAt)
    case 'executivePack':
      return writePptx(executivePack(job.snapshot, wordingOf(job.locale)), job.snapshot.generatedAt)
    case 'workbook':
      return writeXlsx(workbookOf(job.snapshot, wordingOf(job.locale)), job.snapshot.generatedAt)
    case 'minutes':
      return writeMinutes(job.minutes, job.writtenAt)
  }
}
