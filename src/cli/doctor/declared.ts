import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const registration = z.object({
  requiredResourceAccess: z.array(
    z.object({
      resourceAppId: z.string(),
      resourceAccess: z.array(z.object({ id: z.string(), type: z.enum(['Role', 'Scope']) })),
    }),
  ),
})

/** What the app registration asks for, from the file that declares it. */
export const declaredPermissions = (): { readonly roles: readonly string[]; readonly scopes: readonly string[] } => {
  const file = join(__dirname, '../../../appPackage/aad.manifest.json')
  const asked = registration
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .requiredResourceAccess.filter(({ resourceAppId }) => resourceAppId === 'Microsoft Graph')
    .flatMap(({ resourceAccess }) => resourceAccess)
  const names = (type: string): readonly string[] => asked.filter((one) => one.type === type).map(({ id }) => id)
  return { roles: names('Role'), scopes: names('Scope') }
}
