import type { Bodies } from '../../lists/bodies'
import type { Memberships } from '../../lists/committees/memberships'
import type { Row } from '../../lists/kit/list'
import type { GatheredBody } from './gather'

export interface Account {
  readonly id: string
  readonly name: string
}

export interface Existing {
  readonly bodies: readonly Row<typeof Bodies>[]
  readonly memberships: readonly Row<typeof Memberships>[]
  readonly projects: readonly { readonly number: string; readonly title: string }[]
  readonly programmes: readonly { readonly code: string; readonly title: string }[]
  /** Somebody of the directory by address, or by display name. */
  person(nameOrMail: string): Account | null
  /** The first day on which somebody who sat in a body without an account can be of the directory. */
  firstDay(body: string, externalId: string): string
}

/** A body of the file with the code that it has or gets, and its row where there is one. */
export interface Settled extends GatheredBody {
  readonly known: Row<typeof Bodies> | undefined
  readonly settledCode: string
}
