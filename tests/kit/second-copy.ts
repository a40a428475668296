import { connectDatabase } from '../../src/jobs/database/postgres'
import { localMicrosoft } from '../../src/server/local'
import { type Service, type ServiceOptions, startService } from '../../src/server/start'
import { quietLog } from './quiet-log'
import type { Stack } from './stack'

/** One more copy of the service on the database and the tenant of a stack; its `close` closes its connections as well. */
export const startSecondCopy = async (stack: Stack, options: Partial<ServiceOptions> = {}): Promise<Service> => {
  const database = connectDatabase(stack.databaseUrl, quietLog)
  const patience = { application: 1_000, person: 1_000 }
  const copy = await startService({
    microsoft: localMicrosoft(stack.tenant, { patience }),
    database,
    host: '127.0.0.1',
    port: 0,
    clock: stack.clock,
    log: quietLog,
    jobs: false,
    outboxDebounceMs: 20,
    subscribe: false,
    ...options,
  })
  return {
    ...copy,
    close: async () => {
      await copy.close()
      await database.close()
    },
  }
}
