import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * What the product declares of itself, read from the very files that an administrator uploads (`teamsapp.yml` names both): the
 * tenant grants what the registration asks for, and nothing else.
 */
const registrationFile = z.object({
  appRoles: z.array(z.object({ id: z.string(), value: z.string(), displayName: z.string() })),
  requiredResourceAccess: z.array(
    z.object({
      resourceAppId: z.string(),
      resourceAccess: z.array(z.object({ id: z.string(), type: z.enum(['Role', 'Scope']) })),
    }),
  ),
})

const command = z.object({
  id: z.string(),
  type: z.enum(['query', 'action']).default('query'),
  context: z.array(z.string()).default(['compose', 'commandBox']),
  title: z.string(),
})

const manifestFile = z.object({
  localizationInfo: z.object({
    defaultLanguageTag: z.string(),
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })).default([]),
  }),
  composeExtensions: z.array(z.object({ commands: z.array(command).default([]) })).default([]),
  activities: z
    .object({ activityTypes: z.array(z.object({ type: z.string(), templateText: z.string() })).default([]) })
    .default({ activityTypes: [] }),
  authorization: z
    .object({
      permissions: z.object({ resourceSpecific: z.array(z.object({ name: z.string() })).default([]) }).optional(),
    })
    .optional(),
})

const read = (file: string): unknown => JSON.parse(readFileSync(join(__dirname, '../../appPackage', file), 'utf8'))

const registration = registrationFile.parse(read('aad.manifest.json'))

/**
 * Permissions that the toolkit's own table does not know and therefore refuses by name: the registration has their ids, as Entra
 * ID keeps them (Microsoft Graph permissions reference).
 */
export const namesOfIds: Readonly<Record<string, string>> = {
  'ba1ba90b-2d8f-487e-9f16-80728d85bb5c': 'TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All',
}

const permissions = (type: 'Role' | 'Scope'): readonly string[] =>
  registration.requiredResourceAccess
    .filter(({ resourceAppId }) => resourceAppId === 'Microsoft Graph')
    .flatMap(({ resourceAccess }) =>
      resourceAccess.filter((one) => one.type === type).map(({ id }) => namesOfIds[id] ?? id),
    )

/** Application permissions that the registration asks for; the names of the `roles` claim. */
export const declaredRoles = permissions('Role')

/** Delegated permissions that the registration asks for; the names of the `scp` claim after on-behalf-of. */
export const declaredScopes = permissions('Scope')

/** Roles of the application that people can be given. */
export const declaredAppRoles = registration.appRoles

const manifest = manifestFile.parse(read('manifest.json'))

const { defaultLanguageTag, additionalLanguages } = manifest.localizationInfo
const translations = additionalLanguages.map(({ languageTag, file }) => ({
  languageTag,
  texts: z.record(z.string(), z.string()).parse(read(file)),
}))

/** A text of the manifest in each of its languages; where a translation says nothing, Teams shows the manifest itself. */
const inLanguages = (text: string, path: string): Readonly<Record<string, string>> => ({
  [defaultLanguageTag]: text,
  ...Object.fromEntries(translations.map(({ languageTag, texts }) => [languageTag, texts[path] ?? text])),
})

/** Commands of the message extension that stand in the menu of a message. */
const messageCommands = manifest.composeExtensions.flatMap(({ commands }, extension) =>
  commands.flatMap(({ id, type, context, title }, index) =>
    type === 'action' && context.includes('message')
      ? [{ id, titles: inLanguages(title, `composeExtensions[${extension}].commands[${index}].title`) }]
      : [],
  ),
)

/** What the app in the organisation's catalogue declares. */
export const declaredManifest = {
  activityTypes: manifest.activities.activityTypes,
  messageCommands,
  resourceSpecific: (manifest.authorization?.permissions?.resourceSpecific ?? []).map(({ name }) => name),
}
