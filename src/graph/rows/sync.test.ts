import { Programmes } from '../../lists/programmes'
import type { Call, GraphCaller } from '../http/caller'
import { noAnswer } from '../http/failure'
import { createReplica } from '../replica'
import type { ListItem } from './item'
import { type SyncedList, syncLists } from './sync'

const item = (version: number): ListItem => ({
  id: '1',
  eTag: `"e,${version}"`,
  fields: { Title: `v${version}`, Code: 'A' },
})

const DELTA = 'https://graph.microsoft.com/v1.0/next'

it('an item that was in doubt and could not be read is read by the next synchronisation, though no delta brings it again', async () => {
  const replica = createReplica(
    Programmes,
    () => undefined,
    () => new Date('2026-11-22T12:00:00Z'),
  )
  const list: SyncedList = { replica, listId: 'l', cursor: { path: '/delta' }, doubtful: new Set() }
  replica.take([item(1)], replica.startRead())
  const delta = (value: readonly ListItem[]) => ({ body: { value, '@odata.deltaLink': DELTA } })
  const answers = [
    () => {
      // Our own write is answered while a page that holds the next version is on its way.
      replica.learn(item(2))
      return delta([item(3)])
    },
    () => noAnswer('unavailable', 'no answer'),
    () => delta([]),
    () => ({ body: item(3) }),
  ]
  const asked: string[] = []
  const caller = {
    batch: async (calls: readonly Call[]) =>
      calls.map(({ path }) => {
        asked.push(path)
        return answers.shift()?.()
      }),
  }
  const failed: string[] = []
  const report = { changed: () => undefined, synced: () => undefined, failed: (name: string) => failed.push(name) }
  const sync = () =>
    // Of a caller only batches are made use of.
    syncLists(caller as unknown as GraphCaller, 's', [list], () => ({ path: '/next' }), report)
  await sync()
  expect(failed).toEqual(['Programmes'])
  expect(replica.view().find('A')).toMatchObject({ title: 'v2' })
  await sync()
  expect(replica.view().find('A')).toMatchObject({ title: 'v3' })
  expect(list.doubtful.size).toBe(0)
  const one = '/sites/s/lists/l/items/1'
  expect(asked).toEqual(['/delta', one, '/next', one])
})
