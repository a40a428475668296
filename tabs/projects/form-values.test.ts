import { readForm } from './form-values'

test.each([
  ['1 250 000', 1_250_000],
  ['1\u202f250\u202f000 €', 1_250_000],
  ['1.250.000', 1_250_000],
  ['1250,5', 1250.5],
  ['1250.5', 1250.5],
  ['1.250.000,50 €', 1_250_000.5],
  // The cell of the portfolio reads it so, too.
  ['250,000', 250_000],
])('the amount %j is read as %d', (text, amount) => {
  expect(readForm({ forecastCost: text }, { forecastCost: '0' }).patch).toEqual({ forecastCost: amount })
})

test.each([
  ['forecastCost', 'beaucoup', { kind: 'number' }],
  ['forecastCost', '-1', { kind: 'range', min: 0, max: 1e12 }],
  ['forecastCost', '1e5', { kind: 'number' }],
  ['toleranceDays', '0x10', { kind: 'number' }],
  ['toleranceDays', '2,5', { kind: 'number' }],
  ['toleranceDays', '9999', { kind: 'range', min: 0, max: 3650 }],
  ['forecastEnd', '31/12/2026', { kind: 'date' }],
  ['title', '  ', { kind: 'required' }],
] as const)('%s = %j is refused', (field, text, error) => {
  const { patch, errors } = readForm({ [field]: text }, {})
  expect(patch).toEqual({})
  expect(errors.get(field)).toEqual(error)
})

test('only what changed is sent, and an emptied field is sent as nothing', () => {
  const before = { title: 'Paie', forecastEnd: '2026-12-31', priority: false, summary: 'x' }
  const form = { title: 'Paie', forecastEnd: '', priority: true, summary: 'x' }
  expect(readForm(form, before)).toEqual({ patch: { forecastEnd: null, priority: true }, errors: new Map() })
})
