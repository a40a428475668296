import type { List } from '../../src/lists/kit/list'
import type { Stack } from './stack'

/** Edits a row in the site itself, as a person there would: no copy of the service is told. `fields` are columns. */
export const editInSharePoint = async (
  { ctx, door }: Stack,
  of: List,
  key: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> => {
  const itemId = ctx.lists.find(of, key)?.$item.itemId
  if (!itemId) throw new Error(`${of.name} has no item for ${key}`)
  const lists = `/sites/${await door.siteId()}/lists/${of.name}`
  await door.application.send({ method: 'PATCH', path: `${lists}/items/${itemId}/fields`, body: fields })
}
