import { Programmes } from '../../src/lists/programmes'
import { type DoorKit, startDoor } from '../kit/door'
import { programme } from '../kit/rows'

let kit: DoorKit
beforeEach(async () => {
  kit = await startDoor([Programmes])
})
afterEach(() => kit.close())

const write = (title: string) => [{ list: Programmes, key: 'X', values: programme({ code: 'X', title }) }]

/** Another copy of the service has taken the row over and written a newer value, of which this one has not heard. */
const takenOver = async () => {
  const other = kit.another()
  await other.lists.start()
  await other.lists.upsertMany(write('newer'))
  return other
}

it('a write that hung until another copy had taken its row over does not overwrite the newer value', async () => {
  await kit.door.lists.upsertMany(write('first'))
  const other = await takenOver()
  // The request is on its way when the lease ends: it arrives, is refused, and nothing more is tried.
  let looks = 0
  const held = (): boolean => {
    looks += 1
    return looks === 1
  }
  expect(await kit.door.lists.upsertMany(write('older'), held)).toMatchObject([{ outcome: 'retry' }])
  await other.lists.syncNow([Programmes])
  expect(other.lists.find(Programmes, 'X')?.title).toBe('newer')
})

it('nothing is sent at all once the rows are not held any more', async () => {
  expect(await kit.door.lists.upsertMany(write('late'), () => false)).toMatchObject([{ outcome: 'retry' }])
  await kit.door.lists.syncNow([Programmes])
  expect(kit.door.lists.find(Programmes, 'X')).toBeUndefined()
})

it('whoever holds the row writes over what somebody else has changed meanwhile', async () => {
  await kit.door.lists.upsertMany(write('first'))
  await takenOver()
  expect(await kit.door.lists.upsertMany(write('last'), () => true)).toEqual([{ outcome: 'ok' }])
  expect(kit.door.lists.find(Programmes, 'X')?.title).toBe('last')
})
