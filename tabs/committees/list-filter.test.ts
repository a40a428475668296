import type { BodyRow } from '../../src/committees/bodies-view'
import { filtered, filterOf, queryOf, sorted } from './list-filter'

const row = (change: Partial<BodyRow> & { code: string }): BodyRow => ({
  title: change.code,
  kind: 'project',
  level: 'operational',
  cadence: null,
  chair: null,
  secretary: null,
  voters: 0,
  advisers: 0,
  mine: false,
  nextMeeting: null,
  dissolved: false,
  ...change,
})
const rows = [
  row({ code: 'CODIR', title: 'Comité de direction', kind: 'executive', level: 'strategic', mine: true }),
  row({ code: 'CP-P-008', title: 'Comité de projet Paie', chair: 'Isabelle Kinet', secretary: 'Nora Pirard' }),
  row({ code: 'OLD', dissolved: true }),
]

test.each([
  ['', ['CODIR', 'CP-P-008']],
  ['q=comite+KINET', ['CP-P-008']],
  ['q=p-008', ['CP-P-008']],
  ['level=strategic,unknown', ['CODIR']],
  ['kind=project', ['CP-P-008']],
  ['mine=1', ['CODIR']],
  ['dissolved=1&q=old', ['OLD']],
])('%s shows %j', (query, codes) => {
  const filter = filterOf(new URLSearchParams(query))
  expect(filtered(rows, filter).map(({ code }) => code)).toEqual(codes)
  expect(filterOf(queryOf(filter))).toEqual(filter)
})

test.each([
  ['', ['CODIR', 'CP-P-008', 'OLD']],
  ['sort=-title', ['OLD', 'CP-P-008', 'CODIR']],
  ['sort=chair', ['CP-P-008', 'CODIR', 'OLD']],
  ['sort=-chair', ['CP-P-008', 'CODIR', 'OLD']],
  ['sort=-kind', ['CP-P-008', 'OLD', 'CODIR']],
])('%s is the order %j', (query, codes) => {
  const filter = filterOf(new URLSearchParams(query))
  expect(sorted(rows, filter).map(({ code }) => code)).toEqual(codes)
  expect(filterOf(queryOf(filter))).toEqual(filter)
})
