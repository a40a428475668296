import { pendingMigrations } from '../../jobs/database/postgres'
import { type Finding, found, type Patient, reasonOf } from './finding'

const PATIENCE_MS = 10_000

/** The service as Teams reaches it: alive, and its bot refuses who brings no token. */
export const checkEndpoint = async ({ publicUrl, microsoft }: Patient): Promise<Finding> => {
  const mend = [
    'PUBLIC_URL',
    'az webapp show --query defaultHostName; az webapp log tail',
    `az bot show --query properties.endpoint: ${publicUrl}/api/messages (${microsoft.graph.clientId})`,
  ]
  const signal = () => AbortSignal.timeout(PATIENCE_MS)
  try {
    const ready = await fetch(`${publicUrl}/readyz`, { signal: signal() })
    if (ready.status !== 200) return found('endpoint', 'missing', `${publicUrl}/readyz: ${ready.status}`, { mend })
    const headers = { 'Content-Type': 'application/json' }
    const bot = await fetch(`${publicUrl}/api/messages`, { method: 'POST', headers, body: '{}', signal: signal() })
    return bot.status === 401
      ? found('endpoint', 'ok', publicUrl)
      : found('endpoint', 'missing', `${publicUrl}/api/messages: ${bot.status}`, { mend })
  } catch (error) {
    const cause = error instanceof Error && error.cause ? ` (${reasonOf(error.cause)})` : ''
    return found('endpoint', 'missing', `${publicUrl}: ${reasonOf(error)}${cause}`, { mend })
  }
}

const OLDEST = 140_000

export const checkDatabase = async ({ pool }: Patient): Promise<Finding> => {
  const mend = ['DATABASE_URL', 'az postgres flexible-server show --query "{state:state, version:version}"']
  try {
    const { rows } = await pool.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    )
    const version = rows[0]?.version ?? 0
    const detail = `PostgreSQL ${Math.floor(version / 10_000)}`
    if (version < OLDEST) return found('database', 'missing', detail, { mend })
    const pending = await pendingMigrations(pool)
    // The next start takes these steps by itself.
    return found('database', 'ok', pending.length === 0 ? detail : `${detail}, ${pending.join(', ')}`)
  } catch (error) {
    return found('database', 'missing', reasonOf(error), { mend })
  }
}
