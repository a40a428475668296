import type { Context } from '../context'
import { Memberships } from '../lists/committees/memberships'
import { blankValues, type Values } from '../lists/kit/list'

/** Key of a membership: a person's next membership of the same body begins on another day. */
export const membershipKey = (body: string, member: string, from: string | null): string =>
  [body, member, ...(from === null ? [] : [from])].join(':')

/** The values of a new membership of somebody in the directory. */
export const newMembership = (
  ctx: Pick<Context, 'directory'>,
  values: Pick<Values<typeof Memberships>, 'body' | 'role' | 'voice' | 'from'> &
    Partial<Values<typeof Memberships>> & { readonly person: string },
): Values<typeof Memberships> => {
  const person = ctx.directory.person(values.person)
  return {
    ...blankValues(Memberships),
    name: person?.name ?? values.person,
    mail: person?.mail ?? null,
    ...values,
    membershipKey: membershipKey(values.body, values.person, values.from),
  }
}
