import { z } from 'zod'
import { Bodies } from '../../lists/bodies'
import { memberRole, memberVoice } from '../../lists/committees/memberships'
import { patchSchema } from '../../lists/kit/schema'
import type { RuleColumns } from '../rules/body-rules'
import type { Member } from '../rules/proxies'

const ruleFields = [
  ...(['quorumCount', 'quorumShare', 'quorumRoles', 'quorumProxies', 'quorumCheck', 'lostQuorum'] as const),
  ...(['proxiesMax', 'proxyHolders', 'absentHolder'] as const),
  ...(['majority', 'majorityBase', 'tieRule', 'conflictRule', 'secretBallot'] as const),
] satisfies readonly (keyof RuleColumns)[]

const Frozen = z.strictObject({
  rules: patchSchema(Bodies, [...ruleFields]),
  members: z.array(z.strictObject({ id: z.string(), role: z.enum(memberRole), voice: z.enum(memberVoice) })),
})
type Frozen = z.infer<typeof Frozen>

/** The rules of the body and who sat in it, as minutes were approved by them: what the body becomes afterwards changes no approved minutes. */
export const frozenOf = ({
  body,
  members,
}: {
  readonly body: RuleColumns
  readonly members: readonly Member[]
}): string =>
  JSON.stringify({
    rules: Object.fromEntries(ruleFields.map((field) => [field, body[field]])),
    members: members.map(({ id, role, voice }) => ({ id, role, voice })),
  })

/** Null for minutes approved before this was kept, and for a text that somebody changed by hand into something else. */
export const frozenIn = (note: string | null): Frozen | null => {
  if (note === null) return null
  try {
    return Frozen.safeParse(JSON.parse(note)).data ?? null
  } catch {
    return null
  }
}
