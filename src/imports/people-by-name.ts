import { normalised } from './source/targets'

interface Named {
  readonly id: string
  readonly name: string
  readonly mail: string
}

/**
 * Finds somebody of the directory by address, by display name, or by its words in another order (`MOREAU Philippe`). A name that
 * several people bear finds none of them: an import must not choose between them.
 */
export const peopleByName = <P extends Named>(people: readonly P[]): ((text: string) => P | null) => {
  const indexes = [({ mail }: Named) => normalised(mail), ({ name }: Named) => normalised(name), wordsOf].map(
    (keyOf) => {
      const index = new Map<string, P | null>()
      for (const person of people) {
        const key = keyOf(person)
        const known = index.get(key)
        index.set(key, known === undefined || known?.id === person.id ? person : null)
      }
      return index
    },
  )
  return (text) => {
    const said = normalised(text)
    if (said === '') return null
    const [mails, names, words] = indexes
    const found = mails?.get(said) ?? names?.get(said)
    // Two people of that name are not told apart by the order of its words.
    return found === undefined ? (words?.get(wordsOf({ name: text })) ?? null) : found
  }
}

const wordsOf = ({ name }: Pick<Named, 'name'>): string => normalised(name).split(' ').toSorted().join(' ')
