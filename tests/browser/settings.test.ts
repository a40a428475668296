import type { Browser } from 'playwright-core'
import { Settings } from '../../src/lists/settings'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** The officer sets the rules of the cycle on a page instead of in a list of JSON. */
let stack: Stack
let browser: Browser
let officer: Person

beforeAll(async () => {
  stack = await startStack({ seed: true })
  browser = await openBrowser()
  officer = await openClient(browser, stack.origin, 'Inès Vandamme', { at: 'cycle' })
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

const stored = (code: string): unknown => JSON.parse(stack.ctx.lists.find(Settings, code)?.value ?? 'null')

test('settings are reached from the cycle, changed, and undone', async () => {
  const { tab } = officer
  await tab.getByRole('button', { name: 'Paramètres' }).click()
  await tab.getByText('Prochaine campagne\u00a0: novembre 2026, clôture le 27/11/2026 12:00.').waitFor()
  expect(await tab.getByRole('button', { name: 'Enregistrer' }).isDisabled()).toBe(true)
  await tab.getByLabel('Clôture', { exact: true }).selectOption({ label: 'Dernier mercredi du mois' })
  await tab.getByLabel('Langue de l’organisation').selectOption('en')
  await tab.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByText('Paramètres enregistrés.').waitFor()
  await tab.getByText('Prochaine campagne\u00a0: novembre 2026, clôture le 25/11/2026 12:00.').waitFor()
  expect([stored('language'), stored('recurrence')]).toMatchObject(['en', { cutOffWeekday: 3 }])
  await tab.getByRole('button', { name: 'Annuler la modification' }).click()
  await tab.getByText('Les paramètres précédents sont rétablis.').waitFor()
  expect([stored('language'), stored('recurrence')]).toMatchObject(['fr', { cutOffWeekday: 5 }])
})

test('a value that is not accepted has its message and the focus; what was typed stays', async () => {
  const { tab } = officer
  const escalation = tab.getByLabel('Escalade au chef de programme')
  await escalation.fill('40')
  await tab.getByLabel(/^Jours de congé/).fill('02/11\n31/02')
  await tab.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByRole('alert').getByText('Rien n’est enregistré').waitFor()
  expect(await tab.getByText('Cette valeur n’est pas acceptée.').count()).toBe(2)
  await tab.getByRole('textbox', { name: 'Escalade au chef de programme' }).and(tab.locator(':focus')).waitFor()
  expect(stored('ladder')).toBeNull()
  await tab.getByRole('button', { name: 'Annuler', exact: true }).click()
  expect(await escalation.inputValue()).toBe('2')
})

test('the organisation’s own dates are listed one by one', async () => {
  const { tab } = officer
  await tab.getByLabel('Calendrier', { exact: true }).selectOption('calendar')
  await tab.getByRole('button', { name: 'Ajouter une campagne' }).click()
  const line = tab.getByRole('group', { name: 'Campagne 1' })
  await line.getByLabel('Code').fill('T4-2026')
  await line.getByLabel('Titre').fill('4e trimestre 2026')
  await line.getByLabel('Ouverture').fill('2026-12-01')
  await line.getByLabel('Clôture').fill('2026-12-11')
  await tab.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByText('Prochaine campagne\u00a0: 4e trimestre 2026, clôture le 11/12/2026 12:00.').waitFor()
  await tab.getByRole('link', { name: 'Campagne' }).click()
  await tab.getByText('4e trimestre 2026').first().waitFor()
})

test('somebody without the right is told so', async () => {
  const manager = await openClient(browser, stack.origin, 'Julie Maréchaux', { at: 'settings' })
  await manager.tab.getByText('Vous n’avez pas le droit de faire cette action.').waitFor()
  await manager.close()
})

test.each(['default', 'dark', 'contrast'] as const)('axe finds nothing in the theme %s', async (theme) => {
  const person = await openClient(browser, stack.origin, 'Inès Vandamme', { theme, at: 'settings' })
  await person.tab.getByRole('heading', { name: 'Paramètres' }).waitFor()
  expect(await person.accessibility(rulesIn(theme))).toEqual([])
  await person.close()
})

test('axe looks into the tab and finds what nobody could name', async () => {
  const person = await openClient(browser, stack.origin, 'Inès Vandamme', { at: 'settings' })
  const heading = person.tab.getByRole('heading', { name: 'Paramètres' })
  await heading.evaluate((element) => element.insertAdjacentHTML('afterend', '<button></button>'))
  expect((await person.accessibility()).join()).toContain('button-name')
  await person.close()
})

test('before the first cycle, the settings are reached all the same', async () => {
  const empty = await startStack()
  const first = await openClient(browser, empty.origin, 'Inès Vandamme', { at: 'cycle' })
  try {
    await first.tab.getByText('Aucune campagne n’a encore eu lieu.').waitFor()
    await first.tab.getByRole('button', { name: 'Paramètres' }).click()
    await first.tab.getByRole('heading', { name: 'Paramètres' }).waitFor()
  } finally {
    await first.close()
    await empty.close()
  }
})
