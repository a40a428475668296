import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { MOST_CONNECTIONS } from '../src/jobs/database/connections'
import { readConfig } from '../src/server/config'
import { configVariables } from '../src/server/config-table'
import { evaluation, type Resource, type Template } from './kit/arm'
import { freePort, runProcess } from './kit/process'

/** The Azure template, as far as it can be checked without Azure. */
const root = join(__dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const template: Template = JSON.parse(read('infra/azuredeploy.json'))
const parameterFile: { parameters: Record<string, { value: string }> } = JSON.parse(
  read('infra/azuredeploy.parameters.json'),
)
const GUID = '7c1d9f64-52f0-4f0e-a2c4-1f6b4f0a9e21'
const given = {
  name: 'gouvernail',
  publicHost: 'gouvernail.example.org',
  appId: GUID,
  appPassword: 'app-secret',
  appTenantId: GUID,
  databasePassword: 'p@ss/word:with?signs',
  teamsAppId: GUID,
  siteUrl: 'https://example.sharepoint.com/sites/pmo',
  pmoChannel: '19:abc@thread.tacv2',
  mailbox: 'pmo@example.org',
  copies: 3,
}
const arm = evaluation(template, given)

/** Every value of a JSON tree, evaluated, with its path; names of properties may be expressions too. */
const flat = (value: unknown, path = ''): readonly (readonly [string, unknown])[] => {
  if (Array.isArray(value)) return value.flatMap((one, index) => flat(one, `${path}[${index}]`))
  if (typeof value !== 'object' || value === null) return [[path, arm.value(value)]]
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, `${path}.${arm.value(name)}`))
}

/** `type/name/name`, as `resourceId` makes it; extensions carry their scope. */
const idOf = ({ type, name }: Resource): string => `${type}/${arm.value(name)}`
const ids = new Set(template.resources.map(idOf))
const one = (type: string): Resource => {
  const found = template.resources.filter((resource) => resource.type === type)
  expect([type, found.length]).toEqual([type, 1])
  return found[0] ?? { type, apiVersion: '', name: '' }
}
const at = (resource: Resource, path: string): unknown =>
  new Map(flat(resource.properties)).get(path.replace(/^(?!\.)/, '.'))

test('every expression is understood, every name it uses is declared, and every declared name is used', () => {
  expect(() => flat(template.resources)).not.toThrow()
  expect(() => flat(template.outputs)).not.toThrow()
  expect([...arm.used.parameters].sort()).toEqual(Object.keys(template.parameters).sort())
  expect([...arm.used.variables].sort()).toEqual(Object.keys(template.variables).sort())
  for (const { type, apiVersion } of template.resources) {
    expect([type, apiVersion]).toEqual([type, expect.stringMatching(/^20\d\d-\d\d-\d\d(-preview)?$/)])
  }
  for (const [name, { metadata }] of Object.entries(template.parameters)) {
    expect([name, metadata?.description]).toEqual([name, expect.stringMatching(/\.$/)])
  }
})

test('every resource that another one names is in the template, and is made before it', () => {
  const before = new Map(
    template.resources.map((each) => [
      idOf(each),
      (each.dependsOn ?? []).map((expression) => String(arm.value(expression))),
    ]),
  )
  const closure = (id: string): ReadonlySet<string> =>
    new Set((before.get(id) ?? []).flatMap((other) => [other, ...closure(other)]))
  for (const resource of template.resources) {
    const id = idOf(resource)
    for (const other of before.get(id) ?? []) expect([id, other, ids.has(other)]).toEqual([id, other, true])
    const own = evaluation(template, given)
    const visit = (value: unknown): void => {
      if (typeof value === 'string') own.value(value)
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit)
    }
    visit({ ...resource, dependsOn: [], name: '' })
    const named = [...own.used.ids].map((other) =>
      other.replace(/^(Microsoft.Network\/virtualNetworks)\/subnets\/([^/]+)\/.*/, '$1/$2'),
    )
    for (const other of named.filter((each) => each !== id)) {
      expect([id, other, ids.has(other) && closure(id).has(other)]).toEqual([id, other, true])
    }
  }
  const subnets = flat(one('Microsoft.Network/virtualNetworks').properties)
    .filter(([path]) => /^\.subnets\[\d\]\.name$/.test(path))
    .map(([, name]) => name)
  expect(subnets).toEqual(['app', 'database'])
})

test('secrets are secure strings, live in the vault alone, and never leave in an output or an app setting', () => {
  const secrets = Object.entries(template.parameters).filter(([, { type }]) => /^secure/i.test(type))
  expect(secrets.map(([name]) => name).sort()).toEqual(['appPassword', 'databasePassword'])
  for (const [, { defaultValue }] of secrets) expect(defaultValue).toBeUndefined()
  const holders = template.resources.filter((resource) =>
    /'(appPassword|databasePassword)'/.test(JSON.stringify(resource)),
  )
  expect(holders.map(({ type }) => type)).toEqual([
    'Microsoft.DBforPostgreSQL/flexibleServers',
    'Microsoft.KeyVault/vaults/secrets',
    'Microsoft.KeyVault/vaults/secrets',
  ])
  expect(JSON.stringify(template.outputs)).not.toMatch(/assword|listKeys|secret/i)
  const [app, database] = template.resources.filter(({ type }) => type.endsWith('/secrets'))
  expect(app && at(app, 'value')).toBe(given.appPassword)
  const url = new URL(String(database && at(database, 'value')))
  expect([decodeURIComponent(url.password), url.searchParams.get('sslmode')]).toEqual([
    given.databasePassword,
    'verify-full',
  ])
})

test('the web app speaks TLS 1.2 or later alone, without FTP; the database and the vault are closed to the internet', () => {
  const site = one('Microsoft.Web/sites')
  expect(at(site, 'httpsOnly')).toBe(true)
  for (const name of ['minTlsVersion', 'scmMinTlsVersion']) expect(at(site, `siteConfig.${name}`)).toBe('1.2')
  expect(at(site, 'siteConfig.ftpsState')).toBe('Disabled')
  expect(at(site, 'siteConfig.alwaysOn')).toBe(true)
  const database = one('Microsoft.DBforPostgreSQL/flexibleServers')
  expect(String(at(database, 'network.delegatedSubnetResourceId'))).toMatch(/\/database$/)
  expect(template.resources.filter(({ type }) => /firewallRules/.test(type))).toEqual([])
  const vault = one('Microsoft.KeyVault/vaults')
  expect([at(vault, 'networkAcls.defaultAction'), at(vault, 'enableRbacAuthorization')]).toEqual(['Deny', true])
  const role = one('Microsoft.Authorization/roleAssignments')
  // Key Vault Secrets User: reads secrets, and nothing else.
  expect(at(role, 'roleDefinitionId')).toMatch(/4633458b-17de-408a-b874-0445c86b69e6$/)
  expect(at(one('Microsoft.BotService/botServices'), 'endpoint')).toBe('https://gouvernail.example.org/api/messages')
  expect(at(one('Microsoft.BotService/botServices'), 'msaAppType')).toBe('SingleTenant')
})

/** Variables of the service that have no place in App Service, which gives the port and has a database beside it. */
const notInAzure = ['PORT', 'TENANT_PORT', 'DATA_DIR', 'DATABASE_PORT', 'GRAPH_LOG', 'APP_ID_URI']
/** Settings that speak to App Service itself. */
const platform = /^(SCM_|NPM_|APPLICATIONINSIGHTS_|ApplicationInsights)/

test('the app settings are the configuration of the service, complete and understood by it', () => {
  const properties = flat(one('Microsoft.Web/sites').properties)
  const settings = Object.fromEntries(
    properties
      .filter(([path]) => /appSettings\[\d+\]\.name$/.test(path))
      .map(([path, name]) => [String(name), String(new Map(properties).get(path.replace(/name$/, 'value')))]),
  )
  const own = Object.keys(settings).filter((name) => !platform.test(name))
  const known = configVariables
    .map(({ name }) => name)
    .filter((name) => !notInAzure.includes(name) && !/^OTEL_/.test(name))
  expect(own.sort()).toEqual([...known].sort())
  const vault = arm.value("[variables('vaultName')]")
  const secrets: Record<string, string> = {
    AppPassword: given.appPassword,
    DatabaseUrl: 'postgresql://a:b@host/gouvernail',
  }
  const resolved = Object.entries(settings).map(([name, value]) => {
    const secret = /^@Microsoft\.KeyVault\(VaultName=(.+);SecretName=(\w+)\)$/.exec(value)
    if (!secret) return [name, value]
    expect([secret[1], ids.has(`Microsoft.KeyVault/vaults/secrets/${vault}/${secret[2]}`)]).toEqual([vault, true])
    return [name, secrets[secret[2] ?? '']]
  })
  expect(readConfig(Object.fromEntries(resolved))).toMatchObject({
    tenant: 'microsoft365',
    // Three copies share what the tenant grants the application.
    service: { publicUrl: 'https://gouvernail.example.org', logJson: true, unitsPerMinute: 416 },
    microsoft365: { appId: GUID, appPassword: given.appPassword, siteUrl: given.siteUrl, library: null },
  })
})

test('the parameters file gives every parameter without a default, from the environment files', () => {
  const needed = Object.entries(template.parameters).flatMap(([name, one]) => ('defaultValue' in one ? [] : [name]))
  expect(Object.keys(parameterFile.parameters)).toEqual(expect.arrayContaining(needed))
  expect(Object.keys(template.parameters)).toEqual(expect.arrayContaining(Object.keys(parameterFile.parameters)))
  for (const environment of ['dev', 'prod']) {
    const known = read(`env/.env.${environment}`)
    for (const { value } of Object.values(parameterFile.parameters)) {
      const name = /^\$\{\{(\w+)\}\}$/.exec(value)?.[1] ?? ''
      const isSecret = name.startsWith('SECRET_')
      expect([environment, name, isSecret || new RegExp(`^${name}=`, 'm').test(known)]).toEqual([
        environment,
        name,
        true,
      ])
      // Secrets belong to the file that Git ignores.
      if (isSecret) expect(known).not.toMatch(new RegExp(`^${name}=`, 'm'))
    }
  }
})

test('teamsapp.yml deploys this template, to the app that it makes, and sends what the start command needs', () => {
  const steps: { uses: string; with: Record<string, unknown> }[] = [
    ...parse(read('teamsapp.yml')).provision,
    ...parse(read('teamsapp.yml')).deploy,
  ]
  const arm = steps.find(({ uses }) => uses === 'arm/deploy')
  expect(arm?.with.templates).toEqual([
    {
      path: './infra/azuredeploy.json',
      parameters: './infra/azuredeploy.parameters.json',
      deploymentName: 'gouvernail',
    },
  ])
  const zip = steps.find(({ uses }) => uses === 'azureAppService/zipDeploy')
  expect(zip?.with).toMatchObject({
    ignoreFile: '.webappignore',
    resourceId: expect.stringContaining('BOT_AZURE_APP_SERVICE_RESOURCE_ID'),
  })
  for (const name of Object.keys(template.outputs)) expect(read('env/.env.prod')).toMatch(new RegExp(`^${name}=`, 'm'))
  const left = read('.webappignore').split('\n')
  const [program, ...files] = String(at(one('Microsoft.Web/sites'), 'siteConfig.appCommandLine')).split(' ')
  const { dependencies, scripts } = JSON.parse(read('package.json'))
  expect([program, Object.keys(dependencies)]).toEqual([
    'node_modules/.bin/tsx',
    expect.arrayContaining(['tsx', 'vite']),
  ])
  expect(scripts.prepare).toBe('npm run build')
  for (const file of [...files, 'package-lock.json', 'tabs/vite.config.mts', 'appPackage/aad.manifest.json']) {
    expect([file, existsSync(join(root, file)), left.includes(file.split('/')[0] ?? '')]).toEqual([file, true, false])
  }
})

test('what docs/deploy.md has App Service start is the service, and what stands in for it answers nobody', async () => {
  const commands = [...read('docs/deploy.md').matchAll(/--startup-file '([^']+)'/g)].map(([, command]) => command)
  expect(commands).toEqual(['node bin/closed.js', at(one('Microsoft.Web/sites'), 'siteConfig.appCommandLine')])
  const port = await freePort()
  const closed = runProcess('node', ['bin/closed.js'], { PORT: String(port) })
  await closed.says(/Closed/)
  for (const path of ['/', '/readyz', '/api/messages']) {
    expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(503)
  }
  closed.child.kill()
  await closed.ended
})

test('the database allows the connections of three copies, each being replaced by another', () => {
  // Most user connections by size: https://learn.microsoft.com/azure/postgresql/configure-maintain/concepts-limits
  const allowed: Readonly<Record<string, number>> = { Standard_B1ms: 35, Standard_B2s: 414, Standard_D2ds_v5: 844 }
  const size = String(template.parameters.databaseSku?.defaultValue)
  expect(allowed[size]).toBeGreaterThanOrEqual(2 * Number(given.copies) * MOST_CONNECTIONS)
  expect(read('docs/scale.md')).toContain(`up to ${MOST_CONNECTIONS} connections a copy`)
})

test('the meters of docs/deploy.md are those of the template', () => {
  const text = read('docs/deploy.md')
  const of = (name: string): string => String(template.parameters[name]?.defaultValue)
  const webtest = one('Microsoft.Insights/webtests')
  const places = flat(webtest.properties).filter(([path]) => /^\.Locations\[\d\]\.Id$/.test(path)).length
  const executions = (30 * 86_400 * places) / Number(at(webtest, 'Frequency'))
  for (const meter of [
    `Premium V3, ${of('planSku')}, ${of('copies')} instance`,
    `${of('databaseTier')}, ${of('databaseSku').replace('Standard_', '')}`,
    `${of('databaseStorageGB')} GB of storage`,
    `${executions.toLocaleString('fr-BE').replace(/\s/g, ' ')} executions`,
    `${at(one('Microsoft.OperationalInsights/workspaces'), 'retentionInDays')} days of retention`,
  ])
    expect(text).toContain(meter)
})
