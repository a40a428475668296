import { AdaptiveCard } from 'adaptivecards'
import { initialValues, keepTypedValues, openForms, typedValues } from './card-inputs'

const cardWith = (comment: string, cost: number) => {
  const card = new AdaptiveCard()
  card.parse({
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      {
        type: 'Container',
        id: 'form',
        isVisible: false,
        items: [
          { type: 'Input.Text', id: 'comment', value: comment },
          { type: 'Input.Number', id: 'cost', value: cost },
        ],
      },
    ],
  })
  return card
}

const type = (card: AdaptiveCard, label: string, text: string): void => {
  const element = card.renderedElement?.querySelector<HTMLInputElement>(label)
  if (!element) throw new Error(`no ${label}`)
  element.value = text
}

test('what was typed survives a newer version of the card that leaves the field as it was', () => {
  const first = cardWith('', 100)
  const initial = initialValues(first)
  first.render()
  type(first, 'input.ac-textInput', 'half a sentence')
  type(first, 'input.ac-numberInput', '250')
  const kept = typedValues(first, initial)

  const second = cardWith('', 100)
  keepTypedValues(second, kept)
  second.render()
  expect(second.getAllInputs().map((input) => String(input.value))).toEqual(['half a sentence', '250'])
  expect(second.getElementById('form')?.isVisible).toBe(true)
})

test('a field that the bot has changed shows what the bot says, and nothing is opened for it', () => {
  const first = cardWith('', 100)
  const initial = initialValues(first)
  first.render()
  type(first, 'input.ac-textInput', 'recorded')
  const second = cardWith('recorded', 100)
  keepTypedValues(second, typedValues(first, initial))
  second.render()
  expect(second.getElementById('form')?.isVisible).toBe(false)
  expect(second.getAllInputs()[0]?.value).toBe('recorded')
})

test('a form behind a button is opened again when it holds what was put back', () => {
  const card = () => {
    const drawn = new AdaptiveCard()
    const form = { type: 'AdaptiveCard', body: [{ type: 'Input.Text', id: 'why', value: '' }] }
    const actions = [{ type: 'Action.ShowCard', title: 'Update', card: form }]
    const body = [{ type: 'Container', items: [{ type: 'ActionSet', actions }] }]
    drawn.parse({ type: 'AdaptiveCard', version: '1.5', body })
    return drawn
  }
  const first = card()
  const initial = initialValues(first)
  expect(typedValues(first, initial).size).toBe(0)
  first.render()?.querySelector('button')?.click()
  type(first, 'input.ac-textInput', 'half a sentence')
  const second = card()
  const restored = keepTypedValues(second, typedValues(first, initial))
  expect([...restored]).toEqual(['why'])
  const button = second.render()?.querySelector('button')
  expect(button?.getAttribute('aria-expanded')).toBe('false')
  openForms(second, restored)
  expect(button?.getAttribute('aria-expanded')).toBe('true')
})
