import { type FailureCode, GraphFailure, MissingLists } from '../graph/http/failure'
import type { TextKey, Translate } from '../i18n/text'
import { FolderInUse } from '../jobs/database/folder-lock'
import { DatabaseUnusable } from '../jobs/database/unusable'
import { SCHEMA_VERSION } from '../lists/schema-version'
import { UnfitSite } from './check-site'
import { ConfigError, type WrongVariable } from './config'
import type { ConfigName } from './config-table'
import { PortTaken } from './http/listen'

/** What a variable takes. */
const expected: Readonly<Record<ConfigName, TextKey>> = {
  TENANT: 'cli:start.expected.tenant',
  PORT: 'cli:start.expected.port',
  TENANT_PORT: 'cli:start.expected.port',
  DATABASE_PORT: 'cli:start.expected.port',
  DATABASE_URL: 'cli:start.expected.postgres',
  MicrosoftAppId: 'cli:start.expected.guid',
  MicrosoftAppTenantId: 'cli:start.expected.guid',
  TEAMS_APP_ID: 'cli:start.expected.guid',
  MicrosoftAppType: 'cli:start.expected.singleTenant',
  APP_ID_URI: 'cli:start.expected.api',
  SITE_URL: 'cli:start.expected.https',
  PMO_CHANNEL: 'cli:start.expected.channel',
  GRAPH_UNITS_PER_MINUTE: 'cli:start.expected.positive',
  REQUESTS_PER_MINUTE: 'cli:start.expected.whole',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'cli:start.expected.http',
  LOG_JSON: 'cli:start.expected.flag',
  PUBLIC_URL: 'cli:start.expected.http',
  DATA_DIR: 'cli:start.expected.text',
  MicrosoftAppPassword: 'cli:start.expected.text',
  LIBRARY: 'cli:start.expected.text',
  MAILBOX: 'cli:start.expected.text',
  GRAPH_LOG: 'cli:start.expected.text',
}

const ofGraph: Readonly<Partial<Record<FailureCode, TextKey>>> = {
  forbidden: 'cli:start.refused.graph',
  'not-found': 'cli:start.refused.graph',
  'consent-required': 'cli:start.refused.graph',
  unavailable: 'cli:start.refused.silent',
  throttled: 'cli:start.refused.silent',
}

/**
 * Why the service or a command does not start, as far as whoever installs it can mend that: a line for each thing. Null for any other
 * failure, which is a case for its stack.
 */
export const startRefusal = (error: unknown, t: Translate): string | null => {
  if (error instanceof ConfigError) return error.wrong.map((wrong) => ofVariable(wrong, t)).join('\n')
  if (error instanceof PortTaken) return t('cli:start.refused.port', { port: error.port, variable: error.variable })
  if (error instanceof FolderInUse) {
    return t('cli:start.refused.folder', { folder: error.folder, processId: error.processId })
  }
  if (error instanceof DatabaseUnusable) {
    const port = /^DATABASE_PORT=(\d+)$/.exec(error.setting)?.[1]
    if (port !== undefined) return t('cli:start.refused.port', { port, variable: 'DATABASE_PORT' })
    return t('cli:start.refused.database', { setting: error.setting, reason: error.reason })
  }
  if (error instanceof UnfitSite) {
    return t(`cli:start.refused.${error.why}`, { site: error.version, ours: SCHEMA_VERSION })
  }
  if (error instanceof MissingLists) return t('cli:start.refused.lists', { lists: error.lists.join(', ') })
  const key = error instanceof GraphFailure ? ofGraph[error.code] : undefined
  return error instanceof GraphFailure && key !== undefined ? t(key, { reason: error.message }) : null
}

const ofVariable = ({ name, given }: WrongVariable, t: Translate): string => {
  if (given === null) return t('cli:start.refused.unset', { name })
  // Of PUBLIC_URL an organisation asks more than the local tenant does.
  const takes = given.startsWith('PUBLIC_URL=http:') ? 'cli:start.expected.https' : expected[name]
  return t('cli:start.refused.value', { given, expected: t(takes) })
}
