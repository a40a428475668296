import { z } from 'zod'
import { plainText } from '../../lists/kit/plain-text'
import { lineSchema } from '../../lists/kit/schema'

/** One of the claims between which an arbitration decides, with what choosing it brings about. */
const option = z.strictObject({
  title: lineSchema(255),
  consequences: z.string().transform(plainText).pipe(z.string().trim().max(2_000)),
  /** Euros that it costs; null when it costs nothing or nobody knows. */
  cost: z.number().min(0).max(1e12).nullable(),
  /** The project that it favours. */
  project: z.string().trim().min(1).max(40).nullable(),
})

/** Options of an arbitration and the index of the chosen one, as `Decisions.options` holds them in JSON. */
export const arbitrationSchema = z
  .strictObject({ options: z.array(option).min(2).max(6), chosen: z.number().int().min(0).nullable() })
  .refine(({ options, chosen }) => chosen === null || chosen < options.length, { path: ['chosen'] })
export type Arbitration = z.output<typeof arbitrationSchema>

/** What a decision holds; null when it holds no arbitration, or one that cannot be read. */
export const arbitrationIn = (text: string | null): Arbitration | null => {
  if (text === null) return null
  try {
    return arbitrationSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
