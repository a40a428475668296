import type { Context } from '../../../context'
import { AgendaItems } from '../../../lists/committees/agenda-items'
import type { RowOutcome, RowUpdate } from '../../../ports/lists'

/**
 * Writes rows as the person, so that SharePoint's history shows who changed what; where SharePoint lets them only read, as the
 * application: members of a body come from the whole organisation, and access has already decided (docs/decisions/0031).
 */
export const writeRows = async (
  ctx: Pick<Context, 'lists'>,
  assertion: string,
  updates: readonly RowUpdate<typeof AgendaItems>[],
): Promise<readonly RowOutcome<typeof AgendaItems>[]> => {
  const outcomes = await ctx.lists.as(assertion).updateMany(AgendaItems, updates)
  const refused = updates.filter((_, index) => isForbidden(outcomes[index]))
  if (refused.length === 0) return outcomes
  const again = await ctx.lists.asApplication.updateMany(AgendaItems, refused)
  return updates.flatMap((update, index) => again[refused.indexOf(update)] ?? outcomes[index] ?? [])
}

const isForbidden = (outcome: RowOutcome<typeof AgendaItems> | undefined): boolean =>
  outcome !== undefined && !outcome.ok && outcome.reason === 'forbidden'
