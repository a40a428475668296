import type { Browser, FrameLocator } from 'playwright-core'
import { runSessionClock } from '../../src/committees/session/written/session-clock'
import { Actions } from '../../src/lists/committees/actions'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import { openBrowser } from '../kit/browser'
import { body, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { planAtRest } from '../kit/planning'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** One committee from the plan of its quarter to an action that is done, as four people live it. */
const [OFFICER, CHAIR, SECRETARY, MEMBER] = ['Inès Vandamme', 'Philippe Moreau', 'Renaud Stassart', 'Nora Pirard']
const ABSENT = 'Julie Maréchaux'
const LONG = { timeout: 90_000 }
let stack: Stack
let browser: Browser
const people: Person[] = []
let first = ''
let second = ''

jest.setTimeout(240_000)

const open = async (name: string, at: string): Promise<Person> => {
  const person = await openClient(browser, stack.origin, name, { at })
  people.push(person)
  return person
}
const panel = (person: Person): FrameLocator => person.page.frameLocator('iframe[title="Panneau"]')
const stage = (person: Person): FrameLocator => person.page.frameLocator('iframe[title="Scène"]')
const enter = (name: string, key: string): Promise<Person> => open(name, `call/${encodeURIComponent(key)}`)
const meetings = () =>
  stack.ctx.lists.all(Meetings).toSorted((a, b) => (a.startsAt ?? '').localeCompare(b.startsAt ?? ''))

beforeAll(async () => {
  stack = await startStack()
  const rules = {
    quorumShare: 60,
    quorumProxies: true,
    proxiesMax: 1,
    majority: 'simple',
    lostQuorum: 'deferred',
  } as const
  await stack.ctx.outbox.put([
    body({ code: 'CS', title: 'CoPil Subventions', cadence: 'monthly', durationMinutes: 90, packDays: 5, ...rules }),
    member('CS', CHAIR, 'chair'),
    member('CS', SECRETARY, 'secretary'),
    member('CS', MEMBER),
    member('CS', ABSENT),
  ])
  await stack.outbox.drained()
  browser = await openBrowser()
})

afterAll(async () => {
  for (const person of people) await person.close()
  await browser?.close()
  await stack?.close()
})

test('the officer plans the quarter and confirms it', async () => {
  const officer = await open(OFFICER, 'plan')
  const { tab } = officer
  await tab.getByRole('button', { name: /^Planifier/ }).click()
  await tab.getByRole('button', { name: /^Confirmer \d+ réunions$/ }).click(LONG)
  await tab
    .getByRole('dialog')
    .getByRole('button', { name: /^Envoyer les \d+ changements$/ })
    .click()
  await tab.getByText(/^Plan confirmé/).waitFor(LONG)
  await planAtRest(stack.as(OFFICER))
  await stack.ctx.outbox.drained(60_000)
  expect(meetings().map(({ state, event }) => [state, event !== null])).toEqual([
    ['convened', true],
    ['convened', true],
    ['convened', true],
  ])
  first = meetings()[0]?.meetingKey ?? ''
  second = meetings()[1]?.meetingKey ?? ''
})

test('the secretary prepares the agenda, the chair approves it', async () => {
  const secretary = await open(SECRETARY, `meeting/${first}`)
  const { tab } = secretary
  await tab.getByRole('button', { name: 'Ajouter un point' }).first().click()
  const form = tab.getByRole('dialog')
  await form.getByLabel('Intitulé').fill('Guichet unique, report')
  await form.getByLabel('Question posée').fill('Approuvez-vous le report du guichet unique au 31/05/2027 ?')
  await form.getByRole('button', { name: 'Ajouter un point' }).click()
  await tab.getByText('Guichet unique, report').first().waitFor()
  await stack.ctx.outbox.drained()
  const chair = await open(CHAIR, `meeting/${first}`)
  await chair.tab.getByRole('button', { name: 'Approuver l’ordre du jour' }).click()
  await chair.tab.getByText('L’ordre du jour est approuvé.').waitFor()
})

test('in the meeting: panel and stage in three browsers, a vote without quorum until a proxy arrives', async () => {
  stack.clock.moveTo(meetings()[0]?.startsAt ?? '')
  const secretary = await enter(SECRETARY, first)
  const voter = await enter(MEMBER, first)
  const room = await enter(CHAIR, first)
  const mine = panel(secretary)
  await mine.getByRole('button', { name: 'Ouvrir la séance' }).click()
  // Whoever opens is there.
  await panel(voter).getByRole('button', { name: 'Signaler ma présence' }).click()
  await mine.getByText('2 sur 4 votants').waitFor()
  await mine.getByRole('button', { name: 'Premier point' }).click()
  await stage(room).getByRole('heading', { name: 'Guichet unique, report' }).waitFor()
  await mine.getByRole('button', { name: 'Mettre au vote' }).click()
  const own = panel(voter).getByRole('group', { name: 'Mon vote' })
  voter.spent()
  await voter.click(own.getByRole('button', { name: 'Pour', exact: true }))
  await panel(voter).getByText('Vous avez voté').waitFor()
  const cost = voter.spent()
  process.stdout.write(`Interactions to vote: ${cost}\n`)
  expect(cost).toBe(1)
  await mine.getByRole('group', { name: 'Mon vote' }).getByRole('button', { name: 'Pour', exact: true }).click()
  await stage(room).getByText('Non atteint').waitFor()
  await mine.getByText('Présences', { exact: true }).click()
  await mine.getByLabel(`Présence de ${ABSENT}`).selectOption({ label: `Procuration à ${MEMBER}` })
  await mine.getByRole('heading', { name: 'Quorum atteint' }).waitFor()
  await panel(voter)
    .getByRole('group', { name: `Au nom de ${ABSENT}` })
    .getByRole('button', { name: 'Pour', exact: true })
    .click()
  await stage(room).getByText('3 votes sur 3').waitFor()
  await mine.getByRole('button', { name: 'Clore le vote' }).click()
  await stage(room).getByText('Adoptée').first().waitFor()
})

test('a conditional decision with its action is recorded, and the meeting closed', async () => {
  const secretary = people.at(-3)
  if (!secretary) throw new Error('the secretary has left')
  const mine = panel(secretary)
  const form = mine.getByRole('form', { name: 'Décision et actions' })
  await form.getByText('D-2027-001').waitFor()
  secretary.spent()
  await secretary.click(form.getByText('Adoptée sous conditions'))
  await secretary.fill(form.getByRole('textbox', { name: 'Conditions' }), 'Relevé mensuel au CoPil')
  await secretary.fill(form.getByLabel('Actions, une par ligne'), '@nora produire le relevé pour le 28/02')
  await form.getByText(MEMBER).waitFor()
  await secretary.click(form.getByRole('button', { name: 'Enregistrer la décision' }))
  await mine.getByText('D-2027-001 est enregistrée, avec 1 action.').waitFor()
  const cost = secretary.spent()
  process.stdout.write(`Interactions to record a decision with an action: ${cost}\n`)
  expect(cost).toBeLessThanOrEqual(6)
  expect(stack.ctx.lists.find(Decisions, 'D-2027-001')).toMatchObject({ result: 'conditional', votesFor: 3 })
  // Pressed twice by mistake: nothing ends.
  await mine.getByRole('button', { name: 'Clore la séance', exact: true }).dblclick()
  await mine.getByRole('button', { name: 'Clore la séance', exact: true }).click()
  await mine.getByRole('button', { name: 'Clore maintenant' }).click()
  await mine.getByText(/^Séance close le/).waitFor()
  expect(stack.ctx.lists.find(Meetings, first)?.state).toBe('held')
})

test('the minutes are submitted, and approved at the next meeting with one press', async () => {
  const secretary = await open(SECRETARY, `minutes/${first}`)
  await secretary.tab.getByText('Relevé mensuel au CoPil').first().waitFor()
  await secretary.tab.getByRole('button', { name: 'Soumettre à relecture' }).click()
  await secretary.tab.getByText('La version 1 est soumise aux membres.').waitFor()
  stack.clock.moveTo(meetings()[1]?.startsAt ?? '')
  expect((await stack.as(SECRETARY).post(`/api/meetings/${second}/session`, { state: 'open' })).status).toBe(200)
  const chair = await open(CHAIR, `minutes/${first}`)
  const approve = chair.tab.getByRole('button', { name: 'Approuver' })
  await approve.waitFor()
  await chair.click(approve)
  await chair.tab.getByText('Le procès-verbal est approuvé et verrouillé.').waitFor()
  const cost = chair.spent()
  process.stdout.write(`Interactions to approve minutes: ${cost}\n`)
  expect(cost).toBe(1)
  expect(stack.ctx.lists.find(Meetings, first)).toMatchObject({ minutesState: 'approved', minutesApprovedIn: second })
})

test('the action comes back as a card, and is done from it', async () => {
  stack.clock.moveTo('2027-03-01T09:00:00Z')
  const { remindOwners } = await import('../../src/committees/actions/remind-owners')
  await remindOwners(stack.ctx)
  await runSessionClock(stack.ctx)
  const owner = await open(MEMBER, 'chat')
  await owner.page.getByText('Produire le relevé').first().waitFor()
  await owner.page.getByRole('button', { name: 'C’est fait' }).first().click()
  await owner.page
    .getByText(/faite|terminée|C’est noté/i)
    .first()
    .waitFor()
  await stack.ctx.outbox.drained()
  expect(stack.ctx.lists.find(Actions, 'A-2027-001')).toMatchObject({ state: 'done', owner: idOf(MEMBER) })
})
