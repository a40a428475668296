import type { DateTime } from 'luxon'
import type { Bodies } from '../../lists/bodies'
import type { Memberships } from '../../lists/committees/memberships'
import type { Values } from '../../lists/kit/list'
import type { MeetingScript } from './scripts'

export type Member = Values<typeof Memberships>

/** What a meeting is told with. */
export interface Stage {
  readonly script: MeetingScript
  readonly body: Values<typeof Bodies>
  readonly key: string
  readonly number: number
  readonly start: DateTime
  readonly members: readonly Member[]
  readonly idOf: (alias: string) => string
  readonly today: string
}
