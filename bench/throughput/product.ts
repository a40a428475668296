import { z } from 'zod'
import { connectDatabase } from '../../src/jobs/database/postgres'
import { addressesOf } from '../../src/local-tenant/tenant'
import { localMicrosoft } from '../../src/server/local'
import { createCommandLog } from '../../src/server/log'
import { type Service, startService } from '../../src/server/start'
import { Connection } from './connection'

const Options = z.object({
  databaseUrl: z.string(),
  tenantOrigin: z.string(),
  connection: Connection,
  unitsPerMinute: z.number(),
})

/** One copy of the service as production runs it, with a tenant, a channel and a PostgreSQL in other processes. */
export const startProductFrom = async (json: string): Promise<Service> => {
  const options = Options.parse(JSON.parse(json))
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
  return service
}
