import { z } from 'zod'
import { plainLine } from '../../../lists/kit/plain-text'
import type { AgendaKind, AgendaSource } from './found-items'

/** A file of the library that goes with an item. */
const Paper = z.strictObject({
  driveItem: z.string().min(1).max(120),
  name: z.string().min(1).max(255),
  url: z.url({ protocol: /^https?$/ }).max(2_000),
})
export type Paper = z.infer<typeof Paper>

const Papers = z.array(Paper)

/** What the column of an item holds; a text that somebody changed by hand into something else counts as none. */
export const papersIn = (note: string | null): readonly Paper[] => {
  if (note === null || note.trim() === '') return []
  try {
    return Papers.safeParse(JSON.parse(note)).data ?? []
  } catch {
    return []
  }
}

export const papersNote = (papers: readonly Paper[]): string | null =>
  papers.length === 0 ? null : JSON.stringify(papers.map((paper) => ({ ...paper, name: plainLine(paper.name) })))

/** Must somebody prepare something for this item? What is only told, and what the service lists itself, needs no paper. */
export const needsPaper = ({
  kind,
  source,
  papers,
}: {
  readonly kind: AgendaKind
  readonly source: AgendaSource
  readonly papers: string | null
}): boolean =>
  kind !== 'information' && source !== 'minutes' && source !== 'overdueAction' && papersIn(papers).length === 0
