import { addDays } from '../../calendar/business-days'
import type { Memberships } from '../../lists/committees/memberships'
import type { Row } from '../../lists/kit/list'
import { isOutsiderOf } from '../account-of-external'
import { memberId } from '../rules/membership'
import type { Account, Existing } from './existing'
import { codeKey, type GatheredMember } from './gather'

type Known = Row<typeof Memberships>

/**
 * The memberships, without an account, of whom a line is about and who has one by now: by an address of theirs, or by what the source
 * called them before.
 */
export const outsidersOf = (
  member: GatheredMember,
  account: Account,
  sourceId: string,
  known: readonly Known[],
  existing: Pick<Existing, 'person'>,
): readonly Known[] =>
  known.filter((row) => {
    if (row.person !== null) return false
    const addresses = [row.mail, row.externalId].flatMap((each) => (each?.includes('@') ? [each] : []))
    return (
      addresses.some((address) => existing.person(address)?.id === account.id) ||
      (member.mail !== null && isOutsiderOf(row, member.mail)) ||
      codeKey(memberId(row)) === codeKey(sourceId)
    )
  })

/** The membership without an account that goes on under the account from the day after its end, where a line names its first day. */
export const continued = (
  { from }: Pick<GatheredMember, 'from'>,
  outsiders: readonly Known[],
  own: readonly Known[],
): Known | undefined => {
  const before = outsiders.find((row) => from !== null && row.from === from && row.until !== null)
  const next = before?.until ? addDays(before.until, 1) : null
  return next === null ? undefined : own.find((row) => row.from === next)
}

/** The one that is still under way on `day` and that the line speaks of. */
export const underWay = (
  { from }: Pick<GatheredMember, 'from'>,
  outsiders: readonly Known[],
  day: string,
): Known | undefined =>
  outsiders.find((row) => (from === null || row.from === from) && (row.until === null || row.until >= day))
