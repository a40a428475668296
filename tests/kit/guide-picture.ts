import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from './teams-client'

export const GUIDE = join(__dirname, '../../docs/guide')

/**
 * A picture of the guide, taken from the product as it is. `GUIDE_IMAGES=1` writes it; otherwise the walk that leads to it is
 * tested and the picture is left as it was.
 */
export const guidePicture = async (person: Person, locale: 'fr' | 'en', name: string): Promise<void> => {
  if (process.env.GUIDE_IMAGES !== '1') return
  const folder = join(GUIDE, 'images', locale)
  mkdirSync(folder, { recursive: true })
  // Messages and animations that come and go would make every picture differ.
  await person.page.waitForTimeout(600)
  await person.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' })
}
