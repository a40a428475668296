import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { declaredAppRoles, declaredRoles, declaredScopes } from '../../../src/local-tenant/declared-app'
import { startClient } from '../tenant-client'

/** One declaration, `appPackage/aad.manifest.json`: whatever else speaks of the registration must say the same. */
const read = (path: string): string => readFileSync(join(__dirname, '../../..', path), 'utf8')

test('the README names every permission, and no other', () => {
  const rows = [...read('README.md').matchAll(/^\| `([\w.]+)` \| (delegated|application) \| \S.* \|$/gm)]
  expect(rows.map(([, name, kind]) => `${kind} ${name}`).sort()).toEqual(
    [
      ...declaredScopes.map((name) => `delegated ${name}`),
      ...declaredRoles.map((name) => `application ${name}`),
    ].sort(),
  )
})

test('teamsapp.yml uploads the declaration, and the Teams app belongs to the same registration', () => {
  const steps: readonly { uses: string; with: Record<string, string> }[] = parse(read('teamsapp.yml')).provision
  const uploaded = steps.filter(({ uses }) => uses === 'aadApp/update').map((step) => step.with.manifestPath)
  expect(uploaded).toEqual(['./appPackage/aad.manifest.json'])
  const manifest = JSON.parse(read('appPackage/manifest.json'))
  const registration = JSON.parse(read('appPackage/aad.manifest.json'))
  expect(manifest.webApplicationInfo).toEqual({ id: registration.appId, resource: registration.identifierUris[0] })
})

test('the local tenant grants what is declared, in the tokens of the application and of people', async () => {
  const client = await startClient()
  const claims = (token: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  const application = claims(await client.appToken())
  const person = claims(await client.personToken('dd7b057b-924e-43b4-8a59-729b4022925e'))
  const principals = await client.graph('GET', '/servicePrincipals')
  await client.close()
  expect(application.roles).toEqual(declaredRoles)
  expect(person.scp).toBe(declaredScopes.join(' '))
  expect(principals.at('value', 0, 'appRoles')).toMatchObject(declaredAppRoles)
})
