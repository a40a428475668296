import type { Browser, Locator } from 'playwright-core'
import { arbitrationIn } from '../../src/committees/escalation/arbitration'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Decisions } from '../../src/lists/committees/decisions'
import { fillPortfolio, OPEN } from '../hostile/hidden-portfolio'
import { rulesIn } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { eventually } from '../kit/eventually'
import { meetingOf, meetingRows } from '../kit/meeting'
import { picture } from '../kit/picture'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** Competing claims: typed on the agenda before the meeting, read beside the vote, and settled by it. */
const [CHAIR, SECRETARY, MEMBER] = ['Philippe Moreau', 'Renaud Stassart', 'Julie Maréchaux']
const KEY = 'CA:1'
const ITEM = 'Une équipe pour deux projets'
const END = 'et voilà tout.'
const six = [1, 2, 3, 4, 5, 6].map((rank) => ({
  title: `La voie ${rank}, qui demande une convention avec trois partenaires`,
  ...{ consequences: `${'Le calendrier glisse. '.repeat(90)}${END}`, cost: 40_000 * rank, project: null },
}))
let stack: Stack
let browser: Browser
let secretary: Person

jest.setTimeout(180_000)

const held = () => JSON.parse(stack.ctx.lists.find(AgendaItems, `${KEY}:1`)?.options ?? 'null')
const openItem = async ({ tab }: Person): Promise<void> => {
  await tab.getByRole('button', { name: ITEM, exact: true }).click()
}

beforeAll(async () => {
  stack = await startStack()
  await fillPortfolio(stack)
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'CA',
      body: { title: 'CoPil Subventions' },
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [MEMBER, 'member'],
      ],
      items: [
        { title: ITEM, question: 'L’équipe réseau va-t-elle à l’accueil jusqu’en juin ?' },
        { title: 'Nouvelles', kind: 'information' },
        { title: 'Six voies', question: 'Quelle voie ?', options: JSON.stringify({ options: six, proposed: 5 }) },
      ],
    }),
  )
  await stack.outbox.drained()
  browser = await openBrowser()
  secretary = await openClient(browser, stack.origin, SECRETARY, { at: `meeting/${KEY}` })
})

afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

test('the secretary types the options of an item and says which one is put to the vote; the undo takes them back', async () => {
  const { tab } = secretary
  await openItem(secretary)
  await tab.getByRole('button', { name: `Options de l’arbitrage\u00a0: ${ITEM}` }).click()
  const dialog = tab.getByRole('dialog', { name: 'Options de l’arbitrage' })
  const [first, second] = [1, 2].map((rank) => dialog.getByRole('group', { name: `Option ${rank}` }))
  await first?.getByLabel('Intitulé').fill('L’accueil d’abord')
  await first?.getByLabel('Projet favorisé').selectOption(OPEN)
  await first?.getByLabel('Coût en euros').fill('40 000')
  await first?.getByLabel('Conséquences').fill('L’annuaire des écoles glisse de quatre mois.')
  await second?.getByLabel('Intitulé').fill('Partager l’équipe')
  await second?.getByLabel('Conséquences').fill('Les deux projets glissent de trois mois.')
  await dialog.getByRole('radio', { name: 'L’accueil d’abord' }).check()
  await picture(secretary, 'options-dialog')
  expect(await secretary.accessibility()).toEqual([])
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await tab.getByText('Les options du point sont enregistrées.').waitFor()
  await tab.getByText('Option mise aux voix').waitFor()
  await tab.getByText(`Projet favorisé ${OPEN} Accueil`).waitFor()
  await picture(secretary, 'options-agenda')
  expect(await secretary.accessibility()).toEqual([])
  await tab.getByRole('button', { name: 'Annuler la modification' }).last().click()
  expect(await eventually(async () => String(held()), 'null')).toBe('null')
})

test('two type at once: the later one sees both and keeps theirs or their own', async () => {
  const chair = await openClient(browser, stack.origin, CHAIR, { at: `meeting/${KEY}` })
  const open = async (person: Person, title: string) => {
    const dialog = person.tab.getByRole('dialog', { name: 'Options de l’arbitrage' })
    await person.tab.getByRole('button', { name: /^Options de l’arbitrage/ }).click()
    for (const rank of [1, 2])
      await dialog
        .getByRole('group', { name: `Option ${rank}` })
        .getByLabel('Intitulé')
        .fill(`${title} ${rank}`)
    return dialog
  }
  await openItem(chair)
  const theirs = await open(chair, 'Du président')
  const mine = await open(secretary, 'Du secrétaire')
  await theirs.getByRole('radio', { name: 'Du président 2' }).check()
  await theirs.getByRole('button', { name: 'Enregistrer' }).click()
  await chair.tab.getByText('Les options du point sont enregistrées.').waitFor()
  await mine.getByRole('button', { name: 'Enregistrer' }).click()
  await mine.getByText('Option 2\u00a0: Du président 2 – mise aux voix').waitFor()
  const [alert, footer] = [mine.getByRole('alert'), mine.getByRole('button', { name: 'Enregistrer' })]
  const below = (await alert.boundingBox().then((box) => box && box.y + box.height)) ?? Number.POSITIVE_INFINITY
  expect(below).toBeLessThan((await footer.boundingBox())?.y ?? 0)
  await picture(secretary, 'options-conflict')
  expect(await secretary.accessibility()).toEqual([])
  await mine.getByRole('alert').getByRole('button').last().click()
  expect(await mine.getByRole('group', { name: 'Option 1' }).getByLabel('Intitulé').inputValue()).toBe('Du président 1')
  await mine.getByRole('group', { name: 'Option 1' }).getByLabel('Intitulé').fill('L’accueil d’abord')
  await mine.getByRole('button', { name: 'Enregistrer' }).click()
  await mine.waitFor({ state: 'detached' })
  expect(held()).toMatchObject({ proposed: 1, options: [{ title: 'L’accueil d’abord' }, { title: 'Du président 2' }] })
  await chair.close()
})

test('members read them in the panel and the room on the stage; adopting chooses the one put to the vote', async () => {
  const here = meetingOf(stack.as, KEY)
  await here.open(SECRETARY)
  for (const name of [CHAIR, MEMBER]) await here.present(SECRETARY, name)
  await here.post(SECRETARY, 'current', { item: '1' })
  const room = await openClient(browser, stack.origin, CHAIR, {
    at: `stage/${KEY}`,
    viewport: { width: 1600, height: 900 },
  })
  await room.tab.getByText('Option mise aux voix').waitFor()
  await picture(room, 'options-stage-item')
  const number = await here.putToVote(SECRETARY, '1')
  for (const [theme, locale, marked] of [
    ['default', 'fr', 'Option mise aux voix'],
    ['dark', 'en', 'Option put to the vote'],
    ['contrast', 'fr', 'Option mise aux voix'],
  ] as const) {
    const member = await openClient(browser, stack.origin, MEMBER, {
      ...{ at: `panel/${KEY}`, theme, locale },
      viewport: { width: 360, height: 900 },
    })
    const vote = member.tab.getByRole('region', { name: 'L’équipe réseau va-t-elle' })
    await vote.getByText(marked).waitFor()
    expect(await vote.getByRole('list').first().getByRole('listitem').count()).toBe(2)
    await picture(member, `options-panel-${theme}`)
    expect(await member.accessibility(rulesIn(theme))).toEqual([])
    await member.close()
  }
  await room.tab.getByText('Option mise aux voix').waitFor()
  await here.vote(MEMBER, number, 'for')
  await here.vote(CHAIR, number, 'for')
  await picture(room, 'options-stage-vote')
  expect(await room.accessibility()).toEqual([])
  await here.close(SECRETARY, number)
  await room.tab.getByText('Option retenue').waitFor()
  await room.close()
  const { type, options = null } = stack.ctx.lists.find(Decisions, number) ?? {}
  expect([type, arbitrationIn(options)?.chosen]).toEqual(['arbitration', 1])
  await secretary.go(`decisions/${number}`)
  await secretary.tab.getByText('Option retenue').waitFor()
  await picture(secretary, 'options-decision')
})

test('six long options leave the room its result and members their buttons; the room sees the vote of the current item', async () => {
  const here = meetingOf(stack.as, KEY)
  const [again, long] = [await here.putToVote(SECRETARY, '1'), await here.putToVote(SECRETARY, '3')]
  await here.post(SECRETARY, 'current', { item: '3' })
  const viewport = { width: 1600, height: 900 }
  const room = await openClient(browser, stack.origin, CHAIR, { at: `stage/${KEY}`, viewport })
  await room.tab.getByRole('heading', { name: 'Quelle voie' }).waitFor()
  await here.vote(MEMBER, long, 'for')
  const result = room.tab.getByText('Résultat provisoire')
  await result.waitFor()
  await picture(room, 'options-stage-six')
  const box = await result.boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(viewport.height)
  expect(await room.accessibility()).toEqual([])
  // On a small screen as well: the options end where the counts begin.
  await room.page.setViewportSize({ width: 1100, height: 800 })
  const end = async (of: Locator): Promise<number> => {
    const at = await of.boundingBox()
    return at ? at.y + at.height : Number.POSITIVE_INFINITY
  }
  expect(await end(room.tab.getByText('Majorité simple'))).toBeLessThan(800)
  const counts = await room.tab.getByText('Pour', { exact: true }).boundingBox()
  expect(await end(room.tab.getByText('Option mise aux voix'))).toBeLessThan(counts?.y ?? 0)
  await picture(room, 'options-stage-small')
  await here.post(SECRETARY, 'current', { item: '1' })
  await room.tab.getByRole('heading', { name: 'L’équipe réseau va-t-elle' }).waitFor()
  await room.close()

  const panel = { at: `panel/${KEY}`, viewport: { width: 385, height: 1100 } }
  const member = await openClient(browser, stack.origin, MEMBER, panel)
  const vote = member.tab.getByRole('region', { name: 'Quelle voie' })
  await vote.getByRole('button', { name: 'Lire la suite de l’option 2' }).waitFor()
  expect(await vote.getByText(END).count()).toBe(0)
  await vote.getByRole('button', { name: 'Lire la suite de l’option 2' }).click()
  expect(await vote.getByText(END).count()).toBe(1)
  await picture(member, 'options-panel-six')
  expect(await member.accessibility()).toEqual([])
  await vote.getByRole('button', { name: 'Replier l’option 2' }).click()
  expect(await vote.getByText(END).count()).toBe(0)
  await member.close()
  for (const number of [again, long]) await here.close(SECRETARY, number)
})

test('a written procedure is begun with options, and its page shows them', async () => {
  const { tab } = secretary
  await secretary.go('committees/CA')
  await tab.getByRole('button', { name: 'Procédure écrite…' }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByLabel('Objet').fill('Le bail')
  await dialog.getByLabel('Échéance').fill('2026-11-20')
  await dialog.getByLabel('Décision 1').fill('Le bail')
  await dialog.getByRole('button', { name: 'Options d’un arbitrage…' }).click()
  const send = dialog.getByRole('button', { name: 'Envoyer au vote' })
  expect(await send.isDisabled()).toBe(true)
  for (const [rank, title] of [
    [1, 'Rester'],
    [2, 'Partir'],
  ] as const)
    await dialog
      .getByRole('group', { name: `Option ${rank}` })
      .getByLabel('Intitulé')
      .fill(title)
  await dialog.getByRole('radio', { name: 'Partir' }).check()
  await picture(secretary, 'options-written-dialog')
  expect(await secretary.accessibility()).toEqual([])
  await send.click()
  await tab.getByText('Option 2\u00a0: Partir').waitFor()
  await tab.getByText('Option mise aux voix').waitFor()
  await picture(secretary, 'options-written')
  expect(await secretary.accessibility()).toEqual([])
})
