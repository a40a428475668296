import { list } from './kit/list'

/** One setting per row; `value` is JSON, read through `src/settings`. */
export const Settings = list('Settings', 'code', {
  code: { kind: 'text', maxLength: 80, required: true, unique: true },
  value: { kind: 'note' },
})

/** Rows that speak of the site itself: they are nobody's settings, and stay behind when the site is exported. */
export const siteRows = {
  /** JSON `{ version }`: schema version of the lists; see `schema-version.ts`. */
  schema: 'site.schema',
  /** JSON `{ seal }` while a restore is under way: the manifest's seal. */
  restoring: 'site.restoring',
} as const

export const isSiteRow = (code: string): boolean => Object.values(siteRows).some((one) => one === code)
