/** Entra app roles of the registration (DESIGN 8). Relations to rows (manager of, delegate of, …) come from the lists. */
export const roles = ['officer', 'pmo', 'executive', 'auditor'] as const
export type Role = (typeof roles)[number]

/** Who acts: a verified person. `assertion` is the token to exchange on-behalf-of; absent for bot turns. */
export interface Actor {
  readonly person: string
  readonly roles: readonly Role[]
  readonly locale: 'fr' | 'en'
  readonly assertion?: string
}
