import { AgendaItems } from '../../../lists/committees/agenda-items'
import { blankValues, type Values } from '../../../lists/kit/list'
import type { OutboxWrite } from '../../../ports/outbox'
import type { AgendaItem } from '../find-agenda'
import { ranksAmong } from '../rules/order'

type ItemValues = Values<typeof AgendaItems>

/** The next serial of a meeting: serials are never used twice, whatever becomes of their items. */
export const nextSerial = (items: readonly Pick<AgendaItem, 'itemKey'>[]): number =>
  Math.max(0, ...items.map(({ itemKey }) => Number(itemKey.slice(itemKey.lastIndexOf(':') + 1)) || 0)) + 1

export const itemKeyOf = (meeting: string, serial: number): string => `${meeting}:${serial}`

export const newItem = (
  meeting: string,
  serial: number,
  values: Pick<ItemValues, 'title' | 'kind' | 'state' | 'source' | 'rank'> & Partial<ItemValues>,
): OutboxWrite<typeof AgendaItems> => {
  const itemKey = itemKeyOf(meeting, serial)
  return { list: AgendaItems, key: itemKey, values: { ...blankValues(AgendaItems), ...values, itemKey, meeting } }
}

type Added = Pick<ItemValues, 'title' | 'kind' | 'state' | 'source' | 'presenter'> & Partial<ItemValues>

/** New items in their places among those that are there, of which some move where there is no room between them. */
export const addedItems = (
  meeting: string,
  present: readonly AgendaItem[],
  added: readonly Added[],
): readonly [added: readonly OutboxWrite<typeof AgendaItems>[], moved: readonly OutboxWrite<typeof AgendaItems>[]] => {
  const first = nextSerial(present)
  const keyed = added.map((item, index) => ({ ...item, itemKey: itemKeyOf(meeting, first + index) }))
  const ranks = new Map(ranksAmong(present, keyed).map(({ itemKey, rank }) => [itemKey, rank]))
  return [
    keyed.map((item, index) => newItem(meeting, first + index, { ...item, rank: ranks.get(item.itemKey) ?? 0 })),
    present.flatMap(({ itemKey }) => {
      const rank = ranks.get(itemKey)
      return rank === undefined ? [] : [{ list: AgendaItems, key: itemKey, values: { rank } }]
    }),
  ]
}
