import pg from 'pg'
import { oneTenant } from './one-tenant'
import { botTokenIssuer, connectorAudience, graphAudience } from './registration'
import { startTenant, type Tenant } from './tenant'
import { whenOrphaned } from './when-orphaned'

const DEFAULT_PORT = 3979

/** What a Graph client or a bot must be told to talk to this tenant. */
const introduction = (tenant: Tenant): string => {
  const { registration } = tenant
  const lines: readonly (readonly [string, string])[] = [
    ['Graph', tenant.graphUrl],
    ['Authority', tenant.authority],
    ['Token endpoint', `${tenant.authority}/oauth2/v2.0/token`],
    ['Graph scope', `${graphAudience}/.default`],
    ['Bot OpenID metadata', tenant.botOpenIdMetadataUrl],
    ['Bot token issuer', botTokenIssuer],
    ['Bot scope', `${connectorAudience}/.default`],
    ['Service URL', tenant.connectorUrl],
    ['Control API', `${tenant.origin}/_tenant`],
    ['Tenant id', registration.tenantId],
    ['Client id (also bot id)', registration.clientId],
    ['Client secret', registration.clientSecret],
    ['Site id', registration.siteId],
    ['Site path', registration.sitePath],
    ['Drive id', registration.driveId],
    ['PMO channel', registration.pmoChannelId],
    ['Mailbox', registration.mailbox],
  ]
  const people = tenant.people.map(
    ({ id, displayName, jobTitle, appRoles }) =>
      `  ${id}  ${displayName}, ${jobTitle} ${appRoles.length > 0 ? `[${appRoles.join(', ')}]` : ''}`,
  )
  return [
    ...lines.map(([name, value]) => `${name.padEnd(24)}${value}`),
    '',
    'Personas',
    ...people,
    '',
    'Ctrl-C stops.',
    '',
  ].join('\n')
}

/** `npm run tenant`: the local tenant alone, in memory, or kept in `DATABASE_URL`. `TENANT_PORT` changes its port. */
const main = async (): Promise<void> => {
  const { DATABASE_URL, TENANT_PORT, BOT_ENDPOINT } = process.env
  const pool = DATABASE_URL ? new pg.Pool({ connectionString: DATABASE_URL }) : undefined
  // Unheard, a database that restarts would end the process; what is asked of it next says so.
  pool?.on('error', () => undefined)
  const port = Number(TENANT_PORT || DEFAULT_PORT)
  const one = pool ? await oneTenant(pool, () => startTenant({ port, pool })) : null
  if (one?.isOurs === false) {
    await pool?.end()
    fail(`The tenant of this database runs already at ${one.tenant.origin}`)
    return
  }
  const tenant = one?.tenant ?? (await startTenant({ port }))
  if (BOT_ENDPOINT) tenant.setBotEndpoint(BOT_ENDPOINT)
  const stop = async (): Promise<void> => {
    await tenant.close()
    if (one?.isOurs) await one.letGo()
    await pool?.end()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop().catch(fail)
    })
  }
  whenOrphaned('tenant', () => void stop().catch(fail))
  process.stdout.write(introduction(tenant))
}

const fail = (error: unknown): void => {
  process.stderr.write(`${wordsOf(error)}\n`)
  process.exitCode = 1
}

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `The port is taken: ${error.message}`
  if (code === 'ERR_SOCKET_BAD_PORT') return `TENANT_PORT is no port: ${error.message}`
  return error.stack ?? error.message
}

main().catch(fail)
