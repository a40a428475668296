import type { ListStore } from '../ports/lists'

/** What PostgreSQL holds about a person. */
export interface PersonRecords {
  /** Rows by table; none for tables that hold nothing about the person. */
  of(person: string): Promise<Readonly<Record<string, readonly object[]>>>
  /** Audit entries that name the person, with the object id where the chain has the pseudonym. */
  audit(person: string): Promise<readonly object[]>
  /** Rows of the outbox about the person that SharePoint has not taken yet, ballots of votes under way, and invitations to be sent. */
  waiting(person: string): Promise<number>
  pseudonym(person: string): Promise<string>
  /**
   * Deletes what is about the person, notes the erasure in the audit chain, and forgets whose the pseudonym was. Returns rows deleted
   * by table, and entries of the chain that name the object id itself.
   */
  erase(person: string, note: { readonly pseudonym: string; readonly detail: object }): Promise<ErasedRecords>
}

export interface ErasedRecords {
  readonly deleted: Readonly<Record<string, number>>
  /** Entries of release 0.1.0, which wrote object ids into the chain. */
  readonly namedInAudit: number
}

export type PersonLists = Pick<ListStore, 'all' | 'asApplication'>
