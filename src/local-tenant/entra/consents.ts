import type { Faults } from '../faults'

/** What Entra asks of a person before it acts in their name. */
export type Wanted = 'consent' | 'sign-in'

/** Who still has to consent or to sign in again, as switched on in `faults`; what people gave is in force after a while. */
export class Consents {
  readonly #given = new Map<string, number>()

  constructor(private readonly faults: Faults) {}

  wanted(person: string): Wanted | null {
    this.#settle(person)
    const { withoutConsent, signInAgain } = this.faults.current
    if (withoutConsent.includes(person)) return 'consent'
    return signInAgain.includes(person) ? 'sign-in' : null
  }

  /** The person has accepted, in front of Entra's own page. */
  give(person: string): void {
    this.#given.set(person, Date.now())
  }

  #settle(person: string): void {
    const at = this.#given.get(person)
    if (at === undefined || !this.faults.shows(at)) return
    this.#given.delete(person)
    const others = (ids: readonly string[]): string[] => ids.filter((id) => id !== person)
    const { withoutConsent, signInAgain } = this.faults.current
    this.faults.set({ withoutConsent: others(withoutConsent), signInAgain: others(signInAgain) })
  }
}
