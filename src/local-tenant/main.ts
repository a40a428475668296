import pg from 'pg'
import { oneTenant } from './one-tenant'
import { botTokenIssuer, connectorAudience, graphAudience } from './registration'
import { startTenant, type Tenant } from './tenant'
import { whenOrphaned } from './when-orphaned'

const DEFAULT_PORT = 3979

/** What a Graph client or a bot must be told to talk to this tenant, in French and in English. */
const introduction = (tenant: Tenant): string => {
  const { registration } = tenant
  const lines: readonly (readonly [string, string, string])[] = [
    ['Graph', 'Graph', tenant.graphUrl],
    ['Autorité', 'Authority', tenant.authority],
    ['Adresse des jetons', 'Token endpoint', `${tenant.authority}/oauth2/v2.0/token`],
    ['Portée de Graph', 'Graph scope', `${graphAudience}/.default`],
    ['Métadonnées OpenID du bot', 'Bot OpenID metadata', tenant.botOpenIdMetadataUrl],
    ['Émetteur des jetons du bot', 'Bot token issuer', botTokenIssuer],
    ['Portée du bot', 'Bot scope', `${connectorAudience}/.default`],
    ['Adresse du service', 'Service URL', tenant.connectorUrl],
    ['API de contrôle', 'Control API', `${tenant.origin}/_tenant`],
    ['Id du tenant', 'Tenant id', registration.tenantId],
    ['Id du client et du bot', 'Client and bot id', registration.clientId],
    ['Secret du client', 'Client secret', registration.clientSecret],
    ['Id du site', 'Site id', registration.siteId],
    ['Chemin du site', 'Site path', registration.sitePath],
    ['Id de la bibliothèque', 'Drive id', registration.driveId],
    ['Canal du bureau de projets', 'PMO channel', registration.pmoChannelId],
    ['Boîte aux lettres', 'Mailbox', registration.mailbox],
  ]
  const people = tenant.people.map(({ id, displayName, jobTitle, appRoles }) =>
    `  ${id}  ${displayName}, ${jobTitle} ${appRoles.length > 0 ? `[${appRoles.join(', ')}]` : ''}`.trimEnd(),
  )
  return [
    ...lines.map(([fr, en, value]) => `${(fr === en ? fr : `${fr} · ${en}`).padEnd(50)}${value}`),
    '',
    'Personnes · Personas',
    ...people,
    '',
    'Ctrl-C arrête tout. · Ctrl-C stops everything.',
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
    const { origin } = one.tenant
    fail(
      `Le tenant de cette base tourne déjà à l’adresse ${origin}\nThe tenant of this database runs already at ${origin}`,
    )
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
  if (code === 'EADDRINUSE') return `Le port est pris. The port is taken: ${error.message}`
  if (code === 'ERR_SOCKET_BAD_PORT') return `TENANT_PORT n’est pas un port. TENANT_PORT is no port: ${error.message}`
  return error.stack ?? error.message
}

main().catch(fail)
