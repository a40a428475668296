/** What the consent window remembers between its two pages, for itself alone. */
export const CONSENT_KEY = 'gouvernail.consent'

/** How the window answers: through Teams, or to a page of this origin. Null when the answer is not to a question of ours. */
export const expectedAnswer = (stored: string | null, state: string | null): 'teams' | 'page' | null => {
  if (stored === null || state === null) return null
  const question: unknown = JSON.parse(stored)
  if (typeof question !== 'object' || question === null || Reflect.get(question, 'state') !== state) return null
  return Reflect.get(question, 'answer') === 'teams' ? 'teams' : 'page'
}
