import { clockTime } from './clock-time'

test.each([
  ['9:30', '09:30'],
  ['09:30', '09:30'],
  ['9h30', '09:30'],
  ['14 h', '14:00'],
  ['930', '09:30'],
  ['1745', '17:45'],
  ['8', '08:00'],
  [' 23.59 ', '23:59'],
])('%p is %p', (text, time) => {
  expect(clockTime(text)).toBe(time)
})

test.each(['24:00', '12:60', '9:3', 'midi', '', '12 PM', '-1'])('%p is no time of day', (text) => {
  expect(clockTime(text)).toBeNull()
})
