import { ExceptionReports } from '../../src/lists/exception-reports'
import { blankValues, type Patch, type Values } from '../../src/lists/kit/list'
import { Milestones } from '../../src/lists/milestones'
import { Programmes } from '../../src/lists/programmes'
import { Projects } from '../../src/lists/projects'
import { StatusCycles } from '../../src/lists/status-cycles'
import { StatusReports } from '../../src/lists/status-reports'
import type { Snapshot } from '../../src/reports/snapshot'
import { type SnapshotRows, snapshotOf } from '../../src/reports/snapshot-of'

/** A small portfolio of invented projects, one for each case that reports must tell apart. */
export const NORA = '28c1e7ac-cecc-402b-8f36-be9b683e254e'
export const NOW = new Date('2026-11-27T11:00:00Z')

const cycle = (code: string, title: string, values: Patch<typeof StatusCycles>): Values<typeof StatusCycles> => ({
  ...blankValues(StatusCycles),
  code,
  title,
  state: 'published',
  ...values,
})

const project = (number: string, title: string, values: Patch<typeof Projects> = {}): Values<typeof Projects> => ({
  ...blankValues(Projects),
  number,
  title,
  programme: 'PER',
  phase: 'execution',
  lifecycle: 'active',
  confidentiality: 'internal',
  projectManager: NORA,
  startDate: '2025-01-01',
  baselineEnd: '2027-03-29',
  forecastEnd: '2027-03-29',
  approvedCost: 3_250_000,
  committedCost: 2_690_000,
  paidCost: 1_945_000,
  forecastCost: 3_250_000,
  toleranceDays: 30,
  toleranceCost: 5,
  ...values,
})

const report = (
  cycleCode: string,
  number: string,
  values: Patch<typeof StatusReports>,
): Values<typeof StatusReports> => ({
  ...blankValues(StatusReports),
  reportKey: `${cycleCode}:${number}`,
  cycle: cycleCode,
  project: number,
  state: 'submitted',
  trend: 'stable',
  answeredBy: NORA,
  answeredAt: '2026-11-24T09:00:00Z',
  ...values,
})

const milestone = (
  number: string,
  rank: number,
  title: string,
  dates: readonly [baseline: string, forecast: string, actual: string | null],
): Values<typeof Milestones> => ({
  ...blankValues(Milestones),
  milestoneKey: `${number}:${rank}`,
  project: number,
  title,
  rank,
  baselineDate: dates[0],
  forecastDate: dates[1],
  actualDate: dates[2],
})

const numbers = ['P-001', 'P-002', 'P-003', 'P-004', 'P-005', 'P-006']

/** Red beyond its tolerance, amber by choice, green outside and red inside, green, silent, and one that nobody may name. */
export const portfolio = (): SnapshotRows => ({
  cycles: [
    cycle('2026-11', 'novembre 2026', {
      state: 'closed',
      openedAt: '2026-11-20T08:00:00Z',
      closedAt: '2026-11-27T11:00:00Z',
      owed: numbers.join('\n'),
    }),
    cycle('2026-10', 'octobre 2026', { openedAt: '2026-10-23T07:00:00Z', owed: numbers.slice(0, 5).join('\n') }),
  ],
  programmes: [{ ...blankValues(Programmes), code: 'PER', title: 'Personnels de l’enseignement', rank: 1 }],
  projects: [
    project('P-001', 'Paie des enseignants', { priority: true }),
    project('P-002', 'Dossier de l’élève', { programme: null, projectManager: null }),
    project('P-003', 'Nuage hybride', { priority: true, forecastEnd: '2027-06-18' }),
    project('P-004', 'Inscriptions & bulletins <test>'),
    project('P-005', 'Portail'),
    project('P-006', 'Audit interne du comité', { confidentiality: 'confidential' }),
  ],
  reports: [
    report('2026-10', 'P-001', {
      overall: 'green',
      percentComplete: 61,
      forecastEnd: '2027-03-29',
      state: 'published',
    }),
    report('2026-10', 'P-002', { overall: 'red', state: 'published' }),
    report('2026-10', 'P-003', { overall: 'green', state: 'published' }),
    report('2026-10', 'P-005', { overall: 'green', state: 'published' }),
    report('2026-11', 'P-001', {
      overall: 'red',
      trend: 'worsening',
      forecastEnd: '2027-06-18',
      forecastCost: 3_412_000,
      percentComplete: 64,
      comment: 'La migration à blanc a échoué ;\r\nles tests passent à janvier.\u0007',
      next: 'Nouvelle migration le 15/12/2026.',
      decisionsRequested:
        '- Approuver la nouvelle référence : sans décision, la paie reste sur l’ancien moteur.\n2. Libérer un testeur.',
    }),
    report('2026-11', 'P-002', { overall: 'amber', trend: 'improving', comment: '=1+1' }),
    report('2026-11', 'P-003', { overall: 'green' }),
    report('2026-11', 'P-004', { overall: 'green' }),
    report('2026-11', 'P-006', { overall: 'red', comment: 'Ne doit figurer nulle part.' }),
  ],
  milestones: [
    milestone('P-001', 2, 'Recette comptable', ['2026-10-01', '2026-10-30', null]),
    milestone('P-001', 1, 'Dossier approuvé', ['2025-03-14', '2025-03-14', '2025-03-14']),
    { ...milestone('P-001', 3, 'Mise en production', ['2027-03-29', '2027-06-18', null]), gate: true },
  ],
  exceptions: [
    {
      ...blankValues(ExceptionReports),
      exceptionKey: 'P-001:time:2026-11',
      project: 'P-001',
      cycle: '2026-11',
      tolerance: 'time',
      state: 'open',
      openedAt: '2026-11-24T09:00:00Z',
      deviation: 81,
      allowed: 30,
    },
  ],
  nameOf: (person) => (person === NORA ? 'Nora Pirard' : undefined),
})

export const frozen = (rows: SnapshotRows = portfolio()): Snapshot =>
  snapshotOf(rows, '2026-11', { version: 1, reason: null, defaults: { days: 30, cost: 10 } }, NOW)

/** The same portfolio when all goes well: nobody is red or amber, nothing is asked. */
export const calm = (): Snapshot => {
  const rows = portfolio()
  return frozen({
    ...rows,
    projects: rows.projects.map((each) => ({ ...each, forecastEnd: each.baselineEnd, confidentiality: 'internal' })),
    reports: numbers.map((number) => report('2026-11', number, { overall: 'green', forecastEnd: '2027-03-29' })),
    milestones: [],
    exceptions: [],
  })
}
