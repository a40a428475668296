import type { BodyRow } from '../bodies-view'
import { filtered, groupedBy, sorted } from './list-rows'
import { firstColumns, queryOf, stateOf, withoutFilters } from './list-state'

const row = (change: Partial<BodyRow> & { code: string }): BodyRow => ({
  title: change.code,
  kind: 'project',
  level: 'operational',
  programme: null,
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
  row({
    code: 'CODIR',
    title: 'Comité de direction',
    kind: 'executive',
    level: 'strategic',
    mine: true,
    cadence: 'monthly',
  }),
  row({
    code: 'CP-P-008',
    title: 'Comité de projet Paie',
    chair: 'Isabelle Kinet',
    secretary: 'Nora Pirard',
    cadence: 'weekly',
    programme: { code: 'RH', title: 'Ressources humaines' },
  }),
  row({ code: 'OLD', dissolved: true, level: null, programme: { code: 'ARC', title: 'Archives' } }),
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
  const filter = stateOf(new URLSearchParams(query))
  expect(filtered(rows, filter).map(({ code }) => code)).toEqual(codes)
  expect(stateOf(queryOf(filter))).toEqual(filter)
})

test.each([
  ['', ['CODIR', 'CP-P-008', 'OLD']],
  ['sort=-title', ['OLD', 'CP-P-008', 'CODIR']],
  ['sort=chair', ['CP-P-008', 'CODIR', 'OLD']],
  ['sort=-chair', ['CP-P-008', 'CODIR', 'OLD']],
  ['sort=-kind', ['CP-P-008', 'OLD', 'CODIR']],
  ['sort=cadence', ['CP-P-008', 'CODIR', 'OLD']],
  ['sort=-cadence', ['CODIR', 'CP-P-008', 'OLD']],
  ['sort=-code', ['OLD', 'CP-P-008', 'CODIR']],
  ['sort=level', ['CODIR', 'CP-P-008', 'OLD']],
  ['sort=-programme', ['CP-P-008', 'OLD', 'CODIR']],
  ['sort=nothing', ['CODIR', 'CP-P-008', 'OLD']],
])('%s is the order %j', (query, codes) => {
  const filter = stateOf(new URLSearchParams(query))
  expect(sorted(rows, filter).map(({ code }) => code)).toEqual(codes)
  expect(stateOf(queryOf(filter))).toEqual(filter)
})

test.each([
  ['', ['strategic: CODIR', 'operational: CP-P-008', ': OLD']],
  ['group=programme', ['ARC: OLD', 'RH: CP-P-008', ': CODIR']],
  ['group=none&sort=-title', [': OLD CP-P-008 CODIR']],
])('%s makes the groups %j', (query, groups) => {
  const state = stateOf(new URLSearchParams(query))
  const made = groupedBy(sorted(rows, state), state.group)
  expect(made.map(({ key, rows: inside }) => `${key}: ${inside.map(({ code }) => code).join(' ')}`)).toEqual(groups)
  expect(stateOf(queryOf(state))).toEqual(state)
})

test('columns and closed groups live in the address; a first visit has a plain one; clearing the filters keeps the rest', () => {
  const state = stateOf(new URLSearchParams('q=paie&cols=next,code,unknown&closed=tactical,none&group=programme'))
  expect(state.columns).toEqual(['title', 'code', 'next'])
  expect(state.closed).toEqual(['tactical', 'none'])
  expect(stateOf(queryOf(state))).toEqual(state)
  expect(stateOf(new URLSearchParams('cols=unknown')).columns).toEqual(firstColumns)
  expect(queryOf(stateOf(new URLSearchParams())).toString()).toBe('')
  expect(queryOf(withoutFilters(state)).toString()).toBe(
    'group=programme&cols=title%2Ccode%2Cnext&closed=tactical%2Cnone',
  )
})
