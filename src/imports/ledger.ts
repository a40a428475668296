import { z } from 'zod'

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])

/** What an import did, kept as a file in the library so that it can be read by a person and undone by command. */
export const ledgerSchema = z.object({
  batch: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  created: z.array(z.object({ list: z.string(), key: z.string() })),
  /** Field values before and after, for rows that existed. */
  changed: z.array(
    z.object({
      list: z.string(),
      key: z.string(),
      before: z.record(z.string(), value),
      after: z.record(z.string(), value),
    }),
  ),
  report: z.unknown(),
})

export type Ledger = z.infer<typeof ledgerSchema>

export const LEDGER_FOLDER = 'Gouvernail/Imports'
