import {
  type Action,
  type AdaptiveCard,
  type CardElement,
  CardElementContainer,
  type Input,
  NumberInput,
  ShowCardAction,
} from 'adaptivecards'

/** Initial values of the inputs of a card, by id, as the bot sent them. */
export type InitialValues = ReadonlyMap<string, string>
/** What a person has typed into a card and not sent yet. */
export type TypedValues = ReadonlyMap<string, { readonly initial: string; readonly typed: string }>

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

// Every kind of input has a `defaultValue`, which the library declares on each of them and not on their base class.
const initialOf = (input: Input): string => textOf(Reflect.get(input, 'defaultValue'))

const withId = (card: AdaptiveCard): readonly (Input & { id: string })[] =>
  card.getAllInputs().filter((input): input is Input & { id: string } => Boolean(input.id))

export const initialValues = (card: AdaptiveCard): InitialValues =>
  new Map(withId(card).map((input) => [input.id, initialOf(input)]))

/** The inputs of a drawn card that differ from what the bot sent. */
export const typedValues = (card: AdaptiveCard, initial: InitialValues): TypedValues =>
  new Map(
    withId(card).flatMap((input) => {
      // A form that was never opened was never drawn: nothing was typed there.
      if (!input.renderedElement) return []
      const [before, typed] = [initial.get(input.id) ?? '', textOf(input.value)]
      return typed === before ? [] : [[input.id, { initial: before, typed }] as const]
    }),
  )

/**
 * Puts back, into a newer version of the card that is not drawn yet, what was typed for fields that the newer version leaves as
 * they were: an answer for one project must not empty the half-filled form of another. Fields that the bot has changed show
 * what the bot says. Returns the ids of the inputs that were put back.
 */
export const keepTypedValues = (card: AdaptiveCard, kept: TypedValues): ReadonlySet<string> => {
  const restored = new Set<string>()
  for (const input of withId(card)) {
    const before = kept.get(input.id)
    if (!before || initialOf(input) !== before.initial) continue
    restored.add(input.id)
    Reflect.set(input, 'defaultValue', input instanceof NumberInput ? Number(before.typed) : before.typed)
    for (let shown: CardElement | undefined = input; shown; shown = shown.parent) {
      if (!shown.isVisible) shown.isVisible = true
    }
  }
  return restored
}

const actionsIn = (element: CardElement): readonly (Action | undefined)[] => [
  ...Array.from({ length: element.getActionCount() }, (_, i) => element.getActionAt(i)),
  ...(element instanceof CardElementContainer
    ? Array.from({ length: element.getItemCount() }, (_, i) => element.getItemAt(i)).flatMap(actionsIn)
    : []),
]

/** Opens again, in a drawn card, the forms behind a button that hold one of these inputs. */
export const openForms = (card: AdaptiveCard, inputs: ReadonlySet<string>): void => {
  for (const action of actionsIn(card))
    if (action instanceof ShowCardAction && action.card.getAllInputs().some(({ id }) => id && inputs.has(id)))
      action.renderedElement?.click()
}
