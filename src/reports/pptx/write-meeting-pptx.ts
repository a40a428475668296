import type { MeetingPack } from '../../committees/agenda/pack/meeting-pack'
import { newDeck } from './deck'
import { agendaSlides, itemSlides, meetingCover } from './meeting-slides'
import { finished } from './write-pptx'

/** The pack of a meeting as a PowerPoint file: cover, agenda, then each item. The same pack and date give the same bytes. */
export const writeMeetingPptx = (pack: MeetingPack, generatedAt: string): Promise<Uint8Array> => {
  const deck = newDeck({ title: pack.title, left: pack.footer.left, right: pack.footer.right })
  meetingCover(deck, pack.cover)
  agendaSlides(deck, pack.agenda)
  for (const item of pack.items) itemSlides(deck, item)
  return finished(deck, pack.locale, generatedAt)
}
