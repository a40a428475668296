import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { AppManifestUtils } from '@microsoft/app-manifest'
import Ajv from 'ajv'
import { parse } from 'yaml'

/** The app package as the toolkit would pack it, validated without a network: Microsoft's schemas, and what they do not see. */
const root = join(__dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const GUID = '7c1d9f64-52f0-4f0e-a2c4-1f6b4f0a9e21'

const environment = (name: string): Record<string, string> =>
  Object.fromEntries(
    read(`env/.env.${name}`)
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )

/** What the toolkit does: each placeholder takes its value from the environment file; `provision` fills the ids. */
const filled = (path: string, name: string): string => {
  const values = environment(name)
  return read(path).replace(/\$\{\{(\w+)\}\}/g, (placeholder, key: string) => {
    const value = values[key]
    if (value === undefined) return placeholder
    return value === '' && /_ID$/.test(key) ? GUID : value
  })
}

interface Manifest {
  readonly id: string
  readonly name: { readonly short: string }
  readonly icons: Readonly<Record<string, string>>
  readonly localizationInfo: { readonly additionalLanguages: readonly { readonly file: string }[] }
  readonly staticTabs: readonly { readonly entityId: string; readonly name?: string }[]
  readonly configurableTabs: readonly { readonly context: readonly string[] }[]
  readonly bots: readonly {
    readonly botId: string
    readonly commandLists: readonly { readonly commands: readonly { readonly title: string }[] }[]
  }[]
  readonly composeExtensions: readonly {
    readonly botId: string
    readonly commands: readonly {
      readonly id: string
      readonly context: readonly string[]
      readonly fetchTask: boolean
    }[]
  }[]
  readonly validDomains: readonly string[]
  readonly webApplicationInfo: { readonly id: string; readonly resource: string }
  readonly authorization?: {
    readonly permissions?: { readonly resourceSpecific?: readonly { readonly name: string; readonly type: string }[] }
  }
  readonly extensions?: readonly unknown[]
}
const manifestOf = (name: string): Manifest => JSON.parse(filled('appPackage/manifest.json', name))

const schema = (file: string): object =>
  JSON.parse(
    readFileSync(
      join(root, 'node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.30', `MicrosoftTeams.${file}`),
      'utf8',
    ),
  )

/** Every string of a JSON value with the path that leads to it. */
const strings = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    strings(inner, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`),
  )
}

describe.each(['dev', 'prod'])('the app package of %s', (name) => {
  const manifest = manifestOf(name)

  test('follows the schema that it names', async () => {
    expect(await AppManifestUtils.validateAgainstSchema(JSON.parse(filled('appPackage/manifest.json', name)))).toEqual(
      [],
    )
  })

  test('leaves no placeholder open and names no address without encryption, no loopback host', () => {
    for (const file of ['manifest.json', 'en.json', 'aad.manifest.json']) {
      const text = filled(`appPackage/${file}`, name)
      expect([file, text.match(/\$\{\{\w+\}\}/g)]).toEqual([file, null])
      expect([file, text.match(/"http:[^"]*"|localhost|127\.0\.0\.1|ngrok/g)]).toEqual([file, null])
    }
  })

  test('serves every page from a valid domain, the one that single sign-on names', () => {
    for (const domain of manifest.validDomains) expect(domain).toMatch(/^[a-z0-9.-]+\.[a-z]+$/)
    const addresses = strings(manifest).filter(
      ([path]) => /^(staticTabs|configurableTabs)/.test(path) && /Url$/.test(path),
    )
    expect(addresses.length).toBeGreaterThan(4)
    for (const [path, url] of addresses) expect([path, manifest.validDomains]).toEqual([path, [new URL(url).host]])
    const { id, resource } = manifest.webApplicationInfo
    expect([id, resource]).toEqual([manifest.bots[0]?.botId, `api://${manifest.validDomains[0]}/botid-${id}`])
  })

  test('asks of a chat what sharing to the stage of its meeting needs, and nothing else; no action dangles', () => {
    // Teams answers "App doesn't have sufficient permission" to `shareAppContentToStage` without it, and offers no share button.
    const wanted = [{ name: 'MeetingStage.Write.Chat', type: 'Delegated' }]
    expect(manifest.authorization?.permissions?.resourceSpecific).toEqual(wanted)
    expect(manifest.configurableTabs.flatMap(({ context }) => context)).toEqual(
      expect.arrayContaining(['meetingSidePanel', 'meetingStage']),
    )
    expect(manifest.extensions ?? []).toEqual([])
  })
})

test('the actions on a message are those that the bot knows, and open a dialog of the same bot', async () => {
  const { commands } = await import('../bot/verbs')
  const { composeExtensions, bots } = manifestOf('prod')
  const [extension] = composeExtensions
  expect([composeExtensions.length, extension?.botId]).toEqual([1, bots[0]?.botId])
  expect(extension?.commands.map(({ id }) => id)).toEqual(Object.keys(commands))
  for (const command of extension?.commands ?? [])
    expect(command).toMatchObject({ context: ['message'], fetchTask: true })
})

test('pages that the manifest opens exist, and deep links lead to tabs of this name', () => {
  const manifest = manifestOf('prod')
  const pages = strings(manifest).flatMap(([, text]) => /^https:[^#]*\/(\w+\.html)/.exec(text)?.[1] ?? [])
  expect(new Set(pages)).toEqual(new Set(['tab.html', 'configure.html']))
  for (const page of pages) expect([page, existsSync(join(root, 'tabs', page))]).toEqual([page, true])
  expect(manifest.staticTabs.map((tab) => tab.entityId)).toEqual([
    'conversations',
    'portfolio',
    'cycle',
    'committees',
    'about',
  ])
})

test('the English file follows its schema and translates every text that can be translated, and nothing else', () => {
  const manifest = manifestOf('prod')
  const english: Record<string, string> = JSON.parse(read('appPackage/en.json'))
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false })
  // Written for draft 4, which differs in nothing that it uses.
  const validate = ajv.compile({ ...schema('Localization.schema.json'), $schema: undefined })
  expect([validate(english), validate.errors]).toEqual([true, null])
  const translatable = strings(manifest)
    .map(([path]) => path)
    .filter((path) =>
      /^(name|description)\.|^staticTabs.*\.name$|commands.*\.(title|description)$|activityTypes.*\.(description|templateText)$/.test(
        path,
      ),
    )
  expect(
    Object.keys(english)
      .filter((key) => key !== '$schema')
      .sort(),
  ).toEqual([...translatable].sort())
})

test('icons have the sizes and the transparency that Teams asks for', () => {
  const { icons } = manifestOf('prod')
  const pictures = Object.fromEntries(
    Object.entries(icons).map(([kind, file]) => [kind, decode(join(__dirname, file))]),
  )
  expect(pictures.color).toMatchObject({ width: 192, height: 192, transparent: false })
  expect(pictures.color32x32).toMatchObject({ width: 32, height: 32, transparent: true })
  expect(pictures.outline).toMatchObject({ width: 32, height: 32, transparent: true, white: true })
})

interface Picture {
  readonly width: number
  readonly height: number
  /** Some pixel can be seen through. */
  readonly transparent: boolean
  /** Every pixel that can be seen is white. */
  readonly white: boolean
}

/** Reads the plain kind of PNG that draw-icons writes: one IDAT, 8-bit RGBA, filter 0. */
const decode = (path: string): Picture => {
  const file = readFileSync(path)
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  expect([...file.subarray(24, 26)]).toEqual([8, 6])
  const start = file.indexOf('IDAT')
  const rows = inflateSync(file.subarray(start + 4, start + 4 + file.readUInt32BE(start - 4)))
  const pixels = Array.from({ length: width * height }, (_, index) => {
    const at = Math.floor(index / width) * (1 + width * 4) + 1 + (index % width) * 4
    return [...rows.subarray(at, at + 4)]
  })
  const seen = pixels.filter((pixel) => (pixel[3] ?? 0) > 0)
  return {
    width,
    height,
    transparent: pixels.some((pixel) => pixel[3] === 0),
    white: seen.every((pixel) => pixel.slice(0, 3).every((channel) => channel === 255)),
  }
}

test('teamsapp.yml follows its schema, and every placeholder in it is known to both environments', () => {
  const text = read('teamsapp.yml')
  const file = 'node_modules/@microsoft/teamsfx-core/resource/yaml-schema/v1.13/yaml.schema.json'
  const validate = new Ajv({ strict: false }).compile(JSON.parse(read(file)))
  expect([validate(parse(text)), validate.errors]).toEqual([true, null])
  for (const name of ['dev', 'prod']) {
    const known = environment(name)
    const unknown = [...text.matchAll(/\$\{\{(\w+)\}\}/g)]
      .map((match) => match[1] ?? '')
      .filter((key) => !(key in known))
    expect([name, unknown]).toEqual([name, []])
  }
})

test('the registration lets the pages that sign people in receive the answer, and Office broker it', () => {
  const { spa } = JSON.parse(filled('appPackage/aad.manifest.json', 'prod'))
  const domain = manifestOf('prod').validDomains[0]
  expect(spa.redirectUris).toEqual([
    `https://${domain}/tab.html`,
    `https://${domain}/auth-end.html`,
    `brk-multihub://${domain}`,
  ])
})

test('the registration asks for permissions that Microsoft Graph has, and its roles are those that access knows', async () => {
  const { roles } = await import('../src/access/actor')
  const registration = JSON.parse(filled('appPackage/aad.manifest.json', 'prod'))
  expect(registration.appRoles.map((role: { value: string }) => role.value).sort()).toEqual([...roles].sort())
  const known = JSON.parse(
    read('node_modules/@microsoft/teamsfx-core/build/component/driver/aad/permissions/permissions.json'),
  )
  const graph = known.value.find((each: { displayName: string }) => each.displayName === 'Microsoft Graph')
  const names = {
    Scope: new Set(graph.oauth2PermissionScopes.map((each: { value: string }) => each.value)),
    Role: new Set(graph.appRoles.map((each: { value: string }) => each.value)),
  }
  const { namesOfIds } = await import('../src/local-tenant/declared-app')
  for (const { id, type } of registration.requiredResourceAccess[0].resourceAccess as {
    id: string
    type: 'Scope' | 'Role'
  }[]) {
    expect([id, type, names[type].has(id) || id in namesOfIds]).toEqual([id, type, true])
  }
  const missing = (name: string): boolean => !names.Role.has(name) && !names.Scope.has(name)
  expect(Object.values(namesOfIds).filter((name) => !missing(name))).toEqual([])
})

test('docs/by-hand.md has an administrator enter what the registration and the package ask for', () => {
  const text = read('docs/by-hand.md').replace(/\s+/g, ' ')
  const registration = JSON.parse(read('appPackage/aad.manifest.json'))
  const clients: readonly { appId: string }[] = registration.api.preAuthorizedApplications
  const addresses: readonly string[] = [...registration.spa.redirectUris, ...registration.identifierUris]
  const wanted = [
    ...clients.map(({ appId }) => appId),
    ...addresses.map((address) =>
      address.replace(/\$\{\{TAB_DOMAIN\}\}/, 'HOST').replace(/\$\{\{AAD_APP_CLIENT_ID\}\}/, 'CLIENT'),
    ),
    ...registration.appRoles.map(({ value }: { value: string }) => `\`${value}\``),
    ...registration.api.oauth2PermissionScopes.map(({ value }: { value: string }) => `\`${value}\``),
    `"requestedAccessTokenVersion": ${registration.api.requestedAccessTokenVersion}`,
    ...[...read('appPackage/manifest.json').matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name]) => `${name}=`),
  ]
  for (const each of wanted) expect(text).toContain(each)
})
