import { z } from 'zod'

/**
 * What no documentation settles and nobody has confirmed (GRAPH-FACTS 14): each can be set to behave in every way that was
 * reported or is plausible, and the product must work whichever is true. `tests/contract/differences` observes them, on a real
 * tenant too.
 */
export const differenceSettings = z.object({
  /** A stale `If-Match` on an item: 412 with one of two codes, or 409. */
  staleItem: z.enum(['resourceModified', 'preconditionFailed', 'conflict']),
  /** A value that another item has in a unique column: 400, 409 or 500. */
  takenValue: z.enum(['invalidRequest', 'nameAlreadyExists', 'generalException']),
  /** A field that the list lacks, in a write: 400 or 500. */
  unknownField: z.enum(['invalidRequest', 'generalException']),
  /** How a filter on `fields/XLookupId` must write the id; the wrong form matches nothing. */
  lookupLiteral: z.enum(['either', 'text', 'number']),
  /** What a repeated `transactionId` is answered: the existing event, or 409. */
  repeatedTransaction: z.enum(['existing', 'conflict']),
  /** Attendees that an event may have. */
  mostAttendees: z.number().int().positive(),
  /** Milliseconds that the bot has to answer an activity. */
  botAnswerMs: z.number().int().positive(),
  /** Bytes that a file may have in one request. */
  simpleUploadBytes: z.number().int().positive(),
  /** Whether `Prefer: apiversion=2.1` opens hyperlink columns to writes. */
  hyperlinkWrites: z.boolean(),
  /** Items that one page holds at most, whatever `$top` says. */
  largestPage: z.number().int().positive(),
  /** Two indexed columns in one filter, once the list is larger than the view threshold. */
  twoIndexed: z.enum(['allowed', 'refused']),
  /** The least role of `Sites.Selected` that makes columns. */
  columnRole: z.enum(['write', 'owner', 'fullcontrol']),
})

export type Differences = z.infer<typeof differenceSettings>

/** The strictest reading, or the one that was seen most. */
export const assumed: Differences = {
  staleItem: 'resourceModified',
  takenValue: 'invalidRequest',
  unknownField: 'invalidRequest',
  lookupLiteral: 'either',
  repeatedTransaction: 'existing',
  mostAttendees: 500,
  botAnswerMs: 15_000,
  simpleUploadBytes: 250 * 1_048_576,
  hyperlinkWrites: true,
  largestPage: 5_000,
  twoIndexed: 'allowed',
  columnRole: 'fullcontrol',
}
