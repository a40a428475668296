import type { Browser } from 'playwright-core'
import { Publications } from '../../src/lists/publications'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { idOf } from '../kit/personas'
import { cutFromPlaceholder } from '../kit/placeholders'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** The cycle tab: who has answered, who has not and why, and every step until publication. */
let stack: Stack
let browser: Browser
let officer: Person

const BLOCKED = 'Céline Dufrasne'

beforeAll(async () => {
  stack = await startStack({ seed: true })
  browser = await openBrowser()
  stack.tenant.faults.set({ blockedPeople: [idOf(BLOCKED)] })
  await stack.as('Inès Vandamme').post('/api/cycles')
  officer = await openClient(browser, stack.origin, 'Inès Vandamme', { at: 'cycle' })
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('a question that could not be delivered says by which channel it went instead, and why', async () => {
  const { tab } = officer
  const row = tab.getByRole('row', { name: new RegExp(`^${BLOCKED}`) })
  await row.getByText(/Courriel envoyé le .*bloqué le bot/).waitFor()
})

test('one person is nudged with one click', async () => {
  const { tab } = officer
  stack.clock.advance(3_600_000)
  await tab.getByRole('button', { name: 'Relancer Gaëtan Leclercq' }).click()
  await tab.getByText('1 personne relancée.').waitFor()
})

test('the list is searched and filtered', async () => {
  const { tab } = officer
  const search = tab.getByRole('searchbox', { name: 'Rechercher un projet ou une personne' })
  expect(await cutFromPlaceholder(search)).toBe(0)
  await search.fill('paie')
  await tab.getByRole('row', { name: /P-008/ }).waitFor()
  expect(await tab.getByRole('row', { name: /^P-\d{3}/ }).count()).toBe(1)
  await search.fill('')
  await tab.getByRole('button', { name: 'Reçues (0)' }).click()
  await tab.getByText('Aucune réponse pour le moment.').waitFor()
  await tab.getByRole('button', { name: 'Toutes (50)' }).click()
})

test('the cycle is extended to a later date, in Brussels time', async () => {
  const { tab } = officer
  await tab.getByRole('button', { name: 'Prolonger' }).click()
  const dialog = tab.getByRole('dialog')
  expect(await dialog.getByLabel('Nouvelle date limite').inputValue()).toBe('2026-11-30')
  await dialog.getByLabel('Heure').fill('17:30')
  await dialog.getByRole('button', { name: 'Prolonger' }).click()
  await tab.getByText(/clôture le 30\/11\/2026 17:30/).waitFor()
})

test('the report is previewed before anything is published', async () => {
  const { tab } = officer
  await tab.getByRole('button', { name: 'Aperçu du rapport' }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByRole('article').first().waitFor()
  expect(await dialog.getByRole('article').count()).toBeGreaterThan(3)
  await dialog.getByRole('button', { name: 'Fermer' }).last().click()
})

test('what is published is in the organisation’s language, whatever that of the officer, unless chosen', async () => {
  const english = await openClient(browser, stack.origin, 'Inès Vandamme', { at: 'cycle', locale: 'en' })
  const { tab } = english
  await tab.getByRole('button', { name: 'Close and publish' }).click()
  const dialog = tab.getByRole('dialog')
  const asked: unknown[] = []
  await english.page.route('**/publish', (route) => {
    asked.push(Reflect.get(route.request().postDataJSON(), 'language'))
    return route.fulfill({ status: 409, json: { error: { code: 'cycle-open', message: 'not now', requestId: 'r' } } })
  })
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Close and publish' }).click()
  await dialog.getByRole('alert').getByText('not now').waitFor()
  await dialog.getByRole('radio', { name: 'English' }).check()
  await dialog.getByRole('button', { name: 'Close and publish' }).click()
  await tab.getByText('not now').nth(2).waitFor()
  await dialog.getByRole('button', { name: 'Close', exact: true }).click()
  await tab.getByRole('button', { name: 'Preview the report' }).click()
  expect(await dialog.getByRole('radio', { name: 'English' }).isChecked()).toBe(true)
  expect(asked).toEqual(['fr', 'en'])
  await english.close()
})

test.each(['default', 'dark', 'contrast'] as const)('axe finds nothing in the theme %s', async (theme) => {
  const person = await openClient(browser, stack.origin, 'Inès Vandamme', { theme, at: 'cycle' })
  await person.tab.getByRole('row', { name: /P-008/ }).waitFor()
  expect(await person.accessibility(rulesIn(theme))).toEqual([])
  await person.tab.getByRole('button', { name: 'Clôturer et publier' }).click()
  await person.tab.getByRole('dialog').waitFor()
  expect(await person.accessibility(rulesIn(theme))).toEqual([])
  await person.close()
})

test('a manager sees the cycle and none of its levers', async () => {
  const manager = await openClient(browser, stack.origin, 'Julie Maréchaux', { at: 'cycle' })
  await manager.tab.getByRole('row', { name: /P-022/ }).waitFor()
  for (const name of [/^Relancer/, 'Prolonger', 'Clôturer', 'Clôturer et publier'])
    expect(await manager.tab.getByRole('button', { name }).count()).toBe(0)
  await manager.close()
})

test('the cycle is closed, reopened and shown in English', async () => {
  const { tab } = officer
  await tab.getByRole('button', { name: 'Clôturer', exact: true }).click()
  await tab.getByRole('dialog').getByRole('button', { name: 'Clôturer la campagne' }).click()
  await tab.getByText('Clôturée', { exact: true }).first().waitFor()
  await tab.getByRole('button', { name: 'Rouvrir' }).click()
  await tab.getByText('Ouverte', { exact: true }).first().waitFor()
  const reader = await openClient(browser, stack.origin, 'Koen Wouters', { at: 'cycle', locale: 'en' })
  await reader.tab.getByRole('heading', { name: /^Status cycle/ }).waitFor()
  await reader.tab.getByRole('button', { name: /^Nudge all \d+/ }).waitFor()
  await reader.close()
})

test('what is published again is a further version, and says why', async () => {
  const { tab } = officer
  const dialog = tab.getByRole('dialog')
  await tab.getByRole('button', { name: 'Clôturer et publier' }).click()
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Clôturer et publier' }).click()
  await tab.getByText('Version 1 publiée.').waitFor()
  await tab.getByRole('button', { name: 'Publier une nouvelle version' }).click()
  const confirm = dialog.getByRole('button', { name: 'Publier', exact: true })
  expect(await confirm.isDisabled()).toBe(true)
  await dialog.getByLabel('Motif de cette nouvelle version').fill('Chiffres de P-008 corrigés')
  await confirm.click()
  await tab.getByText('Version 2 publiée.').waitFor()
  expect(await tab.getByText('Motif : Chiffres de P-008 corrigés').count()).toBe(2)
  const versions = stack.ctx.lists.all(Publications).filter(({ cycle }) => cycle === '2026-11')
  expect(versions.map(({ version, reason }) => [version, reason]).sort()).toEqual([
    ...Array(3).fill([1, null]),
    ...Array(3).fill([2, 'Chiffres de P-008 corrigés']),
  ])
})

test('an earlier cycle is one click away', async () => {
  const { tab } = officer
  await tab.getByRole('link', { name: 'octobre 2026' }).click()
  await tab.getByRole('heading', { name: /octobre 2026/ }).waitFor()
  await tab.getByText('47 sur 50').first().waitFor()
})

test('in the quiet hours the officer opens a cycle whose questions leave in the morning, in as many steps', async () => {
  stack.clock.moveTo('2026-12-14T20:00:00Z')
  const { tab } = officer
  await officer.go('cycle')
  await officer.page.reload()
  officer.spent()
  await officer.click(tab.getByRole('button', { name: 'Ouvrir la campagne' }))
  await tab
    .getByRole('dialog')
    .getByText(/heures calmes.*La question partira le 15\/12\/2026 08:00/)
    .waitFor()
  await tab.getByRole('button', { name: 'Ouvrir et envoyer maintenant' }).waitFor()
  expect(await officer.accessibility()).toEqual([])
  await officer.click(tab.getByRole('button', { name: 'Ouvrir, envoyer le 15/12/2026 08:00' }))
  await tab.getByText('18 messages partiront le 15/12/2026 08:00.').waitFor()
  await tab.getByText(/les questions partent le 15\/12\/2026 08:00/).waitFor()
  expect(officer.spent()).toBe(2)
})
