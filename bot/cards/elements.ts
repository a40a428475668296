import type { Card } from '../../src/ports/messaging'

/** Elements of Adaptive Cards 1.5, as few of them as the cards need. Clients render no markup in a `TextRun`. */
export type Element = { readonly type: string; readonly [property: string]: unknown }
export type CardAction = { readonly type: `Action.${string}`; readonly [property: string]: unknown }

/** The longest card that every path carries (GRAPH-FACTS 5.5), in UTF-8 bytes of its JSON. */
export const CARD_BYTES_MAX = 25_000

/** `wide` takes the whole width of the conversation, which a form needs; other cards keep the width of a message. */
export const cardOf = (body: readonly Element[], actions: readonly CardAction[] = [], wide = false): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  body,
  ...(actions.length > 0 ? { actions } : {}),
  ...(wide ? { msteams: { width: 'Full' } } : {}),
})

export const bytesOf = (card: Card): number => Buffer.byteLength(JSON.stringify(card), 'utf8')

/** Text that people wrote, to be shown as written: clients expand `{{DATE(…)}}` in any text, so the braces are parted. */
export const literal = (text: string): string => text.replaceAll('{{', '{\u200b{')

export interface Run {
  readonly text: string
  readonly color?: 'Good' | 'Warning' | 'Attention' | 'Accent'
  readonly weight?: 'Bolder'
  readonly size?: 'Small' | 'Medium' | 'Large'
  readonly isSubtle?: boolean
  readonly selectAction?: CardAction
}

/** A run without a look of its own is written as a bare string, which the schema allows: cards must stay small. */
const inline = (run: Run): string | object =>
  Object.keys(run).length === 1 ? literal(run.text) : { type: 'TextRun', ...run, text: literal(run.text) }

/** A paragraph of runs. Used wherever people's words appear, because it knows no markdown. */
export const runs = (inlines: readonly Run[], properties: Readonly<Record<string, unknown>> = {}): Element => ({
  type: 'RichTextBlock',
  inlines: inlines.map(inline),
  ...properties,
})

export const strong = (text: string): Element => runs([{ text, weight: 'Bolder' }])
export const quiet = (text: string): Element => runs([{ text, isSubtle: true, size: 'Small' }], { spacing: 'None' })
export const plain = (text: string, properties: Readonly<Record<string, unknown>> = {}): Element =>
  runs([{ text }], properties)

/** The card's title, a heading for screen readers; only `TextBlock` has headings, so markdown signs are escaped. */
export const heading = (text: string): Element => ({
  type: 'TextBlock',
  text: literal(text).replace(/[\\`*_[\]()#]/g, '\\$&'),
  size: 'Medium',
  weight: 'Bolder',
  wrap: true,
  style: 'heading',
})

export interface Column {
  readonly width: 'stretch' | 'auto' | number
  readonly items: readonly Element[]
  readonly middle?: boolean
}

export const columns = (cells: readonly Column[]): Element => ({
  type: 'ColumnSet',
  columns: cells.map(({ width, items, middle }) => ({
    type: 'Column',
    width,
    items,
    ...(middle ? { verticalContentAlignment: 'Center' } : {}),
  })),
})

export const container = (items: readonly Element[], properties: Readonly<Record<string, unknown>> = {}): Element => ({
  type: 'Container',
  items,
  ...properties,
})

export const actionSet = (actions: readonly CardAction[]): Element => ({ type: 'ActionSet', actions })

export const openUrl = (title: string, url: string): CardAction => ({ type: 'Action.OpenUrl', title, url })

/** A quiet link at the end of a paragraph. */
export const linkRun = (title: string, url: string): Run => ({
  text: title,
  size: 'Small',
  color: 'Accent',
  selectAction: openUrl(title, url),
})

export interface Verb {
  readonly verb: string
  readonly payload: Readonly<Record<string, string>>
  readonly title: string
  readonly primary?: boolean
  /** False when the action must neither carry nor validate what stands in the card's inputs. */
  readonly inputs: boolean
}

/** What a dialog sends: it knows no other action. The payload comes back beside the inputs. */
export const submit = (title: string, payload: Verb['payload']): CardAction => ({
  type: 'Action.Submit',
  title,
  data: payload,
  style: 'positive',
})

/** Universal action with the fallback of clients that do not know it; both carry the same verb and payload. */
export const execute = ({ verb, payload, title, primary, inputs }: Verb): CardAction => {
  const both = { title, ...(inputs ? {} : { associatedInputs: 'none' }) }
  return {
    type: 'Action.Execute',
    verb,
    data: payload,
    ...both,
    ...(primary ? { style: 'positive' } : {}),
    fallback: { type: 'Action.Submit', data: { verb, ...payload }, ...both },
  }
}
