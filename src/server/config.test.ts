import { ConfigError, readConfig } from './config'
import { configVariables } from './config-table'

const organisation = {
  TENANT: 'microsoft365',
  MicrosoftAppId: '7C1D9F64-52F0-4F0E-A2C4-1F6B4F0A9E21',
  MicrosoftAppPassword: 'a secret',
  MicrosoftAppTenantId: '0f3a1c52-8d0e-4b5e-9f0a-6f2f5a3f7c11',
  SITE_URL: 'https://opnum.sharepoint.com/sites/pmo',
  PMO_CHANNEL: '19:abc@thread.tacv2',
  PUBLIC_URL: 'https://gouvernail.opnum.be/',
}

test('nothing set: the local tenant on the documented ports', () => {
  expect(readConfig({})).toEqual({
    tenant: 'local',
    tenantPort: 3979,
    service: {
      port: 3978,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3978',
      dataDir: '.data',
      databaseUrl: null,
      databasePort: 0,
      graphLog: null,
      unitsPerMinute: 1250,
      requestsPerMinute: 600,
      logJson: false,
      telemetryEndpoint: null,
    },
  })
})

test('a blank value counts as not set: it never becomes 0', () => {
  expect(readConfig({ PORT: ' ', GRAPH_UNITS_PER_MINUTE: '' })).toEqual(readConfig({}))
})

test('an organisation of its own derives what follows from the rest', () => {
  const config = readConfig(organisation, ['--json'])
  expect(config).toMatchObject({
    tenant: 'microsoft365',
    microsoft365: {
      appId: '7c1d9f64-52f0-4f0e-a2c4-1f6b4f0a9e21',
      teamsAppId: '7c1d9f64-52f0-4f0e-a2c4-1f6b4f0a9e21',
      appIdUri: 'api://gouvernail.opnum.be/botid-7c1d9f64-52f0-4f0e-a2c4-1f6b4f0a9e21',
      mailbox: null,
    },
    service: { host: '0.0.0.0', publicUrl: 'https://gouvernail.opnum.be', logJson: true },
  })
})

test('an organisation of its own needs what the README marks, and nothing else', () => {
  const marked = configVariables.flatMap((entry) => ('required' in entry ? [entry.name] : []))
  expect(Object.keys(organisation).filter((name) => name !== 'TENANT')).toEqual(expect.arrayContaining(marked))
  for (const name of marked)
    expect(() => readConfig({ ...organisation, [name]: '' })).toThrow(new ConfigError([{ name, given: null }]))
  const least = Object.fromEntries(Object.entries(organisation).filter(([name]) => marked.some((one) => one === name)))
  expect(() => readConfig({ ...least, TENANT: 'microsoft365' })).not.toThrow()
})

test.each([
  [{ PORT: 'eighty' }, /^PORT=eighty is not valid/],
  [{ PORT: '70000' }, /^PORT=70000 is not valid/],
  [{ TENANT: 'azure' }, /^TENANT=azure is not valid/],
  [{ LOG_JSON: 'yes' }, /^LOG_JSON=yes is not valid/],
  [{ ...organisation, PMO_CHANNEL: 'General' }, /^PMO_CHANNEL=General is not valid/],
  [{ ...organisation, SITE_URL: '' }, /^SITE_URL is not set/],
  [{ ...organisation, PUBLIC_URL: 'http://gouvernail.opnum.be' }, /^PUBLIC_URL=http:.* is not valid/],
  [{ ...organisation, MicrosoftAppType: 'MultiTenant' }, /^MicrosoftAppType=MultiTenant is not valid/],
])('a wrong value is one line that names the variable: %j', (environment, line) => {
  expect(() => readConfig(environment)).toThrow(ConfigError)
  expect(() => readConfig(environment)).toThrow(line)
})

test('a secret is never repeated in an error', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://u:secret@host/db' })).toThrow(/^DATABASE_URL is not valid$/)
})

test('variables are documented once each', () => {
  const names = configVariables.map((entry) => entry.name)
  expect(new Set(names).size).toBe(names.length)
})
