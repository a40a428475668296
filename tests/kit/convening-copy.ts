import { runConvening } from '../../src/committees/planning/convene/run-convening'
import { connectDatabase } from '../../src/jobs/database/postgres'
import { localMicrosoft } from '../../src/server/local'
import { startService } from '../../src/server/start'
import { quietLog } from './quiet-log'

/**
 * A copy of the service in a process of its own that does nothing but convene, until it is killed. It is given the tenant and the
 * database of a stack, and where its clock stands.
 */
const { TENANT_ADDRESSES = '{}', STACK_DATABASE = '', STACK_NOW = '' } = process.env

const main = async (): Promise<void> => {
  const service = await startService({
    microsoft: localMicrosoft(JSON.parse(TENANT_ADDRESSES), { patience: { application: 2_000, person: 2_000 } }),
    database: connectDatabase(STACK_DATABASE, quietLog),
    host: '127.0.0.1',
    port: 0,
    clock: { now: () => new Date(STACK_NOW) },
    log: quietLog,
    jobs: false,
    subscribe: false,
    outboxDebounceMs: 20,
  })
  await runConvening(service.ctx)
}

void main()
