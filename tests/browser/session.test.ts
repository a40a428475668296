import type { Browser, FrameLocator } from 'playwright-core'
import { papersNote } from '../../src/committees/agenda/rules/papers'
import { Actions } from '../../src/lists/committees/actions'
import { Decisions } from '../../src/lists/committees/decisions'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { meetingRows } from '../kit/meeting'
import { idOf } from '../kit/personas'
import { picture } from '../kit/picture'
import { type Stack, startStack } from '../kit/stack'
import { type ClientOptions, openClient, type Person } from '../kit/teams-client'

/** One meeting in three browsers: the secretary's panel, a member's panel, and the stage that the room looks at. */
const [CHAIR, SECRETARY, NORA, JULIE] = ['Philippe Moreau', 'Renaud Stassart', 'Nora Pirard', 'Julie Maréchaux']
const KEY = 'CS:1'
const PAPER = { driveItem: 'D1', name: 'Note au CoPil.pdf', url: 'https://contoso.example/Note%20au%20CoPil.pdf' }
let stack: Stack
let browser: Browser
let secretary: Person
let member: Person
let room: Person

jest.setTimeout(180_000)

const panel = (person: Person): FrameLocator =>
  person.page.frameLocator('iframe[title="Panneau"], iframe[title="Panel"]')
const stage = (person: Person): FrameLocator => person.page.frameLocator('iframe[title="Scène"], iframe[title="Stage"]')
const enter = (name: string, options: ClientOptions = {}): Promise<Person> =>
  openClient(browser, stack.origin, name, { at: `call/${encodeURIComponent(KEY)}`, ...options })

beforeAll(async () => {
  stack = await startStack()
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'CS',
      body: {
        title: 'CoPil Subventions',
        quorumShare: 60,
        quorumProxies: true,
        proxiesMax: 1,
        majority: 'simple',
        tieRule: 'chair',
        lostQuorum: 'deferred',
      },
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [NORA, 'member'],
        [JULIE, 'member'],
      ],
      items: [
        { title: 'Approbation du PV n° 13', kind: 'information', minutes: 5 },
        {
          title: 'Guichet unique, report',
          question: 'Approuvez-vous le report de la mise en production du guichet unique au 31/05/2027 ?',
          presenter: idOf(JULIE),
          minutes: 20,
          papers: papersNote([PAPER]),
        },
        { title: 'Budget 2027', minutes: 25 },
        { title: 'Suivi du projet P-008', kind: 'discussion', minutes: 10 },
        { title: 'Divers', kind: 'discussion', minutes: 5 },
      ],
    }),
  )
  await stack.outbox.drained()
  browser = await openBrowser()
  secretary = await openClient(browser, stack.origin, SECRETARY, { at: 'calendar' })
  member = await enter(NORA)
  room = await enter(CHAIR, { viewport: { width: 1600, height: 900 } })
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('entered from the calendar, opened, attendance noted: everybody sees the quorum move', async () => {
  await secretary.page.getByRole('link', { name: 'Participer CoPil Subventions' }).click()
  const mine = panel(secretary)
  await mine.getByRole('button', { name: 'Ouvrir la séance' }).click()
  await mine.getByRole('heading', { name: 'Quorum non atteint' }).waitFor()
  await panel(member).getByText('0 sur 3 votants').waitFor()
  member.spent()
  await member.click(panel(member).getByRole('button', { name: 'Signaler ma présence' }))
  expect(member.spent()).toBe(1)
  // The button is gone: its section has the focus.
  await panel(member).locator('section[aria-labelledby="se-quorum"]:focus').waitFor({ timeout: 5_000 })
  await mine.getByText('1 sur 3 votants').waitFor()
  await mine.getByText('Présences', { exact: true }).click()
  await picture(secretary, 'attendance')
  expect(await secretary.accessibility()).toEqual([])
  // By keyboard: the button of the next step is where that of this one was.
  await mine.getByRole('button', { name: 'Premier point' }).press('Enter')
  await mine.locator('button:focus', { hasText: 'Point suivant' }).waitFor({ timeout: 5_000 })
  await stage(room).getByRole('heading', { name: 'Approbation du PV n° 13' }).waitFor()
  const agenda = mine.getByRole('region', { name: 'Ordre du jour' })
  expect(await agenda.getByRole('listitem').count()).toBe(2)
  await agenda.getByRole('button', { name: 'Tout l’ordre du jour (5 points)' }).click()
  expect(await agenda.getByRole('listitem').count()).toBe(5)
  await agenda.getByRole('button', { name: 'Réduire l’ordre du jour' }).click()
  expect(await agenda.getByRole('listitem').count()).toBe(2)
  await mine.getByRole('button', { name: 'Point suivant' }).click()
  await stage(room).getByRole('heading', { name: 'Guichet unique, report' }).waitFor()
  await picture(room, 'stage-item')
  // A member has the papers of the item that is treated beside the question.
  const paper = panel(member).getByRole('link', { name: PAPER.name })
  expect([await paper.getAttribute('href'), await paper.count()]).toEqual([PAPER.url, 1])
})

test('a vote lacks quorum until a proxy arrives; voting is one interaction, and the room sees it come in', async () => {
  const mine = panel(secretary)
  // By keyboard: the vote that this opens has the focus, then the item with what came of it.
  await mine.getByRole('button', { name: 'Mettre au vote' }).press('Enter')
  await mine.locator('.se-vote:focus').waitFor({ timeout: 5_000 })
  const own = panel(member).getByRole('group', { name: 'Mon vote' })
  await own.getByRole('button', { name: 'Contre' }).waitFor()
  await picture(member, 'member-vote')
  expect(await member.accessibility()).toEqual([])
  member.spent()
  await member.click(own.getByRole('button', { name: 'Pour', exact: true }))
  await panel(member).getByText('Vous avez voté').waitFor()
  expect(member.spent()).toBe(1)
  await stage(room).getByText('1 vote sur 1').waitFor()
  await stage(room).getByText('Non atteint').waitFor()
  await picture(room, 'stage-no-quorum')

  await mine.getByLabel(`Présence de ${JULIE}`).selectOption({ label: `Procuration à ${NORA}` })
  await mine.getByRole('heading', { name: 'Quorum atteint' }).waitFor()
  const proxy = panel(member).getByRole('group', { name: `Au nom de ${JULIE}` })
  await proxy.getByRole('button', { name: 'Abstention' }).click()
  await proxy.getByText('Voté').waitFor()
  await stage(room).getByText('2 votes sur 2').waitFor()
  await picture(room, 'stage-vote')
  expect(await room.accessibility()).toEqual([])
  await picture(secretary, 'secretary-vote')
  await mine.getByRole('button', { name: 'Clore le vote' }).press('Enter')
  await mine.locator('h2:focus', { hasText: 'Guichet unique, report' }).waitFor({ timeout: 5_000 })
  await stage(room).getByText('Adoptée').first().waitFor()
  await picture(room, 'stage-result')
})

test('@ offers the names of the meeting, by keyboard, in the notes and in the actions', async () => {
  const mine = panel(secretary)
  const { keyboard } = secretary.page
  const notes = mine.getByLabel('Notes du point')
  const names = mine.getByRole('listbox', { name: 'Personnes' }).getByRole('option')
  await notes.click()
  await keyboard.type('Reporté. Voir avec @')
  await names.first().waitFor()
  expect(await names.allInnerTexts()).toHaveLength(4)
  expect(await mine.getByRole('combobox', { name: 'Notes du point' }).getAttribute('aria-expanded')).toBe('true')
  await picture(secretary, 'mention')
  expect(await secretary.accessibility()).toEqual([])
  await keyboard.type('r')
  expect(await names.allInnerTexts()).toEqual([expect.stringContaining(SECRETARY)])
  await keyboard.press('Backspace')
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowUp')
  const chosen = mine.getByRole('listbox', { name: 'Personnes' }).getByRole('option', { selected: true })
  const name = (await chosen.locator('span').last().textContent()) ?? ''
  expect(await notes.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'))
  await keyboard.press('Enter')
  expect(await notes.inputValue()).toBe(`Reporté. Voir avec @${name} `)
  await keyboard.type('puis @n')
  await names.first().waitFor()
  await keyboard.press('Escape')
  expect(await names.count()).toBe(0)
  await keyboard.type('o')
  expect(await names.count()).toBe(0)
  await keyboard.press('Enter')
  expect(await notes.inputValue()).toBe(`Reporté. Voir avec @${name} puis @no\n`)
  await mine.getByText('Enregistré', { exact: true }).waitFor()
  const actions = mine.getByLabel('Actions, une par ligne')
  await actions.click()
  await keyboard.type('@jul')
  await names.first().click()
  await keyboard.type('produire le relevé pour le 18/12')
  expect(await actions.inputValue()).toBe(`@${JULIE} produire le relevé pour le 18/12`)
  await mine.getByText(`${JULIE} · 18/12/2026`).waitFor()
  await actions.fill('')
})

test('a decision with conditions and an action is recorded in at most six interactions', async () => {
  const mine = panel(secretary)
  const form = mine.getByRole('form', { name: 'Décision et actions' })
  await form.getByText('D-2026-001').waitFor()
  secretary.spent()
  await secretary.click(form.getByText('Adoptée sous conditions'))
  await secretary.fill(form.getByRole('textbox', { name: 'Conditions' }), 'Relevé mensuel au CoPil')
  await secretary.fill(form.getByLabel('Actions, une par ligne'), '@julie produire le relevé pour le 18/12')
  await form.getByText(`${JULIE} · 18/12/2026`).waitFor()
  await picture(secretary, 'decision')
  expect(await secretary.accessibility()).toEqual([])
  await secretary.click(form.getByRole('button', { name: 'Enregistrer la décision' }))
  await mine.getByText('D-2026-001 est enregistrée, avec 1 action.').waitFor()
  await mine.locator('form button:focus').waitFor({ timeout: 5_000 })
  expect(secretary.spent()).toBeLessThanOrEqual(6)
  expect(stack.ctx.lists.find(Decisions, 'D-2026-001')).toMatchObject({
    result: 'conditional',
    conditions: 'Relevé mensuel au CoPil',
  })
  expect(stack.ctx.lists.find(Actions, 'A-2026-001')).toMatchObject({
    title: 'Produire le relevé',
    owner: idOf(JULIE),
    dueOn: '2026-12-18',
  })
  await panel(member).getByText('Produire le relevé').waitFor()
})

test('two write the same note: each sees what the other typed', async () => {
  const [one, two] = [panel(secretary), panel(room)]
  await one.getByLabel('Notes du point').fill('Le second guichet démarre en mars.')
  await two.getByText('Le second guichet démarre en mars.').waitFor()
  await Promise.all([
    one.getByLabel('Notes du point').fill('Le second guichet démarre en mars.\nRelevé demandé.'),
    two.getByLabel('Notes du point').fill('Risque de personnel.\nLe second guichet démarre en mars.'),
  ])
  const merged = 'Risque de personnel.\nLe second guichet démarre en mars.\nRelevé demandé.'
  for (const writer of [one, two]) {
    const field = writer.getByLabel('Notes du point')
    await expect(
      field.evaluate(
        (element, wanted) =>
          new Promise((resolve) => {
            const look = () => (Reflect.get(element, 'value') === wanted ? resolve(true) : setTimeout(look, 50))
            look()
          }),
        merged,
      ),
    ).resolves.toBe(true)
  }
})

test('the floor is asked for and given', async () => {
  await panel(member).getByRole('button', { name: 'Demander la parole' }).click()
  await panel(secretary)
    .getByRole('button', { name: `Donner la parole à ${NORA}` })
    .click()
  await panel(member).getByRole('button', { name: 'Demander la parole' }).waitFor()
})

test.each(['dark', 'contrast'] as const)('an English reader sees the same meeting (%s)', async (theme) => {
  const reader = await enter(theme === 'dark' ? SECRETARY : NORA, { theme, locale: 'en' })
  await panel(reader).getByRole('heading', { name: 'Agenda' }).waitFor()
  await stage(reader).getByRole('heading', { level: 1 }).waitFor()
  await picture(reader, `meeting-${theme}`)
  expect(await reader.accessibility(rulesIn(theme))).toEqual([])
  await reader.close()
})

test('a vote opened by mistake is withdrawn, and the meeting can be closed before its last item', async () => {
  const mine = panel(secretary)
  await mine.getByRole('button', { name: 'Point suivant' }).click()
  await mine.getByRole('button', { name: 'Mettre au vote' }).click()
  await panel(member).getByRole('group', { name: 'Mon vote' }).getByRole('button', { name: 'Contre' }).click()
  await mine.getByText('1 vote sur 2').waitFor()
  await mine.getByRole('button', { name: 'Retirer le vote…' }).press('Enter')
  await mine.locator('input:focus').waitFor({ timeout: 5_000 })
  await secretary.page.keyboard.type('La question n’était pas la bonne')
  await picture(secretary, 'withdraw')
  expect(await secretary.accessibility()).toEqual([])
  await mine.getByRole('button', { name: 'Retirer le vote', exact: true }).press('Enter')
  await mine.locator('h2:focus', { hasText: 'Budget 2027' }).waitFor({ timeout: 5_000 })
  await mine.getByText('Motif : La question n’était pas la bonne').waitFor()
  await stage(room).getByRole('heading', { name: 'Budget 2027' }).waitFor()
  await stage(room).getByText('Participation').waitFor({ state: 'detached' })
  await panel(member).getByText('Vote retiré').waitFor()
  await picture(secretary, 'withdrawn')
  const early = mine.getByRole('button', { name: 'Clore la séance…' })
  await early.press('Enter')
  await mine.getByText('2 points n’ont pas été abordés').waitFor()
  await picture(secretary, 'closing-early')
  expect(await secretary.accessibility()).toEqual([])
  await secretary.press('Enter')
  await mine.locator('button:focus', { hasText: 'Clore la séance…' }).waitFor({ timeout: 5_000 })
})

test('a secret vote: the room sees no count before the close, the voter no choice', async () => {
  const mine = panel(secretary)
  await stage(room).getByRole('heading', { name: 'Budget 2027' }).waitFor()
  await mine.getByText('Question', { exact: true }).first().click()
  await mine.getByLabel('Scrutin secret').check()
  await mine.getByRole('button', { name: 'Mettre au vote' }).click()
  await stage(room).getByText('le résultat s’affiche à la clôture').waitFor()
  const own = panel(member).getByRole('group', { name: 'Mon vote' })
  await own.getByRole('button', { name: 'Contre' }).click()
  await panel(member).getByText('Votre vote est enregistré').waitFor()
  expect(await own.getByRole('button', { pressed: true }).count()).toBe(0)
  expect(await stage(room).getByText('Résultat provisoire').count()).toBe(0)
  await picture(room, 'stage-secret')
  await mine.getByRole('button', { name: 'Clore le vote' }).click()
  await stage(room).getByText('Rejetée').first().waitFor()
})

test('the meeting is closed in two steps, and leads to its minutes; the focus is never lost', async () => {
  const mine = panel(secretary)
  const next = mine.getByRole('button', { name: 'Point suivant' })
  await next.click()
  const title = mine.getByRole('heading', { name: 'Suivi du projet P-008' })
  await title.waitFor()
  const number = title.getByText('P-008', { exact: true })
  const wrapping = await number.evaluate((one) => one.ownerDocument.defaultView?.getComputedStyle(one).whiteSpace)
  expect(wrapping).toBe('nowrap')
  await next.click()
  const close = mine.getByRole('button', { name: 'Clore la séance', exact: true })
  await close.press('Enter')
  await mine.locator('button:focus', { hasText: 'Pas encore' }).waitFor({ timeout: 5_000 })
  await picture(secretary, 'closing')
  expect(await secretary.accessibility()).toEqual([])
  await secretary.press('Enter')
  await mine.locator('button:focus', { hasText: 'Clore la séance' }).waitFor({ timeout: 5_000 })
  await secretary.press('Enter')
  await mine.getByRole('button', { name: 'Clore maintenant' }).press('Enter')
  await mine.getByText(/^Séance close le/).waitFor()
  await mine.locator('h1:focus').waitFor({ timeout: 5_000 })
  // Too soon.
  const reopen = mine.getByRole('button', { name: 'Rouvrir la séance' })
  await reopen.waitFor()
  await picture(secretary, 'closed')
  expect(await secretary.accessibility()).toEqual([])
  await reopen.press('Enter')
  await mine.getByText(/^Séance close le/).waitFor({ state: 'detached' })
  await mine.locator('h1:focus').waitFor({ timeout: 5_000 })
  await mine.getByRole('button', { name: /^(Premier point|Point suivant|Clore la séance)$/ }).waitFor()
  await picture(secretary, 'reopened')
  const again = mine.getByRole('button', { name: /^Clore la séance/ })
  await again.click()
  await mine.getByRole('button', { name: 'Clore maintenant' }).click()
  await mine.getByText(/^Séance close le/).waitFor()
  await mine.getByRole('link', { name: 'Ouvrir le procès-verbal' }).click()
  await mine.getByRole('heading', { name: 'Réunion de novembre', level: 1 }).waitFor()
})

test('a written procedure is begun on the page of the body and voted in the panel', async () => {
  const officer = await openClient(browser, stack.origin, 'Inès Vandamme', { at: 'committees/CS' })
  const { tab } = officer
  await tab.getByRole('button', { name: 'Procédure écrite…' }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByLabel('Objet').fill('Avenant 3')
  await dialog.getByLabel('Échéance').fill('2026-11-20')
  await dialog.getByLabel('Heure').fill('17h')
  await dialog.getByLabel('Décision 1').fill('Approuver l’avenant 3')
  await picture(officer, 'written-dialog')
  expect(await officer.accessibility()).toEqual([])
  await dialog.getByRole('button', { name: 'Envoyer au vote' }).click()
  await tab.getByText('Jusqu’au 20/11/2026 17:00').first().waitFor()
  await picture(officer, 'written')
  expect(await officer.accessibility()).toEqual([])
  const key = 'CS:2'
  const voter = await openClient(browser, stack.origin, JULIE, { at: `panel/${key}` })
  voter.spent()
  await voter.click(voter.tab.getByRole('button', { name: 'Pour', exact: true }))
  await voter.tab.getByText('Vous avez voté').waitFor()
  expect(voter.spent()).toBe(1)
  await tab.getByText('1 vote sur 3').waitFor()
})
