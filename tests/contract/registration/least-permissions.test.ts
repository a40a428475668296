import { declaredRoles, declaredScopes } from '../../../src/local-tenant/declared-app'
import { type DoorKit, startDoor } from '../../kit/door'
import { Sample } from '../../kit/sample-list'
import { brokenOperations } from './product-operations'

/**
 * The registration asks for the least that the product works with: each permission is taken away in turn, and something must
 * break. A permission that nothing misses fails here, and so does one that this table does not name.
 */
const missed: Readonly<Record<'roles' | 'scopes', Readonly<Record<string, readonly string[]>>>> = {
  roles: {
    'Sites.ReadWrite.All': [
      'hear of changes',
      'publish a file',
      'publish a large file',
      'take a file back',
      'export the documents',
    ],
    'Sites.Manage.All': ['make a list'],
    'User.Read.All': ['know people and their language', 'equip the chat of a meeting'],
    'Mail.Send': ['write mail'],
    'Tasks.ReadWrite.All': ['keep the tasks of actions'],
    'Application.Read.All': ['know who holds which role'],
    'AppCatalog.Read.All': ['install the app for people', 'equip the chat of a meeting'],
    'TeamsAppInstallation.ReadWriteSelfForUser.All': ['install the app for people'],
    'Calendars.ReadWrite': [
      'know who is free',
      'convene a meeting',
      'move and cancel a meeting',
      'equip the chat of a meeting',
    ],
    'OnlineMeetings.Read.All': ['equip the chat of a meeting'],
    'TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All': ['equip the chat of a meeting'],
    'TeamsTab.Create': ['equip the chat of a meeting'],
    'TeamsActivity.Send': ['tell the activity feed'],
  },
  scopes: { 'Sites.ReadWrite.All': ['edit as a person'] },
}

const declared = { roles: declaredRoles, scopes: declaredScopes }

let kit: DoorKit
beforeAll(async () => {
  kit = await startDoor([Sample], { tenant: { seed: { installs: 'none' } } })
})
afterAll(() => kit.close())
afterEach(() => kit.tenant.consent(declared))

test('the table names what the registration asks for, and nothing else', () => {
  for (const kind of ['roles', 'scopes'] as const) {
    expect(Object.keys(missed[kind]).sort()).toEqual([...declared[kind]].sort())
  }
})

test('with what is declared, everything works', async () => {
  expect(await brokenOperations(kit)).toEqual([])
})

describe.each(['roles', 'scopes'] as const)('%s', (kind) => {
  test.each(declared[kind])('without %s something breaks', async (permission) => {
    kit.tenant.consent({ [kind]: declared[kind].filter((one) => one !== permission) })
    const broken = await brokenOperations(kit)
    expect(broken.length).toBeGreaterThan(0)
    expect(broken).toEqual(missed[kind][permission])
  })
})

test.each([
  [
    'Sites.ReadWrite.All',
    'Sites.Read.All',
    ['hear of changes', 'publish a file', 'publish a large file', 'take a file back'],
  ],
  ['User.Read.All', 'User.ReadBasic.All', ['know people and their language']],
  [
    'TeamsAppInstallation.ReadWriteSelfForUser.All',
    'TeamsAppInstallation.ReadForUser.All',
    ['install the app for people'],
  ],
  [
    'Calendars.ReadWrite',
    'Calendars.Read',
    ['convene a meeting', 'move and cancel a meeting', 'equip the chat of a meeting'],
  ],
])('%s has no lesser stand-in: %s is not enough', async (permission, lesser, broken) => {
  kit.tenant.consent({ roles: declaredRoles.map((one) => (one === permission ? lesser : one)) })
  expect(await brokenOperations(kit)).toEqual(broken)
})

test('an organisation can open its one site alone: Sites.Selected with full control of it', async () => {
  const others = declaredRoles.filter((role) => !role.startsWith('Sites.'))
  const selected = await startDoor([Sample], {
    tenant: { grantedRoles: [...others, 'Sites.Selected'], siteRole: 'fullcontrol', seed: { installs: 'none' } },
  })
  const broken = await brokenOperations(selected)
  await selected.close()
  expect(broken).toEqual([])
})
