import { settledForecasts } from './forecast-rule'

const OLD = '2027-06-30'
const OFFICER = '2027-09-30'
const MINE = '2027-12-31'
const at = (forecastEnd: string | null) => ({ forecastEnd, forecastCost: 100 })

test.each([
  ['left as drawn, nobody changed it', OLD, OLD, OLD, OLD],
  ['left as drawn, the officer changed it', OLD, OLD, OFFICER, OFFICER],
  ['changed by me alone', MINE, OLD, OLD, MINE],
  ['changed by both to the same', OFFICER, OLD, OFFICER, OFFICER],
  ['blank as drawn, filled by the officer', null, null, OFFICER, OFFICER],
  ['emptied by me alone', null, OLD, OLD, null],
])('%s', (_case, typed, drawn, present, expected) => {
  expect(settledForecasts(at(typed), at(drawn), at(present))).toEqual({ ok: true, values: at(expected) })
})

test('changed by both to different values: both are named', () => {
  expect(settledForecasts(at(MINE), at(OLD), at(OFFICER))).toEqual({
    ok: false,
    conflict: { field: 'forecastEnd', present: OFFICER, typed: MINE },
  })
})

test('a form that does not say what it had drawn is taken to have shown the present values', () => {
  expect(settledForecasts({ forecastEnd: MINE }, {}, at(OFFICER))).toEqual({ ok: true, values: at(MINE) })
  expect(settledForecasts({}, {}, at(OFFICER))).toEqual({ ok: true, values: at(OFFICER) })
})
