/** A database that cannot be opened as it is configured; the message names the variable, and never a password. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable'
  constructor(setting: string, cause: unknown) {
    super(`${setting} cannot be used: ${reasonOf(cause)}.`, { cause })
  }
}

/** A host name with several addresses fails as a whole, without a message of its own. */
const reasonOf = (cause: unknown): string => {
  const { message, code } = Object(cause)
  return String(message || code || cause)
}
