import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where the findings of a run lie. */
export const FOLDER = join(__dirname, '../../../dist/contract')

/** One line of what a contract run found; `tests/contract/main.ts` adds them up. */
export type Found =
  | { readonly kind: 'fact'; readonly number: number; readonly what: string }
  /** Not checked on this tenant, and why. */
  | { readonly kind: 'declared'; readonly what: string; readonly why: string }
  | { readonly kind: 'difference'; readonly name: string; readonly observed: unknown }
  | { readonly kind: 'foreign'; readonly client: string; readonly calls: number }

export const record = (found: Found): void => {
  mkdirSync(FOLDER, { recursive: true })
  appendFileSync(join(FOLDER, `${process.pid}.jsonl`), `${JSON.stringify(found)}\n`)
}
