import { dropDraft, keepDraft, loadDraft, resumeDraft } from './draft'

const saved = { title: 'Paie', summary: 'Avant', forecastCost: '100', priority: false }
const fields = ['title', 'summary', 'forecastCost', 'priority'] as const

const resumed = (person: string, now: typeof saved) => resumeDraft(loadDraft(person, 'P-008', fields), now)

beforeEach(() => sessionStorage.clear())

test('only touched fields come back; the others follow what colleagues saved meanwhile', () => {
  keepDraft('anne', 'P-008', { ...saved, summary: 'Commencé' }, saved)
  expect(resumed('anne', { ...saved, title: 'Paie, nouveau moteur', forecastCost: '250' })).toEqual({
    form: { title: 'Paie, nouveau moteur', summary: 'Commencé', forecastCost: '250', priority: false },
    conflicts: [],
  })
})

test.each([
  ['the same field was changed by somebody else', 'summary', 'À eux', 'Commencé', 'À eux'],
  ['what was typed cannot be read', 'forecastCost', '300', 'beaucoup', 300],
] as const)('a conflict is shown when %s', (_why, field, now, mine, theirs) => {
  keepDraft('anne', 'P-008', { ...saved, [field]: mine }, saved)
  expect(resumed('anne', { ...saved, [field]: now }).conflicts).toEqual([{ field, mine, theirs }])
})

test('both typing the same thing is no conflict', () => {
  keepDraft('anne', 'P-008', { ...saved, summary: 'Pareil' }, saved)
  expect(resumed('anne', { ...saved, summary: 'Pareil' }).conflicts).toEqual([])
})

test('an unreadable text is kept; typing back what was there keeps nothing', () => {
  keepDraft('anne', 'P-008', { ...saved, forecastCost: 'beaucoup' }, saved)
  expect(loadDraft('anne', 'P-008', fields)?.fields).toEqual({ forecastCost: { value: 'beaucoup', base: '100' } })
  keepDraft('anne', 'P-008', saved, saved)
  expect(loadDraft('anne', 'P-008', fields)).toBeNull()
})

test('a draft belongs to one person, and to the fields they may still change', () => {
  keepDraft('anne', 'P-008', { ...saved, priority: true }, saved)
  expect(loadDraft('bart', 'P-008', fields)).toBeNull()
  expect(loadDraft('anne', 'P-008', ['title'])).toBeNull()
  dropDraft('anne', 'P-008')
  expect(loadDraft('anne', 'P-008', fields)).toBeNull()
})

test('what is stored and cannot be read is nothing', () => {
  sessionStorage.setItem('gouvernail.project.anne.P-008', '{"fields":{"title":{"value":3}},"at":"now"}')
  expect(loadDraft('anne', 'P-008', fields)).toBeNull()
})
