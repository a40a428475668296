import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { translate } from '../i18n/translate'
import { ownerOf } from '../jobs/database/folder-lock'
import { stopLeftover } from '../jobs/database/postgres-cluster'
import { configOfProcess } from '../server/config'
import { startRefusal } from '../server/start-refusal'

const t = translate('fr')

/** `npm run reset`: deletes the data of the embedded database, so that the next start begins afresh. */
const reset = async (): Promise<number> => {
  const folder = configOfProcess().service.dataDir
  const owner = ownerOf(folder)
  if (owner !== null) {
    console.error(t('cli:reset.running', { processId: owner }))
    return 1
  }
  if (!existsSync(folder)) {
    console.log(t('cli:reset.nothing', { folder }))
    return 0
  }
  await stopLeftover(folder)
  for (const name of ['postgres', 'postgres.password', 'postgres.log', 'process.lock']) {
    rmSync(resolve(folder, name), { recursive: true, force: true })
  }
  console.log(t('cli:reset.done', { folder }))
  return 0
}

reset().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(startRefusal(error, t) ?? (error instanceof Error ? error.message : String(error)))
    process.exit(1)
  },
)
