/** A database that cannot be opened as it is configured; the message names the variable, and never a password. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable'
  readonly reason: string
  constructor(
    readonly setting: string,
    cause: unknown,
  ) {
    const reason = reasonOf(cause)
    super(`${setting} cannot be used: ${reason}.`, { cause })
    this.reason = reason
  }
}

/** A host name with several addresses fails as a whole, without a message of its own. */
const reasonOf = (cause: unknown): string => {
  const { message, code } = Object(cause)
  return String(message || code || cause)
}
