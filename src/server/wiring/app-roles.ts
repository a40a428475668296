import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { type Role, roles } from '../../access/actor'
import type { Clock, Log, RoleHolders } from '../../context'
import type { GraphCaller } from '../../graph/http/caller'

const KEEP_MS = 10 * 60_000
/** A card must be answered within five seconds (GRAPH-FACTS 5.4), and the door insists for minutes on a Graph that is silent. */
const PATIENCE_MS = 2_000

const Application = z.object({
  id: z.string(),
  appRoles: z.array(z.object({ id: z.string(), value: z.string().nullable() })),
})
const Assignment = z.object({ principalId: z.string(), principalType: z.string(), appRoleId: z.string() })

/**
 * Who holds which app role, as Entra assigned them: bot activities carry no token of the person, so the `roles` claim is not
 * there to read. Asked when something needs it, and kept for ten minutes. (Graph `appRoleAssignedTo`, Application.Read.All.)
 */
export const appRolesOf = (caller: GraphCaller, clientId: string, clock: Clock, log: Log): RoleHolders => {
  let known: ReadonlyMap<string, readonly Role[]> = new Map()
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | null = null
  const read = async (): Promise<void> => {
    try {
      known = await roleHolders(caller, clientId)
      readAt = clock.now().getTime()
    } catch (error) {
      log.warn({ error: String(error) }, 'app roles could not be read; those known before stay in force')
    } finally {
      reading = null
    }
  }
  const fresh = async (): Promise<ReadonlyMap<string, readonly Role[]>> => {
    // Either way: by a clock that is set back, what was read would stay young.
    if (Math.abs(clock.now().getTime() - readAt) > KEEP_MS) {
      reading ??= read()
      await Promise.race([reading, delay(PATIENCE_MS, undefined, { ref: false })])
    }
    return known
  }
  return {
    of: async (person) => (await fresh()).get(person.toLowerCase()) ?? [],
    holding: async (role) => [...(await fresh())].flatMap(([person, held]) => (held.includes(role) ? [person] : [])),
  }
}

/** Everybody who holds a role of the application, by object id. Members of a group would take a further permission to be known. */
export const roleHolders = async (
  caller: GraphCaller,
  clientId: string,
): Promise<ReadonlyMap<string, readonly Role[]>> => {
  const found = await caller.all({
    method: 'GET',
    path: '/servicePrincipals',
    query: { $filter: `appId eq '${clientId}'`, $select: 'id,appRoles' },
  })
  const [application] = z.array(Application).parse(found)
  if (application === undefined) throw new Error(`Entra knows no service principal of ${clientId}`)
  const roleIds = new Map(application.appRoles.map((role) => [role.id, role.value]))
  const rows = await caller.all({ method: 'GET', path: `/servicePrincipals/${application.id}/appRoleAssignedTo` })
  const held = new Map<string, Role[]>()
  for (const { principalId, principalType, appRoleId } of z.array(Assignment).parse(rows)) {
    if (principalType !== 'User') continue
    const role = roles.find((name) => name === roleIds.get(appRoleId))
    if (role === undefined) continue
    const person = principalId.toLowerCase()
    held.set(person, [...(held.get(person) ?? []), role])
  }
  return held
}
