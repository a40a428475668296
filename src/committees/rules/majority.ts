import type { Majority, MajorityBase } from '../../lists/bodies'

/** What a majority is measured by. */
export interface Measured {
  /** Of how many the majority is taken. */
  readonly of: number
  /** Votes for that are needed. */
  readonly required: number
  readonly ok: boolean
}

export interface Counted {
  readonly for: number
  readonly against: number
  /** Who could vote here: present or represented, not recused. */
  readonly entitled: number
  /** All voters of the body. */
  readonly members: number
}

/**
 * Measures the votes by the majority of the body.
 * - `simple`: more for than against; abstentions weigh nothing (Robert's Rules of Order: more than half of the votes cast,
 *   abstentions left out).
 * - `absolute`: more than half of the base. Of those present or represented an abstention weighs like a vote against; Robert's Rules
 *   know the same "majority of the members present" and "of the entire membership".
 * - `twoThirds`: at least two thirds of the base; of the votes cast, abstentions are in neither part of the fraction, as the Belgian
 *   code has it for changes of an association's statutes (CSA, art. 9:21).
 * - `consent`: nobody objects and somebody agrees (rule of the body).
 */
export const measure = (majority: Majority, base: MajorityBase, counted: Counted): Measured => {
  const cast = counted.for + counted.against
  const of = base === 'cast' ? cast : base === 'present' ? counted.entitled : counted.members
  switch (majority) {
    case 'simple':
      return { of: cast, required: counted.against + 1, ok: counted.for > counted.against }
    case 'absolute':
      return reaching(counted.for, of, Math.floor(of / 2) + 1)
    case 'twoThirds':
      return reaching(counted.for, of, Math.max(1, Math.ceil((2 * of) / 3)))
    case 'consent':
      return { of: cast, required: Math.max(1, cast), ok: counted.for > 0 && counted.against === 0 }
  }
}

const reaching = (votes: number, of: number, required: number): Measured => ({ of, required, ok: votes >= required })

/** As many for as against. Only a majority of voices knows a tie; two thirds and consent simply fail. */
export const isTied = (majority: Majority, counted: Pick<Counted, 'for' | 'against'>): boolean =>
  (majority === 'simple' || majority === 'absolute') && counted.for > 0 && counted.for === counted.against
