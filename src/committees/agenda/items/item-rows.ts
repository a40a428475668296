import { AgendaItems } from '../../../lists/committees/agenda-items'
import { blankValues, type Values } from '../../../lists/kit/list'
import type { OutboxWrite } from '../../../ports/outbox'
import type { AgendaItem } from '../find-agenda'

type ItemValues = Values<typeof AgendaItems>

/** The next serial of a meeting: serials are never used twice, whatever becomes of their items. */
export const nextSerial = (items: readonly Pick<AgendaItem, 'itemKey'>[]): number =>
  Math.max(0, ...items.map(({ itemKey }) => Number(itemKey.slice(itemKey.lastIndexOf(':') + 1)) || 0)) + 1

export const newItem = (
  meeting: string,
  serial: number,
  values: Pick<ItemValues, 'title' | 'kind' | 'state' | 'source' | 'rank'> & Partial<ItemValues>,
): OutboxWrite<typeof AgendaItems> => {
  const itemKey = `${meeting}:${serial}`
  return { list: AgendaItems, key: itemKey, values: { ...blankValues(AgendaItems), ...values, itemKey, meeting } }
}
