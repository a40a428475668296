/** The object id of an account in Entra ID. */
const OBJECT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
export const isObjectId = (text: string): boolean => OBJECT_ID.test(text)

/** Where a person is named in keys and other texts, and what they say without them. */
export interface PersonName {
  isIn(text: string): boolean
  replacedIn(text: string, by: string): string
}

/**
 * An object id is found wherever it stands. What a membership calls somebody without an account may be as short as M01: it must be a whole
 * part of a key or a whole JSON text, so that M012 is somebody else.
 */
export const personName = (person: string): PersonName => {
  if (isObjectId(person))
    return { isIn: (text) => text.includes(person), replacedIn: (text, by) => text.replaceAll(person, by) }
  const whole = `(?<=^|[":])${person.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=$|[":])`
  return {
    isIn: (text) => new RegExp(whole, 'u').test(text),
    replacedIn: (text, by) => text.replaceAll(new RegExp(whole, 'gu'), () => by),
  }
}
