import type { Browser } from 'playwright-core'
import { Actions } from '../../src/lists/committees/actions'
import { Meetings } from '../../src/lists/committees/meetings'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { idOf } from '../kit/personas'
import { picture } from '../kit/picture'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** After a meeting: its minutes are submitted, commented and approved; decisions are found again, actions done. */
let stack: Stack
let browser: Browser
let officer: Person

const MEETING = 'CODIR:87'

beforeAll(async () => {
  stack = await startStack({ seed: true })
  browser = await openBrowser()
  officer = await openClient(browser, stack.origin, 'Inès Vandamme', { at: `minutes/${MEETING}` })
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('the secretary reads the draft and submits it', async () => {
  const { tab } = officer
  await tab.getByRole('heading', { level: 1, name: /^Comité de direction, réunion n°\s87/ }).waitFor()
  await tab.getByText('Le plan de rattrapage de la migration est accepté').waitFor()
  // What was typed in haste is put right in the panel, which stays open for the notes.
  await tab.getByRole('link', { name: 'Corriger notes, présences et décisions' }).click()
  await tab.getByRole('button', { name: /^Voir le point 1/ }).click()
  await tab.getByLabel('Notes du point').waitFor()
  await tab.getByRole('button', { name: /^Enregistrer/ }).waitFor()
  await officer.go(`minutes/${MEETING}`)
  await tab.getByRole('button', { name: 'Soumettre à relecture' }).click()
  await tab.getByText('La version 1 est soumise aux membres.').waitFor()
  await tab.getByRole('button', { name: 'Vérifier l’empreinte' }).click()
  await tab.getByText('Le fichier est bien celui qui a été enregistré').waitFor()
  await picture(officer, 'minutes-review')
  expect(await officer.accessibility()).toEqual([])
})

test('a member comments beside it, in the side panel too', async () => {
  const member = await openClient(browser, stack.origin, 'Isabelle Kinet', {
    at: `minutes/${MEETING}`,
    theme: 'dark',
    viewport: { width: 700, height: 900 },
  })
  await member.tab.getByLabel('Votre remarque').fill('Préciser le nombre de lots.')
  await member.tab.getByRole('button', { name: 'Envoyer' }).click()
  await member.tab.getByText('Votre remarque est enregistrée.').waitFor()
  await picture(member, 'minutes-member-dark')
  expect(await member.accessibility()).toEqual([])
  expect(await member.tab.getByRole('button', { name: 'Approuver' }).count()).toBe(0)
  await member.close()
})

test('the chair approves at the next meeting: one interaction', async () => {
  await stack.ctx.outbox.put([{ list: Meetings, key: 'CODIR:88', values: { state: 'open' } }])
  const chair = await openClient(browser, stack.origin, 'Philippe Moreau', { at: `minutes/${MEETING}` })
  const approve = chair.tab.getByRole('button', { name: 'Approuver' })
  await approve.waitFor()
  await chair.click(approve)
  await chair.tab.getByText('Le procès-verbal est approuvé et verrouillé.').waitFor()
  expect(chair.spent()).toBe(1)
  expect(stack.ctx.lists.find(Meetings, MEETING)).toMatchObject({
    minutesState: 'approved',
    minutesApprovedIn: 'CODIR:88',
    minutesVersion: 2,
  })
  await picture(chair, 'minutes-approved')
  await chair.close()
})

test('decisions of all bodies are searched without accents, filtered and opened', async () => {
  const { tab } = officer
  await officer.go('decisions')
  await tab.getByText(/^\d+ décisions affichées sur \d+$/).waitFor()
  await picture(officer, 'decisions')
  expect(await officer.accessibility()).toEqual([])
  await tab.getByRole('searchbox').fill('reseau nuage')
  await tab.getByText(/^1 décision affichée sur/).waitFor()
  await tab.getByRole('link', { name: /^D-2026-/ }).click()
  await tab.getByRole('heading', { level: 1, name: /équipe réseau/ }).waitFor()
  await tab.getByText('Option retenue').waitFor()
  await picture(officer, 'decision')
  expect(await officer.accessibility()).toEqual([])
})

test('an action is done in one press and taken back; a later date needs its reason', async () => {
  const { tab } = officer
  await officer.go('actions?scope=all')
  await tab.getByText(/^\d+ actions affichées sur \d+$/).waitFor()
  await picture(officer, 'actions')
  expect(await officer.accessibility()).toEqual([])
  const row = tab.getByRole('row', { name: /Recenser les applications sans propriétaire/ })
  const number = ((await row.getByRole('cell').first().textContent()) ?? '').trim()
  await row.getByRole('button', { name: `${number} est faite` }).click()
  await tab.getByText(`${number} est enregistrée.`).waitFor()
  expect(stack.ctx.lists.find(Actions, number)?.state).toBe('done')
  await tab.getByRole('button', { name: 'Annuler', exact: true }).click()
  await row.getByRole('button', { name: `Modifier ${number}` }).click()
  const form = tab.getByRole('dialog')
  // Overdue, it passes to somebody else without a new date.
  await form.getByLabel('Responsable').selectOption({ label: 'Karim Verhelst' })
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.waitFor({ state: 'detached' })
  expect(stack.ctx.lists.find(Actions, number)).toMatchObject({ owner: idOf('Karim Verhelst'), state: 'open' })
  await row.getByText('Karim Verhelst').waitFor()
  await row.getByRole('button', { name: `Modifier ${number}` }).click()
  await form.getByLabel('Échéance').fill('2026-12-18')
  await form.getByLabel('Motif du report').fill('L’inventaire des serveurs arrive en décembre.')
  await picture(officer, 'action-form')
  expect(await officer.accessibility()).toEqual([])
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.waitFor({ state: 'detached' })
  expect(stack.ctx.lists.find(Actions, number)).toMatchObject({ dueOn: '2026-12-18', state: 'open' })
})

test.each([
  ['contrast', 1440],
  ['dark', 620],
] as const)('in English, %s, at %i pixels', async (theme, width) => {
  const reader = await openClient(browser, stack.origin, 'Philippe Moreau', {
    // A link brings its filter along, to a page that opens with it.
    at: 'actions?scope=all',
    theme,
    locale: 'en',
    viewport: { width, height: 900 },
  })
  await reader.tab.getByText(/^\d+ actions? of \d+ shown$/).waitFor()
  await picture(reader, `actions-${theme}`)
  expect(await reader.accessibility(rulesIn(theme))).toEqual([])
  await reader.go('decisions')
  await reader.tab.getByText(/^\d+ decisions of \d+ shown$/).waitFor()
  await picture(reader, `decisions-${theme}`)
  expect(await reader.accessibility(rulesIn(theme))).toEqual([])
  await reader.close()
})
