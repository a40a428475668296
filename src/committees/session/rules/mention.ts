import { folded, partsOf } from './parse-action'

/** A name that is being typed after `@`, from the sign to the caret. */
export interface Mention {
  readonly start: number
  readonly typed: string
}

/** Longer than the longest part of a name that anybody types before they choose. */
const TYPED_MAX = 40

/** The mention in which the caret stands, if any: an address such as `info@nora.be` is none. */
export const mentionAt = (text: string, caret: number): Mention | null => {
  const found = /(?:^|[\s(,;:/])@([\p{L}\p{N}'’ -]*)$/u.exec(text.slice(0, caret))
  const typed = found?.[1]
  if (typed === undefined || typed.length > TYPED_MAX || /^\s|\s$/.test(typed)) return null
  return { start: caret - typed.length - 1, typed }
}

/** Those of whom some words of the name begin as typed, in the order given. */
export const meant = <P extends { readonly name: string }>(people: readonly P[], typed: string): readonly P[] => {
  const said = partsOf(folded(typed))
  return people.filter(({ name }) => {
    const parts = partsOf(folded(name))
    if (said.length === 0) return true
    return parts.some((_, from) =>
      said.every((text, index) =>
        index === said.length - 1 ? parts[from + index]?.startsWith(text) : parts[from + index] === text,
      ),
    )
  })
}

/** The text with the whole name in place of what was typed, and where the caret comes to stand. */
export const withName = (
  text: string,
  { start, typed }: Mention,
  name: string,
): { readonly text: string; readonly caret: number } => {
  const rest = text.slice(start + 1 + typed.length)
  const said = `@${name}${/^\s/.test(rest) ? '' : ' '}`
  const caret = start + said.length + (/^\s/.test(rest) ? 1 : 0)
  return { text: text.slice(0, start) + said + rest, caret }
}
