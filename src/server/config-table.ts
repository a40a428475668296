/** One environment variable: what an administrator reads about it. Blank counts as not set. */
export interface ConfigVariable {
  readonly name: string
  /** Shown as it is; null when there is none. */
  readonly default: string | null
  /** English, for the README. */
  readonly meaning: string
  /** An organisation's own Microsoft 365 cannot do without. */
  readonly required?: true
}

/** Every environment variable of the service. The README's table is checked against this one. */
export const configVariables = [
  {
    name: 'TENANT',
    default: 'local',
    meaning: '`local` (invented Microsoft 365 in the same process) or `microsoft365`',
  },
  { name: 'PORT', default: '3978', meaning: 'Port of the service on 127.0.0.1 (all interfaces with `microsoft365`)' },
  { name: 'TENANT_PORT', default: '3979', meaning: 'Port of the local tenant on 127.0.0.1' },
  { name: 'DATA_DIR', default: '.data', meaning: 'Folder of the embedded PostgreSQL' },
  {
    name: 'DATABASE_URL',
    default: null,
    meaning: 'A PostgreSQL of your own instead; needed to run [several copies](docs/local-tenant.md#several-copies)',
  },
  { name: 'DATABASE_PORT', default: '0', meaning: 'Port of the embedded PostgreSQL on 127.0.0.1; 0 takes a free one' },
  {
    name: 'PUBLIC_URL',
    default: 'http://127.0.0.1:<PORT>',
    meaning: 'Address under which Teams reaches the service',
    required: true,
  },
  {
    name: 'MicrosoftAppId',
    default: null,
    meaning: 'Client id of the Entra app registration (bot, API and tabs)',
    required: true,
  },
  { name: 'MicrosoftAppPassword', default: null, meaning: 'Client secret of the registration', required: true },
  { name: 'MicrosoftAppTenantId', default: null, meaning: 'Entra tenant id of the organisation', required: true },
  { name: 'MicrosoftAppType', default: 'SingleTenant', meaning: 'Only `SingleTenant` is supported' },
  {
    name: 'APP_ID_URI',
    default: 'api://<PUBLIC_URL host>/botid-<MicrosoftAppId>',
    meaning: 'Application ID URI of the API',
  },
  { name: 'TEAMS_APP_ID', default: '<MicrosoftAppId>', meaning: 'Id of the Teams app in its manifest' },
  { name: 'SITE_URL', default: null, meaning: 'Address of the SharePoint site that holds the lists', required: true },
  { name: 'LIBRARY', default: null, meaning: 'Name of the document library; the site’s default library when not set' },
  {
    name: 'PMO_CHANNEL',
    default: null,
    meaning: 'Id of the Teams channel for announcements (`19:…@thread.tacv2`)',
    required: true,
  },
  { name: 'MAILBOX', default: null, meaning: 'Mailbox that writes to people whom the bot cannot reach' },
  {
    name: 'GRAPH_UNITS_PER_MINUTE',
    default: '1250',
    meaning: 'SharePoint resource units that the tenant grants per minute',
  },
  {
    name: 'REQUESTS_PER_MINUTE',
    default: '600',
    meaning:
      'Requests of one person to one copy of the service, and half as many messages to the bot; `0` sets no limit',
  },
  { name: 'GRAPH_LOG', default: null, meaning: 'File that gets one JSON line per Graph request' },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    default: null,
    meaning:
      'Base address of an OpenTelemetry collector (OTLP over HTTP) for traces and metrics; none are sent when not set',
  },
  { name: 'LOG_JSON', default: 'false', meaning: '`true` writes logs as JSON lines, as does `--json`' },
] as const satisfies readonly ConfigVariable[]

export type ConfigName = (typeof configVariables)[number]['name']

/** The table of the README, in Markdown. */
export const configurationTable = (): string =>
  [
    '| Variable | Default | Meaning |',
    '|---|---|---|',
    ...configVariables.map(
      (entry: ConfigVariable) =>
        `| \`${entry.name}\`${entry.required ? ' *' : ''} | ${entry.default === null ? '' : `\`${entry.default}\``} | ${entry.meaning} |`,
    ),
  ].join('\n')
