import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Of the folder's layout; raised when a reader of today could not read it any more. */
export const FORMAT = 1
export const MANIFEST = 'manifest.json'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** Below a folder: no absolute path, no step upwards. */
const path = z.string().regex(/^(?!\/|.*(^|\/)\.\.?(\/|$))[^\\]+$/s)
const file = path.regex(/^(lists|documents|records)\//)

const contents = z.strictObject({
  format: z.number().int(),
  /** Schema version of the lists. */
  schema: z.number().int().positive(),
  lists: z.array(z.strictObject({ name: z.string(), file, rows: z.number().int(), sha256 })),
  /** `path` is where the document lies in the site's library. */
  documents: z.array(z.strictObject({ path, file, bytes: z.number().int(), sha256 })),
  /** What PostgreSQL holds, a table to a file, a row to a line. */
  records: z.array(z.strictObject({ table: z.string(), file, rows: z.number().int(), sha256 })),
  audit: z.strictObject({
    entries: z.number().int(),
    lastHash: sha256.nullable(),
    firstBreak: z.number().int().nullable(),
  }),
})

const manifest = z.strictObject({
  product: z.literal('gouvernail'),
  site: z.strictObject({ id: z.string(), exportedAt: z.iso.datetime() }),
  contents,
  /** Documents that rows name and the library has no more. */
  missing: z.array(z.string()),
  /** SHA-256 of `contents`: equal for equal contents, whatever the site. */
  contentsSha256: sha256,
  /** SHA-256 of all the rest. It shows damage; against forgery, keep it elsewhere and give it to `restore`. */
  seal: sha256,
})

export type Contents = z.infer<typeof contents>
export type Manifest = z.infer<typeof manifest>

export const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** JSON with the names in the order of the schema, so that a hash does not depend on who wrote it. */
const canonical = (schema: z.ZodType, value: unknown): string => JSON.stringify(schema.parse(value))

export const sealed = (unsealed: Omit<Manifest, 'contentsSha256' | 'seal' | 'product'>): Manifest => {
  const whole = {
    product: 'gouvernail' as const,
    ...unsealed,
    contentsSha256: hashOf(canonical(contents, unsealed.contents)),
  }
  return { ...whole, seal: sealOf(whole) }
}

const sealOf = (whole: Omit<Manifest, 'seal'>): string => hashOf(canonical(manifest.omit({ seal: true }), whole))

export type ReadManifest =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly reason: 'not-a-manifest' | 'newer-format' | 'tampered-manifest' }

export const readManifest = (text: string): ReadManifest => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'not-a-manifest' }
  }
  const format = z.object({ contents: z.object({ format: z.number() }) }).safeParse(json)
  if (format.success && format.data.contents.format > FORMAT) return { ok: false, reason: 'newer-format' }
  const parsed = manifest.safeParse(json)
  if (!parsed.success) return { ok: false, reason: 'not-a-manifest' }
  const { seal, ...rest } = parsed.data
  const isWhole = seal === sealOf(rest) && rest.contentsSha256 === hashOf(canonical(contents, rest.contents))
  return isWhole ? { ok: true, manifest: parsed.data } : { ok: false, reason: 'tampered-manifest' }
}
