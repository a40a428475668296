import { z } from 'zod'
import { type ConfigName, configVariables } from './config-table'

/** A variable that is missing, or whose value is not one that it takes. */
export interface WrongVariable {
  readonly name: ConfigName
  /** As it was given, or only the name where the value is a secret; null when it is missing. */
  readonly given: string | null
}

/** Wrong or missing environment variables; the message names them, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(readonly wrong: readonly WrongVariable[]) {
    super(wrong.map(({ name, given }) => (given === null ? `${name} is not set` : `${given} is not valid`)).join('\n'))
  }
}

export interface ServiceConfig {
  readonly port: number
  /** Interface that the service listens on. */
  readonly host: string
  readonly publicUrl: string
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly databasePort: number
  readonly graphLog: string | null
  readonly unitsPerMinute: number
  /** Null: no limit. */
  readonly requestsPerMinute: number | null
  readonly logJson: boolean
  /** Base address of an OTLP collector; null sends nothing. */
  readonly telemetryEndpoint: string | null
}

/** The organisation's own Microsoft 365. */
export interface Microsoft365Config {
  readonly appId: string
  readonly appPassword: string
  readonly tenantId: string
  readonly appIdUri: string
  readonly teamsAppId: string
  readonly siteUrl: string
  readonly library: string | null
  readonly pmoChannel: string
  readonly mailbox: string | null
}

export type Config =
  | { readonly tenant: 'local'; readonly tenantPort: number; readonly service: ServiceConfig }
  | { readonly tenant: 'microsoft365'; readonly microsoft365: Microsoft365Config; readonly service: ServiceConfig }

const port = z.coerce.number().int().min(0).max(65_535)
const guid = z.guid().transform((id) => id.toLowerCase())
const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1')

const common = z.object({
  TENANT: z.enum(['local', 'microsoft365']).default('local'),
  PORT: port.default(3978),
  TENANT_PORT: port.default(3979),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_PORT: port.default(0),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  GRAPH_UNITS_PER_MINUTE: z.coerce.number().int().positive().default(1_250),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).default(600),
  GRAPH_LOG: z.string().optional(),
  LOG_JSON: flag.default(false),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
})

const organisation = z.object({
  MicrosoftAppId: guid,
  MicrosoftAppPassword: z.string(),
  MicrosoftAppTenantId: guid,
  MicrosoftAppType: z.literal('SingleTenant').default('SingleTenant'),
  APP_ID_URI: z.url({ protocol: /^api$/ }).optional(),
  TEAMS_APP_ID: guid.optional(),
  SITE_URL: z.url({ protocol: /^https$/ }),
  LIBRARY: z.string().optional(),
  PMO_CHANNEL: z.string().regex(/^19:.+@thread\.(tacv2|skype)$/),
  MAILBOX: z.string().optional(),
  PUBLIC_URL: z.url({ protocol: /^https$/ }),
})

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the configuration; `environment` is `process.env` in the service. Throws `ConfigError`. */
export const readConfig = (environment: Environment, args: readonly string[] = []): Config => {
  const given = Object.fromEntries(
    configVariables.flatMap(({ name }) => {
      const text = environment[name]?.trim()
      return text ? [[name, text]] : []
    }),
  )
  const values = parsed(common, given)
  const local = values.TENANT === 'local'
  const service: ServiceConfig = {
    port: values.PORT,
    host: local ? '127.0.0.1' : '0.0.0.0',
    publicUrl: (values.PUBLIC_URL ?? `http://127.0.0.1:${values.PORT}`).replace(/\/+$/, ''),
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL ?? null,
    databasePort: values.DATABASE_PORT,
    graphLog: values.GRAPH_LOG ?? null,
    unitsPerMinute: values.GRAPH_UNITS_PER_MINUTE,
    requestsPerMinute: values.REQUESTS_PER_MINUTE || null,
    logJson: values.LOG_JSON || args.includes('--json'),
    telemetryEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
  }
  if (local) return { tenant: 'local', tenantPort: values.TENANT_PORT, service }
  return { tenant: 'microsoft365', microsoft365: microsoft365Of(given), service }
}

const microsoft365Of = (given: Environment): Microsoft365Config => {
  const values = parsed(organisation, given)
  return {
    appId: values.MicrosoftAppId,
    appPassword: values.MicrosoftAppPassword,
    tenantId: values.MicrosoftAppTenantId,
    appIdUri: values.APP_ID_URI ?? `api://${new URL(values.PUBLIC_URL).host}/botid-${values.MicrosoftAppId}`,
    teamsAppId: values.TEAMS_APP_ID ?? values.MicrosoftAppId,
    siteUrl: values.SITE_URL,
    library: values.LIBRARY ?? null,
    pmoChannel: values.PMO_CHANNEL,
    mailbox: values.MAILBOX ?? null,
  }
}

const secrets: ReadonlySet<string> = new Set<ConfigName>(['MicrosoftAppPassword', 'DATABASE_URL'])

const parsed = <T>(schema: z.ZodType<T>, given: Environment): T => {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const wrong = new Set(result.error.issues.map((issue) => String(issue.path[0])))
  throw new ConfigError(
    configVariables.flatMap(({ name }) => {
      if (!wrong.has(name)) return []
      const text = given[name]
      return [{ name, given: text === undefined ? null : secrets.has(name) ? name : `${name}=${text}` }]
    }),
  )
}

/** The process's own environment and arguments: the only place that reads them. */
export const configOfProcess = (): Config => readConfig(process.env, process.argv.slice(2))
