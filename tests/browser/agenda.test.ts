import type { Browser, Locator } from 'playwright-core'
import { papersIn } from '../../src/committees/agenda/rules/papers'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Meetings } from '../../src/lists/committees/meetings'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { eventually } from '../kit/eventually'
import { agendaItem, meeting } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { picture } from '../kit/picture'
import { forgetMeetings } from '../kit/planning'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** A meeting before it is held, as who keeps its agenda, as a member and as a guest see it. */
let stack: Stack
let browser: Browser
let officer: Person

const KEY = 'COPIL-INS:107'
const MEMBER = 'Youssef Benali'
const GUEST = 'Jan Peeters'
const agenda = () =>
  stack.ctx.lists
    .all(AgendaItems)
    .filter(({ meeting: of, state }) => of === KEY && state === 'accepted')
    .toSorted((a, b) => a.rank - b.rank)

const titles = async (): Promise<string> =>
  agenda()
    .map(({ title }) => title)
    .join()
const minutes = async (): Promise<string> => (agenda().some((item) => item.minutes === 90) ? 'one of 90' : 'none of 90')

beforeAll(async () => {
  stack = await startStack({ seed: true })
  await forgetMeetings(stack)
  const joinUrl = 'https://teams.microsoft.com/l/meetup-join/x'
  const title = 'CoPil Inscriptions et parcours scolaire n° 7'
  await stack.ctx.outbox.put([
    meeting('COPIL-INS', 106, '2026-10-15T07:00:00Z', {
      title: 'CoPil Inscriptions n° 6',
      state: 'held',
      minutesState: 'review',
    }),
    meeting('COPIL-INS', 107, '2026-12-10T09:00:00Z', { title, joinUrl, place: 'Salle Magritte' }),
    meeting('CODIR', 121, '2027-01-12T08:00:00Z', { title: 'CoDir n° 21', state: 'planned' }),
    meeting('CI', 104, '2026-12-15T13:00:00Z', { title: 'Comité d’investissement n° 4' }),
    agendaItem(KEY, 1, {
      title: 'Renfort de l’équipe de recette',
      state: 'proposed',
      kind: 'decision',
      question: 'Accordez-vous deux testeurs jusqu’en mars ?',
      presenter: idOf(MEMBER),
      proposedBy: idOf(MEMBER),
    }),
  ])
  await stack.ctx.outbox.drained()
  browser = await openBrowser()
  officer = await openClient(browser, stack.origin, 'Inès Vandamme', { at: 'meetings' })
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('the list of meetings: those ahead month by month, searched, filtered, opened', async () => {
  const { tab } = officer
  await tab.getByText('3 réunions affichées sur 4').waitFor()
  await picture(officer, 'meetings')
  expect(await officer.accessibility()).toEqual([])
  await tab.getByRole('searchbox').fill('inscriptions')
  await tab.getByText('1 réunion affichée sur 4').waitFor()
  await tab.getByRole('button', { name: 'À venir' }).click()
  await tab.getByRole('menuitemradio', { name: 'Toutes' }).click()
  await tab.getByText('2 réunions affichées sur 4').waitFor()
  await tab.getByRole('link', { name: 'CoPil Inscriptions et parcours scolaire n° 7' }).click()
  await tab.getByRole('heading', { level: 1, name: 'CoPil Inscriptions et parcours scolaire n° 7' }).waitFor()
})

test('the agenda builds itself, a proposal is accepted, an item moves by keyboard and back', async () => {
  const { tab } = officer
  await tab.getByRole('button', { name: 'Construire à partir du portefeuille' }).click()
  await tab.getByText(/points? ajoutés? à partir du portefeuille/).waitFor()
  await stack.ctx.outbox.drained()
  await tab.getByRole('button', { name: 'Accepter Renfort de l’équipe de recette' }).click()
  await tab.getByText('Renfort de l’équipe de recette est à l’ordre du jour.').waitFor()
  const before = agenda().map(({ title }) => title)
  expect(before.length).toBeGreaterThan(2)
  await picture(officer, 'agenda')
  expect(await officer.accessibility()).toEqual([])
  await tab.getByRole('button', { name: /^Déplacer le point 1,/ }).focus()
  await officer.page.keyboard.press('ArrowDown')
  await tab.getByText('L’ordre du jour est réordonné.').waitFor()
  expect(
    agenda()
      .map(({ title }) => title)
      .slice(0, 2),
  ).toEqual([before[1], before[0]])
  expect(await tab.locator('button:focus').getAttribute('aria-label')).toMatch(/^Déplacer le point 2,/)
  await tab.getByRole('button', { name: 'Annuler la modification' }).last().click()
  expect(await eventually(titles, before.join())).toBe(before.join())
})

test('an item is dragged, edited in place and undone; a guest is invited', async () => {
  const { tab, page } = officer
  const handles = tab.getByRole('button', { name: /^Déplacer le point/ })
  const first = agenda()[0]?.title ?? ''
  // What was undone before must be drawn again: the service knows of it first.
  await tab.getByRole('button', { name: `Déplacer le point 1, ${first}` }).waitFor()
  await handles.first().dragTo(tab.getByRole('button', { name: /^Déplacer le point 3,/ }))
  expect(await eventually(async () => agenda()[2]?.title ?? '', first)).toBe(first)
  await tab.getByRole('button', { name: 'Renfort de l’équipe de recette', exact: true }).click()
  await tab.getByRole('button', { name: 'Modifier Renfort de l’équipe de recette' }).click()
  await tab.getByLabel('Durée en minutes').fill('90')
  await picture(officer, 'item-form')
  expect(await officer.accessibility()).toEqual([])
  await tab.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByText('Renfort de l’équipe de recette est enregistré.').waitFor()
  await tab
    .getByText(/min de trop/)
    .first()
    .waitFor()
  await picture(officer, 'agenda-over')
  await tab.getByRole('button', { name: 'Annuler la modification' }).last().click()
  expect(await eventually(minutes, 'none of 90')).toBe('none of 90')
  await tab.getByRole('button', { name: 'Invités…' }).click()
  const person = tab.getByRole('dialog').getByLabel('Ajouter une personne')
  const hasFocus = (target: Locator): Promise<boolean> =>
    target.evaluate((element) => element === element.ownerDocument.activeElement)
  expect(await hasFocus(person)).toBe(true)
  await page.keyboard.press('Escape')
  await tab.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await hasFocus(tab.getByRole('button', { name: /^Invités/ }).first())).toBe(true)
  await page.keyboard.press('Enter')
  await tab.getByRole('dialog').getByLabel('Ajouter une personne').selectOption({ label: GUEST })
  await picture(officer, 'guests')
  expect(await officer.accessibility()).toEqual([])
  await tab.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await tab
    .getByText('Les invitations au point «\u00a0Renfort de l’équipe de recette\u00a0» sont enregistrées.')
    .waitFor()
})

test('a file is chosen for an item, another is dropped on it; what is no document is told and not sent', async () => {
  const { tab, page } = officer
  const title = 'Renfort de l’équipe de recette'
  const papers = () => {
    const item = agenda().find((each) => each.title === title)
    return papersIn(item?.papers ?? null).map(({ name }) => name)
  }
  const chosen = page.waitForEvent('filechooser')
  await tab.getByRole('button', { name: `Envoyer un fichier pour ${title}` }).click()
  const buffer = Buffer.from('%PDF-1.7 note')
  await (await chosen).setFiles({ name: 'Note <b>1.pdf', mimeType: 'application/pdf', buffer })
  await tab.getByText(`Note -b-1.pdf est joint à ${title}.`).waitFor()
  const dropped = async (type: string, name: string): Promise<void> => {
    const transfer = await tab.locator('html').evaluateHandle(({ ownerDocument }, file) => {
      const { DataTransfer, File } = Object(ownerDocument.defaultView)
      const made = new DataTransfer()
      made.items.add(new File(['%PDF-1.7 plan'], file))
      return made
    }, name)
    await tab.getByRole('listitem').filter({ hasText: title }).first().dispatchEvent(type, { dataTransfer: transfer })
  }
  await dropped('dragover', 'Plan.pdf')
  await tab.getByText('Déposez le fichier sur ce point').waitFor()
  await picture(officer, 'paper-drop')
  expect(await officer.accessibility()).toEqual([])
  await dropped('drop', 'Plan.pdf')
  await tab.getByText(`Plan.pdf est joint à ${title}.`).waitFor()
  const undo = tab
    .getByText(`Plan.pdf est joint à ${title}.`)
    .locator('..')
    .getByRole('button', { name: 'Annuler la modification' })
  await undo.click()
  await tab.getByText(`Plan.pdf n’est plus joint à ${title}. Le fichier est dans la corbeille de SharePoint.`).waitFor()
  expect(papers()).toEqual(['Note -b-1.pdf'])
  await dropped('drop', 'Plan.pdf')
  await tab.getByText(`Plan.pdf est joint à ${title}.`).waitFor()
  await dropped('drop', 'Plan.exe')
  await tab.getByText(/^Plan\.exe – Ce type de fichier n’est pas accepté/).waitFor()
  expect(papers()).toEqual(['Note -b-1.pdf', 'Plan.pdf'])
})

test('a large file shows how much of it has left, and can be stopped on its way', async () => {
  const { tab, page } = officer
  const title = 'Renfort de l’équipe de recette'
  const before = agenda().find((each) => each.title === title)?.papers
  const network = await page.context().newCDPSession(page)
  const speed = { offline: false, latency: 0, downloadThroughput: -1 }
  await network.send('Network.emulateNetworkConditions', { ...speed, uploadThroughput: 150_000 })
  const chosen = page.waitForEvent('filechooser')
  await tab.getByRole('button', { name: `Envoyer un fichier pour ${title}` }).click()
  const buffer = Buffer.concat([Buffer.from('%PDF-1.7 '), Buffer.alloc(3_000_000, 'x')])
  await (await chosen).setFiles(['Un.pdf', 'Deux.pdf'].map((name) => ({ name, mimeType: 'application/pdf', buffer })))
  const bar = tab.getByRole('progressbar', { name: 'Envoi de Un.pdf…' })
  await bar.waitFor()
  await tab.getByText('Envoi de Un.pdf… (1 sur 2)').waitFor()
  const howFar = async (): Promise<string> => {
    const part = Number(await bar.getAttribute('aria-valuenow'))
    return part > 0 && part < 1 ? 'under way' : `at ${part}`
  }
  expect(await eventually(howFar, 'under way')).toBe('under way')
  await picture(officer, 'paper-progress')
  expect(await officer.accessibility()).toEqual([])
  await tab.getByRole('button', { name: 'Annuler l’envoi de Un.pdf' }).click()
  await tab.getByText('L’envoi de Un.pdf est annulé.').waitFor()
  await network.send('Network.emulateNetworkConditions', { ...speed, uploadThroughput: -1 })
  await bar.waitFor({ state: 'detached' })
  expect(await tab.getByRole('progressbar', { name: /Deux\.pdf/ }).count()).toBe(0)
  expect(agenda().find((each) => each.title === title)?.papers).toBe(before)
})

test('the chair’s approval, then the pack, downloaded by who may read it', async () => {
  const { tab } = officer
  await tab.getByRole('button', { name: 'Approuver l’ordre du jour' }).click()
  await tab.getByText('L’ordre du jour est approuvé.').waitFor()
  await tab.getByRole('button', { name: 'Publier le dossier' }).click()
  await tab.getByText('La version 1 du dossier est publiée.').waitFor()
  await picture(officer, 'pack')
  expect(await officer.accessibility()).toEqual([])
  expect(stack.ctx.lists.find(Meetings, KEY)?.packPublishedAt).not.toBeNull()
  await tab.getByRole('button', { name: 'Publier une nouvelle version…' }).click()
  await tab.getByRole('dialog').getByLabel('Pourquoi une nouvelle version').waitFor()
  expect(await officer.accessibility()).toEqual([])
  await officer.page.keyboard.press('Escape')
})

test('a guest finds the meeting in the list, and sees their item alone', async () => {
  const guest = await openClient(browser, stack.origin, GUEST, { at: 'meetings', locale: 'en' })
  await guest.tab.getByText('1 meeting of 1 shown').waitFor()
  await guest.tab.getByRole('cell', { name: 'By invitation' }).waitFor()
  expect(await guest.tab.getByRole('link', { name: 'Planning', exact: true }).count()).toBe(0)
  await picture(guest, 'meetings-guest')
  expect(await guest.accessibility()).toEqual([])
  await guest.tab.getByRole('link', { name: 'CoPil Inscriptions et parcours scolaire n° 7' }).click()
  await guest.tab.getByText('You are invited to this meeting for the items below.').waitFor()
  expect(await guest.tab.getByRole('listitem').filter({ hasText: 'min' }).count()).toBe(1)
  expect(await guest.tab.getByRole('heading', { name: /Meeting pack|Participants|Proposals/ }).count()).toBe(0)
  await picture(guest, 'guest')
  expect(await guest.accessibility()).toEqual([])
  // In the side panel of the meeting, which is its members' own, they find the same.
  await guest.go(`panel/${KEY}`)
  await guest.tab.getByText('You are invited to this meeting for the items below.').waitFor()
  await guest.close()
})

test.each([
  ['dark', 'en', 1440],
  ['contrast', 'fr', 1024],
  ['default', 'fr', 420],
] as const)('a member reads, and may only put something forward (%s, %s, %i wide)', async (theme, locale, width) => {
  const viewport = { width, height: 900 }
  const reader = await openClient(browser, stack.origin, MEMBER, { at: `meeting/${KEY}`, theme, locale, viewport })
  await reader.tab.getByRole('heading', { level: 1 }).waitFor()
  await reader.tab
    .getByText(/^(Participants)/)
    .first()
    .waitFor()
  expect(
    await reader.tab.getByRole('button', { name: /Move|Déplacer|Approve|Approuver|Build|Construire/ }).count(),
  ).toBe(0)
  await reader.tab.getByRole('button', { name: /Put an item forward|Proposer un point/ }).click()
  await reader.tab.getByRole('dialog').waitFor()
  await picture(reader, `propose-${theme}`)
  expect(await reader.accessibility(rulesIn(theme))).toEqual([])
  await reader.page.keyboard.press('Escape')
  await picture(reader, `member-${theme}`)
  expect(await reader.accessibility(rulesIn(theme))).toEqual([])
  await reader.go('meetings')
  await reader.tab.getByRole('searchbox').waitFor()
  await picture(reader, `meetings-${theme}`)
  expect(await reader.accessibility(rulesIn(theme))).toEqual([])
  await reader.close()
})

test('a meeting is cancelled on its page, in two steps (dark, en, narrow)', async () => {
  const viewport = { width: 420, height: 900 }
  const options = { at: 'meeting/CI:104', theme: 'dark' as const, locale: 'en' as const, viewport }
  const keeper = await openClient(browser, stack.origin, 'Inès Vandamme', options)
  const open = keeper.tab.getByRole('button', { name: 'Cancel the meeting…' })
  await open.click()
  const dialog = keeper.tab.getByRole('dialog')
  await dialog.getByLabel('Message to those invited (optional)').fill('No case is ready.')
  await picture(keeper, 'cancel')
  expect(await keeper.accessibility(rulesIn('dark'))).toEqual([])
  await dialog.getByRole('button', { name: 'Keep the meeting' }).click()
  expect(stack.ctx.lists.find(Meetings, 'CI:104')?.state).toBe('convened')
  await open.click()
  await dialog.getByRole('button', { name: 'Cancel the meeting' }).click()
  await keeper.tab.getByText('The meeting is cancelled.').waitFor()
  await dialog.waitFor({ state: 'detached' })
  expect(stack.ctx.lists.find(Meetings, 'CI:104')?.state).toBe('cancelled')
  expect(await open.count()).toBe(0)
  // Nothing is awaited of it.
  expect(await keeper.tab.getByText(/To be published|waits for the chair/).count()).toBe(0)
  await picture(keeper, 'cancelled')
  await keeper.close()
})
