import { afterRefusal, draftOf, sentOf } from './answer-draft'

const prefill = {
  overall: 'green',
  schedule: 'green',
  cost: null,
  scope: null,
  risk: null,
  resources: null,
  benefits: null,
  comment: null,
  achieved: null,
  next: null,
  issues: null,
  decisionsRequested: null,
  forecastEnd: '2027-10-12',
  forecastCost: 2_264_000,
  percentComplete: 40,
} as const

test('axes and long texts are sent only when the form shows them: what is hidden stands', () => {
  const draft = draftOf(prefill)
  expect(sentOf(draft)).toEqual({
    fields: {
      overall: 'green',
      forecastEnd: '2027-10-12',
      forecastCost: '2264000',
      percentComplete: '40',
      comment: '',
      decisionsRequested: '',
    },
    drawn: { forecastEnd: '2027-10-12', forecastCost: '2264000' },
  })
  expect(sentOf({ ...draft, details: true }).fields).toMatchObject({ schedule: 'green', cost: '', achieved: '' })
})

test('texts recorded before are in sight', () => {
  expect([draftOf(prefill).details, draftOf({ ...prefill, next: 'Recette' }).details]).toEqual([false, true])
})

test('a forecast told as changed by somebody else is decided by saving again; a refused axis is brought into sight', () => {
  const draft = draftOf(prefill)
  expect(afterRefusal(draft, 'forecast-changed', 'forecastEnd').drawn).toEqual({ forecastCost: '2264000' })
  expect(afterRefusal(draft, 'invalid-date', 'forecastEnd').drawn).toEqual(draft.drawn)
  expect(afterRefusal(draft, 'invalid-health', 'risk').details).toBe(true)
})
