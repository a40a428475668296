import { z } from 'zod'
import type { AgendaItems } from '../../lists/committees/agenda-items'
import type { Decisions } from '../../lists/committees/decisions'
import type { Values } from '../../lists/kit/list'
import { plainText } from '../../lists/kit/plain-text'
import { lineSchema } from '../../lists/kit/schema'

/** One of the claims between which an arbitration decides, with what choosing it brings about. */
const option = z.strictObject({
  title: lineSchema(255),
  consequences: z.string().transform(plainText).pipe(z.string().trim().max(2_000)),
  /** Euros that it costs; null when it costs nothing or nobody knows. */
  cost: z.number().min(0).max(1e12).nullable(),
  /** The project that it favours; `option-projects.ts` says what stands here for whom it is hidden from. */
  project: z.string().trim().min(1).max(40).nullable(),
})
export type Option = z.output<typeof option>

const options = z.array(option).min(2).max(6)
const place = z.number().int().min(0).nullable()
const isAmong = (at: number | null | undefined, { length }: readonly Option[]): boolean =>
  at === null || at === undefined || at < length

/** Options of an arbitration and the index of the chosen one, as `Decisions.options` holds them in JSON. */
export const arbitrationSchema = z
  .strictObject({
    options,
    chosen: place,
    /** Index of the option that was put to the vote, where the options stood on the agenda. */
    proposed: place.optional(),
  })
  .refine(({ options: all, chosen }) => isAmong(chosen, all), { path: ['chosen'] })
  .refine(({ options: all, proposed }) => isAmong(proposed, all), { path: ['proposed'] })
export type Arbitration = z.output<typeof arbitrationSchema>

/** Options of an agenda item and the index of the one that is proposed, as `AgendaItems.options` holds them in JSON. */
export const claimsSchema = z
  .strictObject({ options, proposed: place })
  .refine(({ options: all, proposed }) => isAmong(proposed, all), { path: ['proposed'] })
export type Claims = z.output<typeof claimsSchema>

const read = <T>(schema: z.ZodType<T>, text: string | null): T | null => {
  if (text === null) return null
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** What a decision holds; null when it holds no arbitration, or one that cannot be read. */
export const arbitrationIn = (text: string | null): Arbitration | null => read(arbitrationSchema, text)

/** What an agenda item holds: the options of an item that is for decision. */
export const claimsIn = ({ kind, options: text }: Pick<Values<typeof AgendaItems>, 'kind' | 'options'>) =>
  kind === 'decision' ? read(claimsSchema, text) : null

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Did members vote on these options? They stay as they were read then. */
export const wereVotedOn = ({ voteState, options: text }: Pick<Values<typeof Decisions>, 'voteState' | 'options'>) =>
  voteState !== null && arbitrationIn(text)?.proposed !== undefined

/** What members voted on: what is chosen afterwards is no part of it. */
export const votedOn = ({ options: all, proposed = null }: Arbitration): Claims => ({ options: all, proposed })

const adopts = (result: Values<typeof Decisions>['result']): boolean => result === 'adopted' || result === 'conditional'

/**
 * What a vote left chosen: the option put to it where it was adopted, none otherwise. Undefined where no vote has said so: none was held,
 * or none of the options was put to it, and whoever keeps the minutes records the choice.
 */
export const choiceOfVote = (
  decision: Pick<Values<typeof Decisions>, 'voteState' | 'options' | 'result'>,
): number | null | undefined => {
  const proposed = arbitrationIn(decision.options)?.proposed
  if (decision.voteState === null || proposed === undefined || proposed === null) return undefined
  return adopts(decision.result) ? proposed : null
}

type Decided = Pick<Values<typeof Decisions>, 'type' | 'options'>

/** What is put to the vote with an item that has options: nothing is chosen yet. */
export const putWith = (claims: Claims): Decided => ({
  type: 'arbitration',
  options: JSON.stringify({ options: claims.options, chosen: null, proposed: claims.proposed } satisfies Arbitration),
})

/** The options of a decision as its result leaves them: adopting it, with conditions or without, chooses what was proposed. */
export const settledBy = (decided: Decided, result: Values<typeof Decisions>['result']): Partial<Decided> => {
  const held = decided.type === 'arbitration' ? arbitrationIn(decided.options) : null
  if (held?.proposed === undefined) return {}
  // An option that somebody has chosen by hand stays.
  const chosen = adopts(result) ? (held.chosen ?? held.proposed) : null
  return { type: decided.type, options: JSON.stringify({ ...held, chosen }) }
}
