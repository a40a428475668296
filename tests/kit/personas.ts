import { people } from '../../src/local-tenant/people'

/** Entra object id of a person of the local tenant, by display name. */
export const idOf = (name: string): string => {
  const person = people.find((candidate) => candidate.displayName === name)
  if (person === undefined) throw new Error(`nobody is called ${name} in the local tenant`)
  return person.id
}
