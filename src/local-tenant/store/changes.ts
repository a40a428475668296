/** A change that a subscription may ask to hear of. */
export type ResourceChange =
  | { readonly kind: 'list'; readonly listId: string }
  | { readonly kind: 'drive' }
  | {
      readonly kind: 'event'
      readonly mailbox: string
      readonly eventId: string
      readonly changeType: 'created' | 'updated' | 'deleted'
    }

/** Tells whoever listens of each change of a resource. */
export class ChangeFeed {
  readonly #listeners: ((change: ResourceChange) => void)[] = []

  listen(listener: (change: ResourceChange) => void): void {
    this.#listeners.push(listener)
  }

  tell(change: ResourceChange): void {
    for (const listener of this.#listeners) listener(change)
  }
}
