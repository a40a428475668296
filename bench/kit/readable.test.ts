import { readable } from './readable'

test('figures stand line by line, rows in a table, each under its name', () => {
  const result = {
    ratio: 0.61,
    peak: { p99: 1234.5 },
    lost: [],
    rows: [
      { clients: 1, ours: { p50: 3.25 } },
      { clients: 100, ours: { p50: 12 }, note: null },
    ],
  }
  expect(readable(result).split('\n')).toEqual([
    'ratio        0.61',
    'peak.p99  1,234.5',
    'lost            -',
    '',
    'rows',
    'clients  ours.p50  note',
    '1            3.25     -',
    '100            12     -',
    '',
  ])
})
