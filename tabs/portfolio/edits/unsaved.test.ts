import { type Draft, unsavedStore } from './unsaved'

const draft: Draft = {
  number: 'P-008',
  field: 'forecastCost',
  value: 'beaucoup',
  base: 1_000,
  etag: '"1,2"',
  readable: false,
  message: 'Ce montant ne se lit pas.',
}

beforeEach(() => sessionStorage.clear())

test('what was typed is there again after the page was left or loaded again, for that person alone', () => {
  unsavedStore('anne', sessionStorage).keepDraft(draft)
  expect([...unsavedStore('anne', sessionStorage).now().drafts.values()]).toEqual([draft])
  expect(unsavedStore('bart', sessionStorage).now().drafts.size).toBe(0)
})

test('a draft that is saved or given up leaves nothing behind', () => {
  const store = unsavedStore('anne', sessionStorage)
  const heard = jest.fn()
  store.subscribe(heard)
  store.keepDraft(draft)
  store.dropDraft('P-008', 'title')
  store.dropDraft('P-008', 'forecastCost')
  expect(store.now().drafts.size).toBe(0)
  expect(sessionStorage.length).toBe(0)
  expect(heard).toHaveBeenCalledTimes(2)
})

test.each(['{', '{}', '[null, 3]', '[{"number":"P-1","field":"etag","value":1,"base":1,"etag":"","message":""}]'])(
  'what is stored and cannot be read (%s) is nothing',
  (text) => {
    sessionStorage.setItem('gouvernail.portfolio.anne', text)
    expect(unsavedStore('anne', sessionStorage).now().drafts.size).toBe(0)
  },
)
