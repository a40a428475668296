import { z } from 'zod'

/** A real tenant to run the contract on; see docs/local-tenant.md. Use a site that holds nothing else. */
const variables = z.object({
  CONTRACT_TENANT_ID: z.string(),
  CONTRACT_TENANT_CLIENT_ID: z.string(),
  CONTRACT_TENANT_CLIENT_SECRET: z.string(),
  /** `contoso.sharepoint.com:/sites/contract`. */
  CONTRACT_TENANT_SITE: z.string().regex(/^[\w.-]+:\/.+/),
  /** Mail address of a person with a mailbox, whose calendar may be written to. */
  CONTRACT_TENANT_PERSON: z.string().optional(),
  /** Id of a Planner plan that may be written to. */
  CONTRACT_TENANT_PLAN: z.string().optional(),
})

export interface RealTenant {
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
  readonly sitePath: string
  readonly person: string | null
  readonly plan: string | null
}

/** Undefined without the variables; an error when only some of them are there. */
export const realTenant = (environment: NodeJS.ProcessEnv = process.env): RealTenant | undefined => {
  const given = Object.entries(environment).filter(([name, value]) => name.startsWith('CONTRACT_TENANT_') && value)
  if (given.length === 0) return undefined
  const found = variables.parse(Object.fromEntries(given))
  return {
    tenantId: found.CONTRACT_TENANT_ID,
    clientId: found.CONTRACT_TENANT_CLIENT_ID,
    clientSecret: found.CONTRACT_TENANT_CLIENT_SECRET,
    sitePath: found.CONTRACT_TENANT_SITE,
    person: found.CONTRACT_TENANT_PERSON ?? null,
    plan: found.CONTRACT_TENANT_PLAN ?? null,
  }
}
