import { frozen, NOW, portfolio } from '../../tests/golden/reports-fixture'
import { readSnapshot, snapshotBytes } from './snapshot'
import { snapshotOf } from './snapshot-of'

const projectOf = (number: string) => frozen().projects.find((project) => project.number === number)

test('a snapshot reads back as it was stored, and is the same for the same rows whatever their order', () => {
  const snapshot = frozen()
  expect(readSnapshot(snapshotBytes(snapshot))).toEqual(snapshot)
  const rows = portfolio()
  const shuffled = {
    ...rows,
    cycles: rows.cycles.toReversed(),
    projects: rows.projects.toReversed(),
    reports: rows.reports.toReversed(),
    milestones: rows.milestones.toReversed(),
  }
  expect(frozen(shuffled)).toEqual(snapshot)
})

test('a file that is not a snapshot is refused', () => {
  const other = { ...frozen(), schema: 'gouvernail/snapshot/99' }
  expect(() => readSnapshot(new TextEncoder().encode(JSON.stringify(other)))).toThrow()
})

test('a snapshot that was stored before gates were known has none', () => {
  const known = JSON.parse(new TextDecoder().decode(snapshotBytes(frozen())))
  for (const { milestones } of known.projects) for (const milestone of milestones) delete milestone.gate
  const stored = new TextEncoder().encode(JSON.stringify({ ...known, schema: 'gouvernail/snapshot/1' }))
  const gates = readSnapshot(stored).projects.flatMap(({ milestones }) => milestones.map(({ gate }) => gate))
  expect(gates).toEqual([false, false, false])
})

test('every project that owes is counted, also the silent and the confidential one, which is named nowhere', () => {
  const snapshot = frozen()
  expect(snapshot.counts).toEqual({ green: 2, amber: 1, red: 2, none: 1 })
  expect([snapshot.confidential, snapshot.projects.map((project) => project.number)]).toEqual([
    1,
    ['P-001', 'P-002', 'P-003', 'P-004', 'P-005'],
  ])
  const text = JSON.stringify(snapshot)
  expect(text).not.toContain('Audit interne')
  expect(text).not.toContain('Ne doit figurer')
  expect(snapshot.programmes[0]?.counts).toEqual({ green: 2, amber: 0, red: 2, none: 1 })
})

test.each([
  ['internal', true],
  ['restricted', false],
  ['confidential', false],
] as const)('a project that is %s is named in the file: %s', (confidentiality, named) => {
  const rows = portfolio()
  const projects = rows.projects.map((each) => (each.number === 'P-001' ? { ...each, confidentiality } : each))
  const snapshot = frozen({ ...rows, projects })
  expect(snapshot.projects.some((project) => project.number === 'P-001')).toBe(named)
  expect(JSON.stringify(snapshot).includes('Paie des enseignants')).toBe(named)
  expect(snapshot.confidential).toBe(named ? 1 : 2)
  expect(snapshot.counts).toEqual({ green: 2, amber: 1, red: 2, none: 1 })
})

test('published is what the manager declares; what dates and costs say stands beside it', () => {
  expect(projectOf('P-003')).toMatchObject({ published: 'green', declared: 'green', computed: 'red' })
  expect(projectOf('P-005')).toMatchObject({ published: null, computed: 'green', previous: { health: 'green' } })
})

test('the report’s forecasts win over the project’s, and the previous report is the one before this cycle', () => {
  expect(projectOf('P-001')).toMatchObject({
    forecastEnd: '2027-06-18',
    forecastCost: 3_412_000,
    previous: { cycle: '2026-10', health: 'green', percentComplete: 61 },
    milestones: [
      { title: 'Dossier approuvé', gate: false },
      { title: 'Recette comptable', gate: false },
      { title: 'Mise en production', gate: true },
    ],
  })
  expect(projectOf('P-004')?.previous).toBeNull()
})

test('history holds the cycles up to this one, and tells "no answer" from "not due"', () => {
  expect(frozen().history.map(({ cycle, counts }) => [cycle, counts.none])).toEqual([
    ['2026-10', 1],
    ['2026-11', 1],
  ])
  expect(projectOf('P-004')?.history).toEqual([null, 'green'])
  const rows = portfolio()
  const later = {
    ...rows,
    cycles: rows.cycles.map((cycle) => (cycle.code === '2026-10' ? { ...cycle, owed: 'P-001' } : cycle)),
  }
  expect(frozen(later).projects.find((project) => project.number === 'P-004')?.history).toEqual(['notDue', 'green'])
})

test('an earlier cycle is frozen as it stood: later answers are not in it', () => {
  const frame = { version: 2, reason: 'Correction', defaults: { days: 30, cost: 10 } }
  const earlier = snapshotOf(portfolio(), '2026-10', frame, NOW)
  expect(earlier.projects.find((project) => project.number === 'P-001')).toMatchObject({
    published: 'green',
    previous: null,
  })
  expect([earlier.version, earlier.reason, earlier.history.length]).toEqual([2, 'Correction', 1])
})

test('texts lose what XML cannot hold, and keep their lines', () => {
  expect(projectOf('P-001')?.comment).toBe('La migration à blanc a échoué ;\nles tests passent à janvier.')
})
