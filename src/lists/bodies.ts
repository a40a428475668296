import { list } from './kit/list'

export const bodyKind = ['executive', 'investment', 'steering', 'project', 'working', 'other'] as const
export type BodyKind = (typeof bodyKind)[number]

export const bodyLevel = ['strategic', 'tactical', 'operational'] as const
export const cadence = [
  'weekly',
  'fortnightly',
  'monthly',
  'bimonthly',
  'quarterly',
  'halfYearly',
  'yearly',
  'onDemand',
] as const
export const weekday = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const
export const bodyLanguage = ['fr', 'en'] as const

/** What must be exceeded or reached for a decision; `src/committees/rules` says how each is counted. */
export const majority = ['simple', 'absolute', 'twoThirds', 'consent'] as const
export type Majority = (typeof majority)[number]
/** What an absolute or two-thirds majority is taken of: votes for and against, voters present or represented, all voters. */
export const majorityBase = ['cast', 'present', 'members'] as const
export type MajorityBase = (typeof majorityBase)[number]
export const tieRule = ['chair', 'rejected', 'deferred'] as const
export type TieRule = (typeof tieRule)[number]
/** Somebody with a conflict of interest says so and votes, stays without voting, leaves, or leaves and is not counted at all. */
export const conflictRule = ['declares', 'abstains', 'leaves', 'excluded'] as const
export type ConflictRule = (typeof conflictRule)[number]
export const proxyHolders = ['voters', 'attendees'] as const
/** What becomes of the proxy of a holder who is not there. */
export const absentHolder = ['lapses', 'chair'] as const
/** When the quorum must be there: at each vote, or once when the meeting opens. */
export const quorumCheck = ['everyVote', 'opening'] as const
/** A vote without quorum is put off, or counts as a refusal. */
export const lostQuorum = ['deferred', 'rejected'] as const

/** Roles that a quorum may require to be there in person. */
export const quorumRole = ['chair', 'viceChair', 'secretary', 'executive', 'seniorUser', 'seniorSupplier'] as const

/** A governance body and its rules. Who sits in it, with what voice and since when, is in `Memberships`. */
export const Bodies = list('Bodies', 'code', {
  code: { kind: 'text', maxLength: 40, required: true, unique: true },
  title: { kind: 'text', required: true },
  kind: { kind: 'choice', options: bodyKind, required: true, indexed: true },
  /** Who holds these roles now, for readers of the list in SharePoint; the dated truth is in `Memberships`. */
  chair: { kind: 'person' },
  secretary: { kind: 'person' },
  /** The programme or the project for which it exists, and further ones that it covers, a code or number per line. */
  programme: { kind: 'ref', list: 'Programmes', indexed: true },
  project: { kind: 'ref', list: 'Projects', indexed: true },
  programmes: { kind: 'note' },
  projects: { kind: 'note' },
  level: { kind: 'choice', options: bodyLevel, indexed: true },
  mandate: { kind: 'note' },
  escalatesTo: { kind: 'ref', list: 'Bodies', indexed: true },
  language: { kind: 'choice', options: bodyLanguage },
  cadence: { kind: 'choice', options: cadence },
  durationMinutes: { kind: 'number', min: 5, max: 960, decimals: 0 },
  preferredDays: { kind: 'choices', options: weekday },
  excludedDays: { kind: 'choices', options: weekday },
  /** `09:00-12:00`, several separated by commas; wall clock of the organisation. */
  preferredHours: { kind: 'text', maxLength: 80 },
  excludedHours: { kind: 'text', maxLength: 80 },
  /** Calendar days between the convocation and the meeting. */
  noticeDays: { kind: 'number', min: 0, max: 90, decimals: 0 },
  /** Business days before the meeting at which its papers are published; 5 unless told. */
  packDays: { kind: 'number', min: 0, max: 60, decimals: 0 },
  /** Conditions of the quorum: voters, share of the voters in percent, roles; those that are given must all hold. */
  quorumCount: { kind: 'number', min: 1, max: 500, decimals: 0 },
  quorumShare: { kind: 'number', min: 1, max: 100 },
  quorumRoles: { kind: 'choices', options: quorumRole },
  quorumProxies: { kind: 'flag' },
  quorumCheck: { kind: 'choice', options: quorumCheck },
  lostQuorum: { kind: 'choice', options: lostQuorum },
  /** Proxies that one person may hold; none when blank. */
  proxiesMax: { kind: 'number', min: 0, max: 50, decimals: 0 },
  proxyHolders: { kind: 'choice', options: proxyHolders },
  absentHolder: { kind: 'choice', options: absentHolder },
  majority: { kind: 'choice', options: majority },
  majorityBase: { kind: 'choice', options: majorityBase },
  tieRule: { kind: 'choice', options: tieRule },
  conflictRule: { kind: 'choice', options: conflictRule },
  secretBallot: { kind: 'flag' },
  /** First and last day on which the body exists; open where blank. */
  activeFrom: { kind: 'date' },
  activeUntil: { kind: 'date' },
  importBatch: { kind: 'ref', list: 'ImportBatches', indexed: true },
})
