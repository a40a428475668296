import type { Browser } from 'playwright-core'
import { runAgendaClock } from '../../src/committees/agenda/agenda-clock'
import { openBrowser } from '../kit/browser'
import { agendaItem, body, meeting, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { picture } from '../kit/picture'
import { type Stack, startStack } from '../kit/stack'
import { openClient } from '../kit/teams-client'

/** A committee without a chair, and a guest of one of its items, as people see them. */
let stack: Stack
let browser: Browser
jest.setTimeout(240_000)
const [OFFICER, SECRETARY, GUEST] = ['Inès Vandamme', 'Nadège Collignon', 'Nora Pirard']
const KEY = 'SANS:1'

beforeAll(async () => {
  stack = await startStack()
  await stack.ctx.outbox.put([
    body({ code: 'SANS', title: 'Comité sans présidence', language: 'fr' }),
    member('SANS', SECRETARY, 'secretary'),
    member('SANS', 'Koen Wouters'),
    meeting('SANS', 1, '2026-12-10T09:00:00Z', {
      title: 'Comité sans présidence n° 1',
      joinUrl: 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_sans',
    }),
    agendaItem(KEY, 1, { title: 'Accueil', kind: 'information', minutes: 10 }),
    agendaItem(KEY, 2, { title: 'Budget 2027', guests: idOf(GUEST) }),
  ])
  await stack.outbox.drained()
  stack.clock.moveTo('2026-12-01T08:00:00Z')
  await runAgendaClock(stack.ctx)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('the page says who is asked to approve and why; the officer approves on the card', async () => {
  const secretary = await openClient(browser, stack.origin, SECRETARY, { at: `meeting/${KEY}` })
  await secretary.tab
    .getByText(
      /^Cette instance n’a pas de présidence.: l’approbation .* est demandée au bureau de projets \(Inès Vandamme\)/,
    )
    .waitFor()
  expect(await secretary.tab.getByText('personne ne le présente').count()).toBe(2)
  await picture(secretary, 'no-chair-agenda')
  expect(await secretary.accessibility()).toEqual([])
  const officer = await openClient(browser, stack.origin, OFFICER)
  await officer.page.getByText(/l’approbation vous est demandée, au nom du bureau de projets/).waitFor()
  await picture(officer, 'no-chair-card')
  await officer.click(officer.page.getByRole('button', { name: 'Approuver l’ordre du jour' }))
  await officer.page
    .getByText(/^Ordre du jour approuvé/)
    .first()
    .waitFor()
  await secretary.page.reload()
  await secretary.tab.getByText(/^Ordre du jour approuvé par Inès Vandamme/).waitFor()
  await officer.close()
  await secretary.close()
})

test('the guest sees when, and joins from the card', async () => {
  stack.clock.moveTo('2026-12-03T08:00:00Z')
  await runAgendaClock(stack.ctx)
  const guest = await openClient(browser, stack.origin, GUEST)
  await guest.page.getByText(/vers 10:10/).waitFor()
  await guest.page
    .getByRole('button', { name: 'Rejoindre la réunion' })
    .or(guest.page.getByRole('link', { name: 'Rejoindre la réunion' }))
    .waitFor()
  await picture(guest, 'guest-card')
  expect(await guest.page.getByText('Accueil').count()).toBe(0)
  await guest.close()
})
