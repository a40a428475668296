import { Pool } from 'pg'
import { z } from 'zod'
import { diagnose } from '../../src/cli/doctor/doctor'
import { checkDelegated, checkPermissions, checkSecret, checkToken } from '../../src/cli/doctor/entra'
import type { Finding, Patient } from '../../src/cli/doctor/finding'
import { checkConvening, checkMailbox } from '../../src/cli/doctor/mail-and-teams'
import { checkPlanner } from '../../src/cli/doctor/planner'
import { currentSchema } from '../../src/graph/data-migrations'
import type { GraphCaller } from '../../src/graph/http/caller'
import { applyProvision } from '../../src/graph/provision'
import { allLists } from '../../src/lists/all'
import { declaredRoles, declaredScopes } from '../../src/local-tenant/declared-app'
import { people } from '../../src/local-tenant/people'
import type { TenantOptions } from '../../src/local-tenant/tenant'
import { localMicrosoft } from '../../src/server/local'
import { gouvernail } from '../kit/commands'
import { freshDatabase, type TestDatabase } from '../kit/database'
import { type DoorKit, startDoor } from '../kit/door'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** An administrator asks what a tenant lacks: nothing, then each thing in turn. */
let stack: Stack
let database: TestDatabase
const kits: DoorKit[] = []
const declared = { roles: declaredRoles, scopes: declaredScopes }

beforeAll(async () => {
  stack = await startStack()
  database = await freshDatabase()
  // A provisioned tenant that later ones are started on.
  const kit = await tenantWith({ pool: database.pool })
  await applyProvision(kit.door, allLists)
  await kit.tenant.flush()
})
afterAll(async () => {
  for (const kit of kits) await kit.close()
  await stack.close()
  await database.close()
})

const tenantWith = async (tenant: TenantOptions = {}, config = {}): Promise<DoorKit> => {
  const kit = await startDoor(allLists, { bare: true, tenant, config })
  kits.push(kit)
  return kit
}

const patientOf = (kit: Pick<DoorKit, 'tenant' | 'door'>, change: Partial<Patient> = {}): Patient => ({
  microsoft: localMicrosoft(kit.tenant, {}),
  door: kit.door,
  pool: stack.pool,
  publicUrl: stack.origin,
  declared,
  sendMail: false,
  now: new Date(),
  ...change,
})

const ailing = async (patient: Patient): Promise<readonly Finding[]> =>
  (await diagnose(patient)).filter(({ state }) => state === 'missing' || state === 'unknown')

test('a complete installation is well; what the application may not look at is left to a person, with the commands', async () => {
  const patient = async () => patientOf(stack)
  const run = await gouvernail({ patient }, 'doctor', '--json')
  expect([run.code, run.complaints]).toEqual([0, []])
  expect(run.json).toMatchObject({ ok: true })
  const findings = await diagnose(patientOf(stack, { sendMail: true }))
  expect(findings.filter(({ state }) => state !== 'ok').map(({ check, state }) => [check, state])).toEqual([
    ['delegated', 'by-hand'],
    ['rights', 'by-hand'],
  ])
  expect(findings.filter(({ check }) => check === 'permission')).toHaveLength(declared.roles.length)
  const { lines } = await gouvernail({ patient }, 'doctor')
  expect(lines.at(-1)).toBe('Rien de nécessaire ne manque.')
})

test('each permission that is taken away is named, with the consent that mends it', async () => {
  for (const taken of declared.roles) {
    const patient = patientOf(await tenantWith({ grantedRoles: declared.roles.filter((role) => role !== taken) }))
    const { roles } = await checkToken(patient)
    const lacking = checkPermissions(patient, roles ?? []).filter(({ state }) => state !== 'ok')
    expect(lacking).toMatchObject([{ state: 'missing', detail: taken }])
    expect(lacking[0]?.mend[0]).toBe(`az ad app permission admin-consent --id ${patient.microsoft.graph.clientId}`)
  }
})

test('consent that outlives a narrowed registration is named, for a person to take back', async () => {
  const roles = declared.roles.filter((role) => !role.startsWith('Sites.'))
  const patient = patientOf(stack, { declared: { ...declared, roles: [...roles, 'Sites.Selected'] } })
  const beyond = (await diagnose(patient)).filter(({ check }) => check === 'beyond')
  expect(beyond.map(({ detail, required }) => [detail, required]).sort()).toEqual([
    ['Sites.Manage.All', false],
    ['Sites.ReadWrite.All', false],
  ])
  expect(beyond[0]?.mend).toEqual([expect.stringMatching(/CallAnAPI/)])
})

test('a secret that ends within a month is told of, whatever other secrets there are', async () => {
  expect(await checkSecret(patientOf(stack))).toMatchObject({ state: 'ok', detail: expect.stringMatching(/^20\d\d-/) })
  const now = new Date('2027-01-10T12:00:00Z')
  const microsoft = localMicrosoft(stack.tenant, {})
  const hint = microsoft.graph.clientSecret.slice(0, 3)
  const ending = (...secrets: readonly (readonly [string | null, string])[]) => {
    const all: GraphCaller['all'] = async () => [
      { passwordCredentials: secrets.map(([shown, end]) => ({ hint: shown, endDateTime: `${end}T00:00:00Z` })) },
    ]
    return checkSecret({ microsoft, now, door: { application: { all } } })
  }
  expect(await ending([hint, '2027-02-10'], ['xyz', '2027-01-12'])).toMatchObject({ state: 'ok', detail: '2027-02-10' })
  expect(await ending([hint, '2027-02-09'], ['xyz', '2028-01-12'])).toMatchObject({
    state: 'by-hand',
    detail: '2027-02-09',
    mend: expect.arrayContaining([expect.stringContaining('credential reset')]),
  })
  // One that has ended is not the one that signed in; of two that begin alike the first to end may be.
  expect(await ending([hint, '2026-12-01'], [hint, '2027-01-20'], [hint, '2028-01-01'])).toMatchObject({
    detail: '2027-01-20',
  })
  for (const unknown of [await ending(['xyz', '2028-01-12']), await ending([null, '2028-01-12'])])
    expect(unknown).toMatchObject({ state: 'by-hand', required: false })
  const without = await tenantWith({ grantedRoles: declared.roles.filter((role) => role !== 'Application.Read.All') })
  expect(await checkSecret(patientOf(without))).toMatchObject({ state: 'unknown', required: false })
})

test('delegated consent is compared where the directory may be read', async () => {
  const reading = (scope: string, consentType = 'AllPrincipals') => {
    const all: GraphCaller['all'] = async ({ path }) =>
      path === '/servicePrincipals'
        ? [{ id: 'p' }]
        : path.startsWith('/servicePrincipals/p/')
          ? [{ consentType, scope }]
          : []
    const caller = { all, send: () => Promise.reject(new Error('unused')), batch: async () => [] }
    return checkDelegated({ ...patientOf(stack), door: { application: caller } })
  }
  expect(await reading(declared.scopes.join(' '))).toMatchObject({ state: 'ok' })
  expect(await reading('openid')).toMatchObject({ state: 'missing', detail: declared.scopes.join(', ') })
  // One person's own consent is not everybody's.
  expect(await reading(declared.scopes.join(' '), 'Principal')).toMatchObject({ state: 'missing' })
})

const selected = ['Sites.Selected', ...declared.roles.filter((role) => !role.startsWith('Sites.'))]

test('Sites.Selected does for the site permissions; without a grant on the site it opens nothing', async () => {
  const [site] = await ailing(patientOf(await tenantWith({ pool: database.pool, grantedRoles: selected })))
  expect(site).toMatchObject({ check: 'site', state: 'missing', required: true })
  expect(site?.mend.join('\n')).toMatch(/\$site = Get-MgSite .*\nNew-MgSitePermission -SiteId \$site\.Id /)
  const granted = { pool: database.pool, grantedRoles: selected }
  expect(await ailing(patientOf(await tenantWith({ ...granted, siteRole: 'write' })))).toEqual([])
})

test('a grant to read alone is noticed by writing', async () => {
  const options: TenantOptions = { pool: database.pool, grantedRoles: selected, siteRole: 'read' }
  expect(await ailing(patientOf(await tenantWith(options)))).toMatchObject([
    { check: 'write', state: 'missing', mend: expect.arrayContaining([expect.stringContaining("roles=@('write')")]) },
  ])
})

test('a site that is not provisioned, and one of a later release', async () => {
  const kit = await tenantWith()
  const missing = {
    check: 'lists',
    state: 'missing',
    mend: ['gouvernail provision plan', 'gouvernail provision apply'],
  }
  expect(await ailing(patientOf(kit))).toMatchObject([missing, { check: 'write', state: 'unknown' }])
  await applyProvision(kit.door, allLists, { ...currentSchema, version: 99 })
  expect(await ailing(patientOf(kit))).toMatchObject([{ check: 'lists', detail: expect.stringContaining('schema 99') }])
})

test('a library, a mailbox and an app that nobody knows by these names', async () => {
  const kit = await tenantWith({ pool: database.pool }, { libraryName: 'Nowhere', mailbox: 'nobody@opnum.example' })
  const microsoft = localMicrosoft(kit.tenant, {})
  const graph = { ...microsoft.graph, libraryName: 'Nowhere', mailbox: 'nobody@opnum.example' }
  const patient = patientOf(kit, { microsoft: { ...microsoft, graph, teamsAppId: people[0]?.id ?? '' } })
  expect(await ailing(patient)).toMatchObject([
    { check: 'library', detail: expect.stringContaining('Nowhere'), mend: ['LIBRARY'] },
    { check: 'mailbox', detail: 'nobody@opnum.example' },
    { check: 'calendar', state: 'missing' },
    // Whose meetings the application may read cannot be asked of nobody.
    { check: 'meetings', state: 'unknown' },
    { check: 'catalogue', state: 'missing', mend: expect.arrayContaining(['TEAMS_APP_ID']) },
  ])
})

test('a mailbox that Exchange does not let the application use shows when a mail is sent', async () => {
  const kit = await tenantWith({ grantedRoles: declared.roles.filter((role) => role !== 'Mail.Send') })
  const finding = await checkMailbox(patientOf(kit, { sendMail: true }))
  expect(finding).toMatchObject({ state: 'missing', required: true })
  expect(finding.mend.join('\n')).toMatch(/'Application Mail.Send' -CustomResourceScope/)
})

test('the policy for meetings is looked at only when meetings are declared', async () => {
  const roles = [...declared.roles.filter((role) => !role.startsWith('OnlineMeetings')), 'OnlineMeetings.Read.All']
  const kit = await tenantWith({ grantedRoles: roles })
  const meeting = patientOf(kit, { declared: { ...declared, roles } })
  const without = roles.filter((role) => !role.startsWith('OnlineMeetings'))
  const seen = async (patient: Patient) => (await checkConvening(patient)).filter(({ check }) => check === 'meetings')
  expect(await seen({ ...meeting, declared: { ...declared, roles: without } })).toEqual([])
  expect(await seen(meeting)).toMatchObject([{ state: 'ok' }])
  kit.tenant.faults.set({ onlineMeetingPolicy: false })
  expect(await seen(meeting)).toMatchObject([
    { state: 'missing', mend: expect.arrayContaining([expect.stringMatching(/^Grant-CsApplicationAccessPolicy/)]) },
  ])
})

test('calendars that Exchange closes to the application, in the mailbox of the settings as well; without a mailbox nobody convenes', async () => {
  const kit = await tenantWith({ pool: database.pool })
  const patient = patientOf(kit)
  expect(await checkConvening(patient)).toMatchObject([{ check: 'calendar', state: 'ok' }, { state: 'ok' }])
  kit.tenant.faults.set({ mailboxScope: [idOf('Nora Pirard')] })
  const [closed] = await checkConvening(patient)
  expect(closed).toMatchObject({ check: 'calendar', state: 'missing', required: true })
  expect(closed?.mend.join('\n')).toMatch(/'Application Calendars.ReadWrite' -CustomResourceScope/)
  kit.tenant.faults.clear()
  const fields = { Code: 'planning', Title: 'planning', Value: JSON.stringify({ mailbox: 'nobody@opnum.example' }) }
  const path = `/sites/${kit.tenant.registration.siteId}/lists/Settings/items`
  const made = await kit.fetchGraph(path, { method: 'POST', body: { fields } })
  expect(made.status).toBe(201)
  const { id } = z.object({ id: z.string() }).parse(await made.json())
  const other = await checkConvening(patient)
  expect(other).toMatchObject([
    { check: 'calendar', detail: expect.stringContaining('nobody@') },
    { check: 'meetings' },
  ])
  await kit.fetchGraph(`${path}/${id}`, { method: 'DELETE' })
  const graph = { ...patient.microsoft.graph, mailbox: undefined }
  const without = await checkConvening(patientOf(kit, { microsoft: { ...patient.microsoft, graph } }))
  expect(without.filter(({ required }) => required)).toEqual([])
})

test('the plan of the actions is looked at once the settings name one, and its bucket', async () => {
  const kit = await tenantWith({ pool: database.pool })
  const seen = () => checkPlanner(patientOf(kit))
  expect(await seen()).toEqual([])
  const path = `/sites/${kit.tenant.registration.siteId}/lists/Settings/items`
  let row = ''
  const say = async (value: object): Promise<void> => {
    const fields = { Code: 'planner', Title: 'planner', Value: JSON.stringify(value) }
    if (row !== '') await kit.fetchGraph(`${path}/${row}`, { method: 'DELETE' })
    const made = await kit.fetchGraph(path, { method: 'POST', body: { fields } })
    row = z.object({ id: z.string() }).parse(await made.json()).id
  }
  const made = async (at: string, body: object): Promise<string> => {
    const answer = await kit.fetchGraph(at, { method: 'POST', body })
    return z.object({ id: z.string() }).parse(await answer.json()).id
  }
  await say({ plan: 'nobodyknowsthisplan0000000000' })
  expect(await seen()).toMatchObject([
    {
      check: 'planner',
      state: 'missing',
      required: true,
      mend: [expect.stringContaining('settings'), expect.any(String)],
    },
  ])
  const plan = await made('/planner/plans', { title: 'Actions', owner: kit.tenant.registration.pmoTeamId })
  await say({ plan })
  expect(await seen()).toMatchObject([{ state: 'ok', detail: plan }])
  await say({ plan, bucket: 'gone' })
  expect(await seen()).toMatchObject([{ state: 'missing', detail: 'gone' }])
  const bucket = await made('/planner/buckets', { name: 'Comités', planId: plan, orderHint: ' !' })
  await say({ plan, bucket })
  expect(await seen()).toMatchObject([{ state: 'ok' }])
  await kit.fetchGraph(`${path}/${row}`, { method: 'DELETE' })
})

test('a Graph that is out of reach says nothing of what is missing', async () => {
  const kit = await tenantWith({ pool: database.pool }, { patience: { application: 1, person: 1 } })
  kit.tenant.faults.set({ graphDown: true })
  const missing = (await diagnose(patientOf(kit))).filter(({ state }) => state === 'missing')
  expect(missing).toEqual([])
})

test('nobody holds the role of officer', async () => {
  const others = people.map((person) => ({ ...person, appRoles: [] }))
  expect(await ailing(patientOf(await tenantWith({ pool: database.pool, people: others })))).toMatchObject([
    { check: 'roles', state: 'missing', mend: [expect.stringContaining('Users and groups')] },
  ])
})

test('a service that does not answer, a database out of reach, a secret that is wrong: exit status 1', async () => {
  const pool = new Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' })
  const away = patientOf(stack, { pool, publicUrl: 'http://127.0.0.1:1' })
  expect(await ailing(away)).toMatchObject([
    { check: 'endpoint', state: 'missing', mend: expect.arrayContaining(['PUBLIC_URL']) },
    { check: 'database', state: 'missing', mend: expect.arrayContaining(['DATABASE_URL']) },
  ])
  const microsoft = { ...away.microsoft, graph: { ...away.microsoft.graph, clientSecret: 'wrong' } }
  const run = await gouvernail({ patient: async () => ({ ...away, microsoft }) }, 'doctor')
  expect(run.code).toBe(1)
  expect(run.lines[0]).toMatch(/^✗ L’enregistrement d’application ouvre une session/)
  expect(run.lines[1]).toMatch(/az ad app credential reset/)
  expect(run.lines.at(-1)).toMatch(/points nécessaires manquent/)
  await pool.end()
})
