import { z } from 'zod'
import { Settings } from '../../lists/settings'
import type { Patient } from './finding'

const rows = z.array(z.object({ fields: z.object({ Code: z.string(), Value: z.string().nullish() }) }))

/** What the settings page says, as stored; undefined where it says nothing, or cannot be read. */
export const settingIn = async <T>({ door }: Patient, code: string, schema: z.ZodType<T>): Promise<T | undefined> => {
  try {
    const path = `/sites/${await door.siteId()}/lists/${Settings.name}/items`
    const query = { $expand: 'fields($select=Code,Value)', $filter: `fields/Code eq '${code}'` }
    const found = rows.parse(await door.application.all({ method: 'GET', path, query }))
    return schema.parse(JSON.parse(found.find(({ fields }) => fields.Code === code)?.fields.Value ?? '{}'))
  } catch {
    // What is wrong with the site or its lists is told by their own checks.
    return undefined
  }
}
