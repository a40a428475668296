import type { Bodies } from '../lists/bodies'
import type { Patch } from '../lists/kit/list'
import type { BodyTemplate } from './bodies-view'

type Defaults = Omit<Patch<typeof Bodies>, 'code' | 'title'> & Required<Pick<Patch<typeof Bodies>, 'kind' | 'level'>>

const common = { language: 'fr', packDays: 5, excludedHours: '12:00-13:30' } as const

/**
 * The usual bodies of a public organisation, as a start: whoever creates one changes what their own rules of procedure say
 * otherwise. Days are calendar days.
 */
export const templates: Readonly<Record<BodyTemplate, Defaults>> = {
  executive: {
    ...common,
    kind: 'executive',
    level: 'strategic',
    cadence: 'fortnightly',
    durationMinutes: 120,
    noticeDays: 7,
    quorumShare: 51,
    quorumRoles: ['chair'],
    proxiesMax: 1,
    majority: 'simple',
    tieRule: 'chair',
    conflictRule: 'leaves',
  },
  investment: {
    ...common,
    kind: 'investment',
    level: 'strategic',
    cadence: 'monthly',
    durationMinutes: 120,
    noticeDays: 10,
    quorumShare: 66.67,
    quorumProxies: true,
    proxiesMax: 1,
    majority: 'absolute',
    majorityBase: 'present',
    tieRule: 'rejected',
    conflictRule: 'excluded',
  },
  steering: {
    ...common,
    kind: 'steering',
    level: 'tactical',
    cadence: 'quarterly',
    durationMinutes: 90,
    noticeDays: 10,
    quorumShare: 51,
    quorumRoles: ['chair'],
    quorumProxies: true,
    proxiesMax: 1,
    absentHolder: 'chair',
    majority: 'simple',
    tieRule: 'chair',
    conflictRule: 'abstains',
  },
  project: {
    ...common,
    kind: 'project',
    level: 'operational',
    cadence: 'monthly',
    durationMinutes: 60,
    noticeDays: 5,
    quorumShare: 50,
    majority: 'consent',
    tieRule: 'deferred',
    conflictRule: 'abstains',
  },
}

const stems: Readonly<Record<BodyTemplate, string>> = {
  executive: 'CODIR',
  investment: 'CI',
  steering: 'COPIL',
  project: 'CP',
}

/** `CODIR`, `COPIL-INS`, `CP-P-008`; a code that is taken gets the next number. `taken` are codes in use. */
export const codeFor = (template: BodyTemplate, subject: string | null, taken: ReadonlySet<string>): string => {
  // Part of addresses and of row keys, and at most 40 characters with a number behind.
  const stem = [stems[template], ...(subject === null ? [] : [subject])].join('-').slice(0, 36)
  if (!taken.has(stem)) return stem
  let next = 2
  while (taken.has(`${stem}-${next}`)) next += 1
  return `${stem}-${next}`
}
