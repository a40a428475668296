import type { Browser } from 'playwright-core'
import { Actions } from '../../src/lists/committees/actions'
import { Attendances } from '../../src/lists/committees/attendances'
import { Decisions } from '../../src/lists/committees/decisions'
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
  await tab.getByText('Présences', { exact: true }).click()
  await tab.getByText('Les votes et leur quorum restent ceux de la séance.').waitFor()
  const excused = stack.ctx.lists.all(Attendances).find((row) => row.meeting === MEETING && row.state === 'excused')
  await tab.getByLabel(`Présence de ${excused?.name}`).selectOption('En séance')
  await tab
    .getByRole('listitem')
    .filter({ hasText: `${excused?.name}, En séance` })
    .waitFor()
  await picture(officer, 'attendance-corrected')
  expect(await officer.accessibility()).toEqual([])
  await officer.go(`minutes/${MEETING}`)
  await tab.getByText(`Présence rectifiée après la séance\u00a0: ${excused?.name}`).waitFor()
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

test('competing claims are recorded with their consequences, and one of them is chosen', async () => {
  const { tab } = officer
  const isOpen = (key: string | null) => stack.ctx.lists.find(Meetings, key ?? '')?.minutesState !== 'approved'
  const decision = stack.ctx.lists
    .all(Decisions)
    .find(({ type, result, meeting }) => type === 'ordinary' && result !== null && meeting !== null && isOpen(meeting))
  const number = decision?.number ?? ''
  await officer.go(`decisions/${number}`)
  await tab.getByRole('button', { name: 'Consigner un arbitrage…' }).click()
  const dialog = tab.getByRole('dialog', { name: 'Options de l’arbitrage' })
  const [first, second] = [1, 2].map((rank) => dialog.getByRole('group', { name: `Option ${rank}` }))
  const save = dialog.getByRole('button', { name: 'Enregistrer' })
  await first?.getByLabel('Intitulé').fill('L’équipe va aux inscriptions')
  await first?.getByLabel('Projet favorisé').selectOption({ index: 1 })
  await first?.getByLabel('Coût en euros').fill('beaucoup')
  await first?.getByText('Montant illisible').waitFor()
  await first?.getByLabel('Coût en euros').fill('125 000')
  await first?.getByLabel('Conséquences').fill('Les subventions attendent six mois.')
  expect(await save.isDisabled()).toBe(true)
  await second?.getByLabel('Intitulé').fill('L’équipe est partagée')
  await dialog.getByRole('button', { name: 'Ajouter une option' }).click()
  await dialog.getByRole('group', { name: 'Option 3' }).getByLabel('Intitulé').fill('Rien ne change')
  await dialog.getByRole('radio', { name: 'L’équipe est partagée' }).check()
  await picture(officer, 'arbitration-dialog')
  expect(await officer.accessibility()).toEqual([])
  await dialog.getByRole('button', { name: 'Retirer l’option 3' }).click()
  await save.click()
  await tab.getByText('L’arbitrage est enregistré.').waitFor()
  await tab.getByRole('button', { name: 'Retenir l’option L’équipe va aux inscriptions' }).click()
  await tab.getByRole('button', { name: 'Retenir l’option L’équipe est partagée' }).waitFor()
  await picture(officer, 'arbitration')
  expect(await officer.accessibility()).toEqual([])
  const { type, options } = stack.ctx.lists.find(Decisions, number) ?? {}
  expect([type, JSON.parse(options ?? '')]).toMatchObject([
    'arbitration',
    { chosen: 0, options: [{ cost: 125_000, consequences: 'Les subventions attendent six mois.' }, { cost: null }] },
  ])
  for (const [theme, locale] of [
    ['dark', 'en'],
    ['contrast', 'fr'],
  ] as const) {
    const other = await openClient(browser, stack.origin, 'Inès Vandamme', {
      ...{ at: `decisions/${number}`, theme, locale },
      viewport: { width: 420, height: 900 },
    })
    await other.tab.getByRole('button', { name: /^(Change the options|Modifier les options)…$/ }).click()
    await other.tab.getByRole('dialog').waitFor()
    await picture(other, `arbitration-${theme}`)
    expect(await other.accessibility(rulesIn(theme))).toEqual([])
    await other.close()
  }
  // Who only reads the register sees what was weighed, and changes none of it.
  const reader = await openClient(browser, stack.origin, 'Philippe Moreau', { at: `decisions/${number}`, locale: 'en' })
  await reader.tab.getByText('Option chosen').waitFor()
  expect(await reader.tab.getByRole('button', { name: /^Choose|^Change the options/ }).count()).toBe(0)
  await reader.close()
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
