import type { ConflictRule, Majority, MajorityBase, quorumRole, TieRule } from '../../lists/bodies'

/** How a body decides, with nothing left open. */
export interface BodyRules {
  readonly quorum: {
    /** Voters, and share of the voters in percent (at least); null asks nothing. */
    readonly count: number | null
    readonly share: number | null
    readonly roles: readonly (typeof quorumRole)[number][]
    readonly proxiesCount: boolean
    /** Once there at the opening, it stands for the whole meeting. */
    readonly onlyAtOpening: boolean
    readonly whenLost: 'deferred' | 'rejected'
  }
  readonly proxies: {
    /** Per holder; 0 allows none. */
    readonly max: number
    readonly holders: 'voters' | 'attendees'
    readonly whenHolderAbsent: 'lapses' | 'chair'
  }
  readonly majority: Majority
  readonly base: MajorityBase
  readonly tie: TieRule
  readonly conflict: ConflictRule
  readonly secret: boolean
}

/** The columns of a body from which its rules are read. */
export interface RuleColumns {
  readonly quorumCount: number | null
  readonly quorumShare: number | null
  readonly quorumRoles: BodyRules['quorum']['roles']
  readonly quorumProxies: boolean
  readonly quorumCheck: 'everyVote' | 'opening' | null
  readonly lostQuorum: 'deferred' | 'rejected' | null
  readonly proxiesMax: number | null
  readonly proxyHolders: 'voters' | 'attendees' | null
  readonly absentHolder: 'lapses' | 'chair' | null
  readonly majority: Majority | null
  readonly majorityBase: MajorityBase | null
  readonly tieRule: TieRule | null
  readonly conflictRule: ConflictRule | null
  readonly secretBallot: boolean
}

/** An absolute majority is taken of those present or represented, two thirds of the votes cast, unless the body says otherwise. */
const usualBase: Readonly<Record<Majority, MajorityBase>> = {
  simple: 'cast',
  absolute: 'present',
  twoThirds: 'cast',
  consent: 'cast',
}

/** The rules of a body; what it leaves open is filled with the usual: simple majority, a tie rejects, no proxies, no quorum. */
export const rulesOf = (body: RuleColumns): BodyRules => {
  const majority = body.majority ?? 'simple'
  const takesBase = majority === 'absolute' || majority === 'twoThirds'
  return {
    quorum: {
      count: body.quorumCount,
      share: body.quorumShare,
      roles: body.quorumRoles,
      proxiesCount: body.quorumProxies,
      onlyAtOpening: body.quorumCheck === 'opening',
      whenLost: body.lostQuorum ?? 'deferred',
    },
    proxies: {
      max: body.proxiesMax ?? 0,
      holders: body.proxyHolders ?? 'voters',
      whenHolderAbsent: body.absentHolder ?? 'lapses',
    },
    majority,
    base: (takesBase ? body.majorityBase : null) ?? usualBase[majority],
    tie: body.tieRule ?? 'rejected',
    conflict: body.conflictRule ?? 'abstains',
    secret: body.secretBallot,
  }
}
