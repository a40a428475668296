import type { SignInView } from '../../access/sign-in-view'
import type { ApiRegistration } from './token'

/** What a page needs to sign a person in by itself: names that are no secret, and different in every organisation. */
export const signInOf = ({ authority, clientId, appIdUri }: ApiRegistration): SignInView => ({
  authority,
  clientId,
  scope: `${appIdUri}/access_as_user`,
})
