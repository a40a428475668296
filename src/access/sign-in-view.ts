/** `GET /sign-in.json`: where and as what a page outside Teams signs a person in. */
export interface SignInView {
  /** Entra authority of the organisation; plain http for the local tenant. */
  readonly authority: string
  readonly clientId: string
  /** The scope of this service's API. */
  readonly scope: string
}
