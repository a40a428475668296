import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ResourceSpecific } from '../graph/ports'

const manifest = z.object({
  authorization: z
    .object({
      permissions: z
        .object({ resourceSpecific: z.array(z.object({ name: z.string(), type: z.string() })).default([]) })
        .optional(),
    })
    .optional(),
})

/** What the app asks of every chat it is added to: consent to exactly that is given with the installation (GRAPH-FACTS 4.5). */
export const resourceSpecific = (): readonly ResourceSpecific[] => {
  const file = join(__dirname, '../../appPackage/manifest.json')
  const { authorization } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')))
  return (authorization?.permissions?.resourceSpecific ?? []).map(({ name, type }) => ({
    name,
    type: type.toLowerCase() === 'delegated' ? 'delegated' : 'application',
  }))
}
