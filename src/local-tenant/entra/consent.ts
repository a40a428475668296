import type { Faults } from '../faults'

/** Permissions of Microsoft Graph by their names. */
export interface Grants {
  /** Application permissions; they travel as `roles`. */
  readonly roles: readonly string[]
  /** Delegated permissions, consented to for everybody; they travel as `scp`. */
  readonly scopes: readonly string[]
}

/** What an administrator has consented to. New consent takes a while to reach tokens (GRAPH-FACTS 6.1); so does taking it back. */
export class Consent {
  #known: { readonly grants: Grants; readonly madeAt: number }[]

  constructor(
    initial: Grants,
    private readonly faults: Faults,
  ) {
    this.#known = [{ grants: initial, madeAt: Number.NEGATIVE_INFINITY }]
  }

  get current(): Grants {
    const shown = this.#known.filter(({ madeAt }) => this.faults.shows(madeAt)).at(-1)
    return shown?.grants ?? { roles: [], scopes: [] }
  }

  /** The administrator decides anew. */
  change(grants: Partial<Grants>): void {
    const latest = this.#known.at(-1)?.grants ?? { roles: [], scopes: [] }
    this.#known = [...this.#known, { grants: { ...latest, ...grants }, madeAt: Date.now() }]
  }
}
