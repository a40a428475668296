/** Why no chair can be asked: nobody holds the seat, or who holds it has no account in the organisation. */
export type ChairAbsence = 'none' | 'unreachable'

/** What a page says of an approval: names of the PMO officers who are asked because there is no chair to ask. */
export interface StandIns {
  readonly absence: ChairAbsence
  readonly names: readonly string[]
}
