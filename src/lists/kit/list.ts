/**
 * What a SharePoint list is here: plain data, declared once, from which types, columns, schemas, forms and mappings derive.
 *
 * Every list has a `key`: a unique, indexed, non-blank field that identifies a row for people and across sites. References
 * between lists (`ref`) hold that key as indexed text, so that rows survive an export and a restore into another site.
 */

/** Values are stored as codes, dates as `yyyy-MM-dd`, instants as UTC ISO 8601, people as Entra object ids, money in euros. */
export type Field =
  /** `about`: names the person field whose person this text describes, such as their name; it goes when they are erased. */
  | ({ readonly kind: 'text'; readonly maxLength?: number; readonly about?: string } & FieldOptions)
  | ({ readonly kind: 'note' } & FieldOptions)
  | ({ readonly kind: 'choice'; readonly options: readonly string[] } & FieldOptions)
  | ({ readonly kind: 'choices'; readonly options: readonly string[] } & FieldOptions)
  | ({
      readonly kind: 'number'
      readonly min?: number
      readonly max?: number
      readonly decimals?: number
    } & FieldOptions)
  | ({ readonly kind: 'money'; readonly min?: number } & FieldOptions)
  | ({ readonly kind: 'date' } & FieldOptions)
  | ({ readonly kind: 'instant' } & FieldOptions)
  | ({ readonly kind: 'flag' } & FieldOptions)
  /** `personal`: the row is about this person alone, and goes when the person is erased. */
  | ({ readonly kind: 'person'; readonly personal?: true } & FieldOptions)
  | ({ readonly kind: 'ref'; readonly list: string } & FieldOptions)

/** `indexed` columns may be filtered and sorted on the server (GRAPH-FACTS 1.3, 1.6); `unique` implies `indexed`. */
interface FieldOptions {
  readonly required?: true
  readonly indexed?: true
  readonly unique?: true
}

export type Fields = { readonly [name: string]: Field }

export interface List<F extends Fields = Fields> {
  readonly name: string
  /** Name of the unique text field that identifies a row. */
  readonly key: string
  readonly fields: F
}

/** Declares a list; `fields` keeps its literal type so that rows are typed from it. */
export const list = <const F extends Fields>(name: string, key: keyof F & string, fields: F): List<F> => ({
  name,
  key,
  fields,
})

type FieldValue<F extends Field> = F extends { kind: 'choice'; options: readonly (infer O)[] }
  ? O
  : F extends { kind: 'choices'; options: readonly (infer O)[] }
    ? readonly O[]
    : F extends { kind: 'number' | 'money' }
      ? number
      : F extends { kind: 'flag' }
        ? boolean
        : string

/** The values of a row: required fields, flags (absent is false) and multi-choices (absent is empty) are never null. */
export type Values<L extends List> =
  L extends List<infer F>
    ? {
        [K in keyof F]: F[K] extends { required: true } | { kind: 'flag' } | { kind: 'choices' }
          ? FieldValue<F[K]>
          : FieldValue<F[K]> | null
      }
    : never

/** Some values of a row, as in an edit. */
export type Patch<L extends List> = Partial<Values<L>>

/** Where a row stands in SharePoint: item id and etag; both are empty while the row still waits in the outbox. */
export interface ItemRef {
  readonly itemId: string
  readonly etag: string
  /** UTC ISO 8601 of the last modification, and who made it (Entra object id, or null for the application). */
  readonly modifiedAt: string
  readonly modifiedBy: string | null
}

export type Row<L extends List> = Values<L> & { readonly $item: ItemRef }

/** The field names and definitions of a list, in declaration order. */
export const fieldsOf = (of: List): readonly (readonly [string, Field])[] => Object.entries(of.fields)

/** All fields null, false or empty: the start of a new row. */
export const blankValues = <L extends List>(of: L): Values<L> =>
  // The keys and nullness come from the same definition as the type; TypeScript cannot follow a mapped type through entries.
  Object.fromEntries(fieldsOf(of).map(([name, field]) => [name, blankOf(field)])) as Values<L>

const blankOf = (field: Field): null | false | readonly [] =>
  field.kind === 'flag' ? false : field.kind === 'choices' ? [] : null

/** The key of a row or of a set of values; empty when absent. */
export const keyOf = (of: List, values: object): string => String(Reflect.get(values, of.key) ?? '')
