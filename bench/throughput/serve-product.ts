import { z } from 'zod'
import { connectDatabase } from '../../src/jobs/database/postgres'
import { addressesOf } from '../../src/local-tenant/tenant'
import { localMicrosoft } from '../../src/server/local'
import { createCommandLog } from '../../src/server/log'
import { startService } from '../../src/server/start'
import { Connection } from './connection'

/** One copy of the service as production runs it, with a tenant, a channel and a PostgreSQL in other processes. */
const options = z
  .object({
    databaseUrl: z.string(),
    tenantOrigin: z.string(),
    connection: Connection,
    unitsPerMinute: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''))

const start = async (): Promise<void> => {
  const log = createCommandLog('error')
  const database = connectDatabase(options.databaseUrl, log)
  const local = localMicrosoft(addressesOf(options.tenantOrigin), { unitsPerMinute: options.unitsPerMinute })
  const [serviceUrl = ''] = options.connection.serviceUrls
  const service = await startService({
    microsoft: { ...local, bot: options.connection, defaultServiceUrl: serviceUrl },
    database,
    host: '127.0.0.1',
    port: 0,
    clock: { now: () => new Date() },
    log,
  })
  process.on('SIGTERM', async () => {
    await service.close()
    await database.close()
    process.exit(0)
  })
  console.log(JSON.stringify({ origin: service.origin }))
}

start().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
