import type { Journal } from './journal'

/** Entities of one kind, in memory and journalled. Entities are replaced, never changed in place. */
export class Collection<T extends object> {
  readonly #entities = new Map<string, T>()

  constructor(
    readonly kind: string,
    private readonly journal: Journal,
    private readonly changed: () => void = () => undefined,
  ) {}

  get(id: string): T | undefined {
    return this.#entities.get(id)
  }

  values(): IterableIterator<T> {
    return this.#entities.values()
  }

  put(id: string, entity: T): T {
    this.#entities.set(id, entity)
    this.journal.record(this.kind, id, () => this.#entities.get(id))
    this.changed()
    return entity
  }

  delete(id: string): void {
    this.#entities.delete(id)
    this.journal.record(this.kind, id, () => this.#entities.get(id))
    this.changed()
  }

  /** Takes back an entity that this class wrote to the journal in an earlier run. */
  restore(id: string, body: unknown): void {
    // The journal holds only what put() was given for this kind; parsing every stored row again would guard against nobody.
    this.#entities.set(id, body as T)
  }
}
