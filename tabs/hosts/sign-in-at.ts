import type { SignInView } from '../../src/access/sign-in-view'

/** Everything that Graph may be asked for in a person's name, as the registration lists it. */
export const GRAPH_SCOPE = 'https://graph.microsoft.com/.default'

/** Where this organisation signs people in. */
export const signInAt = async (): Promise<SignInView> => {
  const answer = await fetch('/sign-in.json')
  if (!answer.ok) throw new Error(`sign-in.json: ${answer.status}`)
  // The service and these pages are one release.
  return answer.json() as Promise<SignInView>
}
