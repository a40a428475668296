import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from './teams-client'

/** A picture to look at, where `PICTURES` names a folder. */
export const picture = async (person: Person, name: string): Promise<void> => {
  const folder = process.env.PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await person.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}
