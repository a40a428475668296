import type { MeetingPack } from '../../committees/agenda/pack/meeting-pack'
import type { Locale } from '../../i18n/text'
import { executivePack } from '../pack/executive-pack'
import { wordingOf } from '../pack/wording'
import { writeMeetingPptx } from '../pptx/write-meeting-pptx'
import { writePptx } from '../pptx/write-pptx'
import type { Snapshot } from '../snapshot'
import { workbookOf } from '../xlsx/workbook'
import { writeXlsx } from '../xlsx/write-xlsx'

/** One file of a report: a function of the snapshot and the language alone, so that the same ones give the same bytes. */
interface ReportJob {
  readonly kind: 'executivePack' | 'workbook'
  readonly snapshot: Snapshot
  readonly locale: Locale
}

/** The pack of a meeting, in words; `generatedAt` is the date of the file. */
interface MeetingPackJob {
  readonly kind: 'meetingPack'
  readonly pack: MeetingPack
  readonly generatedAt: string
}

export type RenderJob = ReportJob | MeetingPackJob

export const renderFile = (job: RenderJob): Promise<Uint8Array> =>
  job.kind === 'meetingPack' ? writeMeetingPptx(job.pack, job.generatedAt) : renderReport(job)

const renderReport = ({ kind, snapshot, locale }: ReportJob): Promise<Uint8Array> => {
  const wording = wordingOf(locale)
  switch (kind) {
    case 'executivePack':
      return writePptx(executivePack(snapshot, wording), snapshot.generatedAt)
    case 'workbook':
      return writeXlsx(workbookOf(snapshot, wording), snapshot.generatedAt)
  }
}
