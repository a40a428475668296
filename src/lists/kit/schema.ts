import { z } from 'zod'
import { type Field, fieldsOf, type List, type Patch, type Values } from './list'
import { plainLine, plainText } from './plain-text'

/** Largest text a SharePoint multi-line column is trusted with here; SharePoint itself takes 63 999 characters. */
const NOTE_MAX = 20_000
/** Single-line SharePoint text (GRAPH-FACTS 1.3). */
const TEXT_MAX = 255
/** SharePoint keeps no earlier day; a later one than the second is a slip of the keyboard. */
const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2199-12-31'
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/
const OBJECT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const isRealDate = (text: string): boolean =>
  ISO_DATE.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

const tryRealDate = (text: string): boolean =>
  ISO_DATE.test(text) && text >= FIRST_DAY && text <= LAST_DAY && !Number.isNaN(Date.parse(text)) && isRealDate(text)

const bounded = (min: number | undefined, max: number | undefined, decimals: number | undefined) => {
  let schema = z.number()
  if (min !== undefined) schema = schema.min(min)
  if (max !== undefined) schema = schema.max(max)
  return decimals === 0 ? schema.int() : schema
}

const schemaOfField = (field: Field): z.ZodType => {
  switch (field.kind) {
    case 'text':
      return z
        .string()
        .trim()
        .max(field.maxLength ?? TEXT_MAX)
    case 'ref':
      return z.string().trim().max(TEXT_MAX)
    case 'note':
      return z.string().max(NOTE_MAX)
    case 'choice':
      return z.enum([...field.options])
    case 'choices':
      return z.array(z.enum([...field.options]))
    case 'number':
      return bounded(field.min, field.max, field.decimals)
    case 'money':
      return bounded(field.min, 1e13, undefined)
    case 'date':
      return z.string().refine(tryRealDate, { message: 'date' })
    case 'instant':
      return z.iso.datetime()
    case 'flag':
      return z.boolean()
    case 'person':
      return z.string().regex(OBJECT_ID)
  }
}

/**
 * Text is made plain before anything else looks at it, on one line unless the field is a note; blank text is "no value" (a
 * blank is never 0, and SharePoint drops empty text).
 */
const readable =
  (field: Field) =>
  (value: unknown): unknown => {
    if (typeof value !== 'string') return value
    const text = field.kind === 'note' ? plainText(value) : plainLine(value)
    return text.trim() === '' ? null : text
  }

const schemaOfValue = (field: Field): z.ZodType => {
  const schema = schemaOfField(field)
  const optional = field.required || field.kind === 'flag' || field.kind === 'choices'
  return z.preprocess(readable(field), optional ? schema : schema.nullable())
}

const shapeOf = (of: List): Record<string, z.ZodType> =>
  Object.fromEntries(fieldsOf(of).map(([name, field]) => [name, schemaOfValue(field)]))

/** Schema of a whole row's values; unknown fields are refused. */
export const valuesSchema = <L extends List>(of: L): z.ZodType<Values<L>> =>
  // Shape and type come from the same definition; zod cannot infer through a computed record.
  z.strictObject(shapeOf(of)) as unknown as z.ZodType<Values<L>>

/** Schema of an edit: any subset of the named fields (all when `names` is absent), at least one; unknown fields are refused. */
export const patchSchema = <L extends List>(
  of: L,
  names?: readonly (keyof Values<L> & string)[],
): z.ZodType<Patch<L>> => {
  const allowed = names
    ? Object.entries(shapeOf(of)).filter(([name]) => names.some((n) => n === name))
    : Object.entries(shapeOf(of))
  const shape = Object.fromEntries(allowed.map(([name, schema]) => [name, schema.optional()]))
  return z.strictObject(shape).refine((value) => Object.keys(value).length > 0, {
    message: 'empty',
  }) as unknown as z.ZodType<Patch<L>>
}

/** A line that a request brings, such as a title. */
export const lineSchema = (max: number) => z.string().transform(plainLine).pipe(z.string().trim().min(1).max(max))

/** Version of a row as SharePoint names it: quoted (GRAPH-FACTS 1.8). No `*`, which would overwrite whatever is there. */
export const etagSchema = z.string().regex(/^(W\/)?"[\x21\x23-\x7e]{1,150}"$/)
