import { readForm } from './form-values'

test('only what differs is sent, as values of its field', () => {
  const before = {
    title: 'CoPil',
    quorumShare: '50',
    quorumRoles: ['chair', 'secretary'],
    secretBallot: false,
    level: '',
  }
  const form = {
    title: 'CoPil ',
    quorumShare: '66,67',
    quorumRoles: ['secretary', 'chair'],
    secretBallot: true,
    level: 'tactical',
  }
  expect(readForm(form, before)).toEqual({
    patch: { title: 'CoPil', quorumShare: 66.67, secretBallot: true, level: 'tactical' },
    errors: new Set(),
  })
})

test.each([
  ['durationMinutes', '90,5'],
  ['durationMinutes', 'une heure'],
  ['quorumShare', '120'],
  ['title', ' '],
] as const)('%s cannot be %j', (field, text) => {
  expect([...readForm({ [field]: text }, { [field]: '1' }).errors]).toEqual([field])
})

test('a field that is emptied becomes no value', () => {
  expect(readForm({ quorumCount: '' }, { quorumCount: '3' }).patch).toEqual({ quorumCount: null })
})
