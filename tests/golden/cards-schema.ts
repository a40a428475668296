/**
 * Adaptive Cards 1.5 as far as our cards use it, strictly: an element, action or property that is not in this table fails,
 * so that nothing newer than what Teams draws (GRAPH-FACTS 5.5) slips in. From the published schema, version 1.5.
 */
const element = ['type', 'id', 'spacing', 'separator', 'isVisible', 'height', 'fallback'] as const
const input = [...element, 'label', 'isRequired', 'errorMessage', 'value', 'placeholder'] as const
const action = ['type', 'id', 'title', 'style', 'fallback', 'tooltip', 'isEnabled', 'mode', 'iconUrl'] as const

const properties: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['type', '$schema', 'version', 'body', 'actions', 'msteams', 'lang', 'speak', 'fallbackText'],
  TextBlock: [
    ...element,
    'text',
    'color',
    'isSubtle',
    'size',
    'weight',
    'wrap',
    'maxLines',
    'style',
    'horizontalAlignment',
  ],
  RichTextBlock: [...element, 'inlines', 'horizontalAlignment'],
  TextRun: [
    'type',
    'text',
    'color',
    'isSubtle',
    'size',
    'weight',
    'italic',
    'highlight',
    'strikethrough',
    'underline',
    'selectAction',
  ],
  Container: [...element, 'items', 'style', 'bleed', 'selectAction', 'verticalContentAlignment', 'minHeight'],
  ColumnSet: [...element, 'columns', 'style', 'selectAction', 'horizontalAlignment'],
  Column: [...element, 'items', 'width', 'style', 'selectAction', 'verticalContentAlignment'],
  FactSet: [...element, 'facts'],
  ActionSet: [...element, 'actions'],
  'Input.Text': [...input, 'isMultiline', 'maxLength', 'regex', 'style', 'inlineAction'],
  'Input.Number': [...input, 'min', 'max'],
  'Input.Date': [...input, 'min', 'max'],
  'Input.ChoiceSet': [...input, 'choices', 'isMultiSelect', 'style', 'wrap'],
  'Action.Execute': [...action, 'verb', 'data', 'associatedInputs'],
  'Action.Submit': [...action, 'data', 'associatedInputs'],
  'Action.OpenUrl': [...action, 'url'],
  'Action.ShowCard': [...action, 'card'],
}

const values: Readonly<Record<string, readonly unknown[]>> = {
  spacing: ['None', 'Small', 'Default', 'Medium', 'Large', 'ExtraLarge', 'Padding'],
  color: ['Default', 'Dark', 'Light', 'Accent', 'Good', 'Warning', 'Attention'],
  size: ['Small', 'Default', 'Medium', 'Large', 'ExtraLarge'],
  weight: ['Lighter', 'Default', 'Bolder'],
  horizontalAlignment: ['Left', 'Center', 'Right'],
  verticalContentAlignment: ['Top', 'Center', 'Bottom'],
  associatedInputs: ['auto', 'none'],
}

const required: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['body'],
  TextBlock: ['text'],
  RichTextBlock: ['inlines'],
  TextRun: ['text'],
  Container: ['items'],
  ColumnSet: ['columns'],
  FactSet: ['facts'],
  ActionSet: ['actions'],
  'Input.Text': ['id', 'label'],
  'Input.Number': ['id', 'label'],
  'Input.Date': ['id', 'label'],
  'Input.ChoiceSet': ['id', 'label', 'choices'],
  'Action.Execute': ['title', 'verb', 'fallback'],
  'Action.OpenUrl': ['url'],
  'Action.ShowCard': ['title', 'card'],
}

/** Places that hold free-form objects: nothing below them is an element. */
const opaque = ['data', 'msteams', 'facts', 'choices']

export type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every object with a type in a card, at any depth, actions and fallbacks included. */
export const nodesOf = (value: unknown): readonly Node[] => {
  if (Array.isArray(value)) return value.flatMap(nodesOf)
  if (!isNode(value)) return []
  const below = Object.entries(value).flatMap(([key, child]) => (opaque.includes(key) ? [] : nodesOf(child)))
  return 'type' in value ? [value, ...below] : below
}

const faultsOf = (node: Node): readonly string[] => {
  const type = String(node.type)
  const known = properties[type]
  if (!known) return [`unknown type ${type}`]
  return [
    ...Object.keys(node)
      .filter((key) => !known.includes(key))
      .map((key) => `${type} has no property ${key} in 1.5`),
    ...(required[type] ?? [])
      .filter((key) => node[key] === undefined || node[key] === '')
      .map((key) => `${type} lacks ${key}`),
    ...Object.entries(values)
      .filter(([key, allowed]) => node[key] !== undefined && !allowed.includes(node[key]))
      .map(([key]) => `${type}.${key} may not be ${String(node[key])}`),
  ]
}

/** What is wrong with a card; empty when it is a valid 1.5 card with unique input ids. */
export const schemaFaults = (card: unknown): readonly string[] => {
  const nodes = nodesOf(card)
  const ids = nodes.filter(({ type }) => String(type).startsWith('Input.')).map(({ id }) => String(id))
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  return [...nodes.flatMap(faultsOf), ...twice.map((id) => `two inputs have the id ${id}`)]
}
