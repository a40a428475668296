import { keyOf, type List } from '../../lists/kit/list'
import type { ListStore, ListWriter, RowOutcome } from '../../ports/lists'

/** Tells the other copies of the service which rows this one has written. */
export type Announce = (list: string, keys: readonly string[]) => void

/**
 * The list store as use cases see it: what they write is announced to the other copies, which then fetch those rows instead of
 * waiting for their next poll. Changes that this copy learns of by polling are not announced: the others poll as well.
 */
export const announcedLists = (lists: ListStore, announce: Announce): ListStore => ({
  all: (of) => lists.all(of),
  find: (of, key) => lists.find(of, key),
  syncNow: (wanted) => lists.syncNow(wanted),
  freshness: (of) => lists.freshness(of),
  onChange: (listener) => lists.onChange(listener),
  asApplication: announcedWriter(lists.asApplication, lists, announce),
  as: (assertion) => announcedWriter(lists.as(assertion), lists, announce),
})

const announcedWriter = (writer: ListWriter, lists: ListStore, announce: Announce): ListWriter => {
  const tell = <L extends List>(of: L, outcomes: readonly RowOutcome<L>[]): void => {
    const keys = outcomes.flatMap((outcome) => (outcome.ok ? [keyOf(of, outcome.row)] : []))
    if (keys.length > 0) announce(of.name, keys)
  }
  return {
    create: async (of, values) => {
      const outcome = await writer.create(of, values)
      tell(of, [outcome])
      return outcome
    },
    update: async (of, itemId, patch, etag) => {
      const outcome = await writer.update(of, itemId, patch, etag)
      tell(of, [outcome])
      return outcome
    },
    updateMany: async (of, updates) => {
      const outcomes = await writer.updateMany(of, updates)
      tell(of, outcomes)
      return outcomes
    },
    removeMany: async (of, removals) => {
      const keys = new Map(lists.all(of).map((row) => [row.$item.itemId, keyOf(of, row)]))
      const outcomes = await writer.removeMany(of, removals)
      const gone = removals.flatMap(({ itemId }, index) => (outcomes[index]?.ok ? [keys.get(itemId) ?? ''] : []))
      if (gone.length > 0) announce(of.name, gone)
      return outcomes
    },
  }
}
