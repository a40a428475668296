import type { Browser } from 'playwright-core'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { picture } from '../kit/picture'
import { type Stack, startStack } from '../kit/stack'
import { type ClientOptions, openClient, type Person } from '../kit/teams-client'

/** The menu of a message in the local client: what the app offers there, through the invokes that Teams sends. */
let stack: Stack
let browser: Browser

const MANAGER = 'Julie Maréchaux'
const WORDS = 'Budget 2027 : il manque 12 & plus'
const proposed = () => stack.ctx.lists.all(AgendaItems).filter(({ title }) => title === WORDS)

beforeAll(async () => {
  stack = await startStack({ seed: true })
  browser = await openBrowser()
  await stack.chat.say(MANAGER, WORDS)
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

/** Opens the dialog from the menu of the person's own message by keyboard alone. */
const opened = async (words: string, options: ClientOptions = {}): Promise<Person> => {
  const person = await openClient(browser, stack.origin, MANAGER, options)
  const more = menuOf(person)
  await more.focus()
  await person.page.keyboard.press('Enter')
  await person.page.getByRole('menuitem', { name: words, exact: true }).waitFor()
  return person
}
const menuOf = (person: Person) =>
  person.page
    .getByRole('article', { name: MANAGER })
    .filter({ hasText: WORDS })
    .getByRole('button', { name: /^(Autres actions sur le message|More actions on the message)/ })

test('a message is put forward to an agenda from its menu, by keyboard, and the outcome is said', async () => {
  const person = await opened('Proposer à l’ordre du jour')
  const { page } = person
  await picture(person, 'message-menu')
  expect(await person.accessibility()).toEqual([])
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Proposer un point' })
  const title = dialog.getByRole('textbox', { name: /Intitulé|Titre/ })
  await title.waitFor()
  expect(await title.inputValue()).toBe(WORDS)
  expect(await dialog.getByRole('combobox', { name: 'Réunion' }).evaluate((box) => box.matches(':focus'))).toBe(true)
  await picture(person, 'message-dialog')
  expect(await person.accessibility()).toEqual([])
  await title.fill('')
  await dialog.getByRole('button', { name: 'Proposer un point' }).click()
  await dialog.getByText('Donnez un intitulé.').waitFor()
  expect(proposed()).toEqual([])
  await title.fill(WORDS)
  await dialog.getByRole('button', { name: 'Proposer un point' }).click()
  const said = page.getByRole('dialog', { name: 'C’est noté' })
  await said.getByText(`« ${WORDS} » est proposé pour`, { exact: false }).waitFor()
  await picture(person, 'message-outcome')
  expect(await person.accessibility()).toEqual([])
  expect(proposed()).toMatchObject([{ state: 'proposed', background: expect.stringContaining(WORDS) }])
  await page.keyboard.press('Escape')
  await said.waitFor({ state: 'detached' })
  expect(await menuOf(person).evaluate((button) => button.matches(':focus'))).toBe(true)
  await person.close()
})

test.each(['default', 'dark', 'contrast'] as const)(
  'an English reader has the same menu and dialog (%s)',
  async (theme) => {
    const person = await opened('Put forward to an agenda', { theme, locale: 'en' })
    await picture(person, `message-menu-${theme}`)
    expect(await person.accessibility(rulesIn(theme))).toEqual([])
    await person.page.keyboard.press('Enter')
    await person.page.getByRole('dialog').getByRole('textbox').first().waitFor()
    await picture(person, `message-dialog-${theme}`)
    expect(await person.accessibility(rulesIn(theme))).toEqual([])
    await person.close()
  },
)

/** A French-speaking member of a committee who may put something on no agenda ahead. */
const whoMayNot = async (): Promise<string> => {
  for (const { displayName, preferredLanguage, appRoles } of stack.tenant.people) {
    if (preferredLanguage !== 'fr-BE' || appRoles.includes('auditor')) continue
    const { status, body } = await stack.as(displayName).get<{ targets: readonly object[] }>('/api/agenda/targets')
    if (status === 200 && body.targets.length === 0) return displayName
  }
  throw new Error('everybody may put something forward')
}

test('somebody who may put nothing forward is told so, and an app that does not answer too', async () => {
  const name = await whoMayNot()
  await stack.chat.say(name, WORDS)
  const person = await openClient(browser, stack.origin, name)
  const { page } = person
  const choose = async (): Promise<void> => {
    await page
      .getByRole('button', { name: `Autres actions sur le message de ${name}`, exact: false })
      .first()
      .click()
    await page.getByRole('menuitem', { name: 'Proposer à l’ordre du jour' }).click()
  }
  await choose()
  await page.getByRole('dialog').getByText('Aucune réunion à venir', { exact: false }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).last().click()
  await page.route('**/_tenant/conversations/*/invokes', (route) => route.abort())
  await choose()
  await page.getByRole('alert').getByText('L’application ne répond pas.', { exact: false }).waitFor()
  expect(await person.accessibility()).toEqual([])
  await person.close()
})
