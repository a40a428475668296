import { z } from 'zod'
import { fr } from '../../src/i18n/fr'
import { Projects } from '../../src/lists/projects'
import { StatusCycles } from '../../src/lists/status-cycles'
import { StatusReports } from '../../src/lists/status-reports'
import { nodesOf } from '../golden/cards-schema'
import type { CardMessage } from '../kit/chat'
import { type Stack, startStack } from '../kit/stack'

/** A manager answers in the chat, by both kinds of actions, twice, wrongly, and from the wrong card. */

const MANAGER = 'Julie Maréchaux'
const CYCLE = '2026-11'
let stack: Stack

beforeAll(async () => {
  stack = await startStack({ seed: true })
  const opened = await stack.as('Inès Vandamme').post('/api/cycles')
  expect(opened.status).toBe(201)
})
afterAll(() => stack.close())

const Payload = z.record(z.string(), z.string())
type Payload = z.infer<typeof Payload>

/** The payloads of a verb's actions on a card, in the order of the projects. */
const actions = (card: unknown, verb: string): readonly Payload[] =>
  nodesOf(card).flatMap((node) => (node.verb === verb ? [Payload.parse(node.data)] : []))

const first = <T>(items: readonly T[]): T => {
  const [item] = items
  if (item === undefined) throw new Error('nothing found')
  return item
}

const question = async (name = MANAGER): Promise<CardMessage> => first(await stack.chat.cards(name))
const text = (card: unknown): string =>
  nodesOf(card)
    .flatMap(({ text: own, inlines }) => [own, ...(Array.isArray(inlines) ? inlines : [])])
    .filter((part) => typeof part === 'string')
    .join(' | ')
const cardIn = (body: unknown): unknown => Reflect.get(Object(body), 'value')
const report = (project: string) => stack.ctx.lists.find(StatusReports, `${CYCLE}:${project}`)

test('one click confirms a project: the card, the message and the list say so', async () => {
  const { id, card } = await question()
  const confirm = first(actions(card, 'status.confirm'))
  const { status, body } = await stack.chat.invoke(MANAGER, 'status.confirm', confirm, id)
  expect(status).toBe(200)
  expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
  expect(text(cardIn(body))).toContain('Enregistré aujourd’hui')
  expect(text((await question()).card)).toContain('Enregistré aujourd’hui')
  await stack.ctx.outbox.drained()
  expect(report(String(confirm.project))).toMatchObject({ state: 'submitted', cycle: CYCLE })
})

test('a double click and a repeated delivery get the same answer and write nothing more', async () => {
  const { id, card } = await question()
  const confirm = first(actions(card, 'status.confirm'))
  const once = await stack.chat.invoke(MANAGER, 'status.confirm', confirm, id)
  const recorded = report(String(confirm.project))
  stack.clock.advance(60_000)
  const [again, more] = await Promise.all([
    stack.chat.invoke(MANAGER, 'status.confirm', confirm, id),
    stack.chat.invoke(MANAGER, 'status.confirm', confirm, id),
  ])
  expect(again.body).toEqual(once.body)
  expect(more.body).toEqual(once.body)
  expect(report(String(confirm.project))?.answeredAt).toBe(recorded?.answeredAt)
})

test('a refused answer stands beside the project with the text as typed; mended, it is recorded', async () => {
  const { id, card } = await question()
  const edit = first(actions(card, 'status.save'))
  const project = String(edit.project)
  const inputs = { [`${project}.overall`]: 'red', [`${project}.decisionsRequested`]: 'Choisir *le* fournisseur' }
  const refused = await stack.chat.invoke(MANAGER, 'status.save', { ...edit, ...inputs }, id)
  expect(text(cardIn(refused.body))).toContain(fr.errors['comment-required'])
  const open = nodesOf(cardIn(refused.body)).find((node) => node.id === `${project}.decisionsRequested`)
  expect(open?.value).toBe('Choisir *le* fournisseur')
  expect(report(project)).toBeUndefined()

  const save = actions(cardIn(refused.body), 'status.save').find((payload) => payload.project === project)
  const comment = { [`${project}.comment`]: 'Le fournisseur a fait faillite.' }
  const mended = await stack.chat.invoke(MANAGER, 'status.save', { ...save, ...inputs, ...comment }, id)
  expect(text(cardIn(mended.body))).toContain('rouge')
  await stack.ctx.outbox.drained()
  expect(report(project)).toMatchObject({ overall: 'red', decisionsRequested: 'Choisir *le* fournisseur' })
})

test('an answer can be changed until the cut-off, and detailed by axis without losing what was typed', async () => {
  const { id, card } = await question()
  const edit = first(actions(card, 'status.edit'))
  const project = String(edit.project)
  const opened = await stack.chat.invoke(MANAGER, 'status.edit', edit, id)
  const details = first(actions(cardIn(opened.body), 'status.details'))
  const typed = { [`${project}.overall`]: 'amber', [`${project}.comment`]: 'À moitié tapé' }
  const detailed = await stack.chat.invoke(MANAGER, 'status.details', { ...details, ...typed }, id)
  const shown = nodesOf(cardIn(detailed.body))
  expect(shown.find((node) => node.id === `${project}.comment`)?.value).toBe('À moitié tapé')
  expect(shown.some((node) => node.id === `${project}.benefits`)).toBe(true)
  const save = actions(cardIn(detailed.body), 'status.save').find((payload) => payload.project === project)
  const axes = { [`${project}.cost`]: 'amber', [`${project}.scope`]: 'none' }
  await stack.chat.invoke(MANAGER, 'status.save', { ...save, ...typed, ...axes }, id)
  await stack.ctx.outbox.drained()
  expect(report(project)).toMatchObject({ overall: 'amber', cost: 'amber', scope: null, comment: 'À moitié tapé' })
})

test('cancelling closes the form and changes nothing', async () => {
  const { id, card } = await question()
  const edit = first(actions(card, 'status.edit'))
  const opened = await stack.chat.invoke(MANAGER, 'status.edit', edit, id)
  const closed = await stack.chat.invoke(MANAGER, 'status.view', first(actions(cardIn(opened.body), 'status.view')), id)
  expect(actions(cardIn(closed.body), 'status.view')).toEqual([])
})

describe('clients that know only Action.Submit', () => {
  const OTHER = 'Nora Pirard'

  test('get their answer recorded and the message updated in place', async () => {
    const { id, card } = await question(OTHER)
    const confirm = first(actions(card, 'status.confirm'))
    const before = (await stack.chat.messages(OTHER)).length
    await stack.chat.submit(OTHER, { verb: 'status.confirm', ...confirm }, id)
    expect(text((await question(OTHER)).card)).toContain('Enregistré aujourd’hui')
    expect((await stack.chat.messages(OTHER)).length).toBe(before)
    expect(report(String(confirm.project))).toMatchObject({ state: 'submitted' })
  })

  test('open a form in the message itself', async () => {
    const { id, card } = await question(OTHER)
    const edit = first(actions(card, 'status.edit'))
    await stack.chat.submit(OTHER, { verb: 'status.edit', ...edit }, id)
    expect(actions((await question(OTHER)).card, 'status.view')).toHaveLength(1)
  })
})

test('answering on a card asked for with "statut" redraws the original question too', async () => {
  const name = 'Karim Verhelst'
  const original = await question(name)
  await stack.chat.say(name, 'statut')
  const asked = (await stack.chat.cards(name)).at(-1)
  expect(asked?.id).not.toBe(original.id)
  const confirm = first(actions(asked?.card, 'status.confirm'))
  await stack.chat.invoke(name, 'status.confirm', confirm, asked?.id)
  expect(text((await question(name)).card)).toContain('Enregistré aujourd’hui')
})

test('a project of somebody else and one that does not exist are refused alike', async () => {
  const mine = first(actions((await question('Olivier Bertaux')).card, 'status.confirm'))
  const nobodys = { ...mine, project: 'P-999' }
  const before = report(String(mine.project))
  const { id } = await question('Thomas Roevens')
  const [one, two] = [
    await stack.chat.invoke('Thomas Roevens', 'status.confirm', mine, id),
    await stack.chat.invoke('Thomas Roevens', 'status.confirm', nobodys, id),
  ]
  expect(one.body).toEqual(two.body)
  expect(one.body).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
  expect(report(String(mine.project))).toEqual(before)
})

test.each([
  ['a verb that no card has', 'status.erase', {}],
  ['a payload without a project', 'status.confirm', { cycle: CYCLE }],
  ['a payload of another type', 'status.save', { cycle: 1, project: ['x'] }],
])('%s gets a clear message in the language of the person', async (_name, verb, data) => {
  const { id } = await question('Thomas Roevens')
  const { status, body } = await stack.chat.invoke('Thomas Roevens', verb, data, id)
  expect(status).toBe(200)
  expect(cardIn(body)).toMatch(/^I did not understand this action/)
})

describe('inputs that no form of ours sends', () => {
  const OTHER = 'Laure Stiévenart'
  const bad: readonly [string, Readonly<Record<string, unknown>>, string][] = [
    ['nothing', {}, fr.errors['invalid-answer']],
    ['a list', { overall: ['red'] }, fr.errors['invalid-health'].replace('{{field}}', 'Feu global')],
    ['an object', { comment: { text: 'x' } }, fr.errors['invalid-text'].replace('{{field}}', 'Commentaire')],
    ['a field of another list', { approvedCost: 1 }, fr.errors['unknown-field'].replace('{{field}}', 'approvedCost')],
    ['words for a date', { forecastEnd: 'bientôt' }, fr.errors['invalid-date']],
  ]

  test.each(bad)('%s is refused in words, and the list stays as it is', async (_name, fields, said) => {
    const { id, card } = await question(OTHER)
    const save = first(actions(card, 'status.save'))
    const project = String(save.project)
    const inputs = Object.fromEntries(Object.entries(fields).map(([field, value]) => [`${project}.${field}`, value]))
    const { body } = await stack.chat.invoke(OTHER, 'status.save', { ...save, ...inputs }, id)
    const shown = typeof cardIn(body) === 'string' ? String(cardIn(body)) : text(cardIn(body))
    expect(shown).toContain(said)
    await stack.ctx.outbox.drained()
    expect(report(project)).toBeUndefined()
  })
})

test('when Teams delivers everything twice, one answer is recorded and one card is sent', async () => {
  const name = 'Aurélie Gillain'
  stack.tenant.faults.set({ duplicateActivities: 1 })
  await stack.chat.say(name, 'statut')
  const asked = await stack.chat.cards(name)
  expect(asked).toHaveLength(2)
  const confirm = first(actions(asked.at(-1)?.card, 'status.confirm'))
  const { body } = await stack.chat.invoke(name, 'status.confirm', confirm, asked.at(-1)?.id)
  stack.tenant.faults.clear()
  expect(text(cardIn(body))).toContain('1 sur')
  expect(report(String(confirm.project))).toMatchObject({ state: 'submitted' })
})

test('a form drawn before an officer’s edit does not undo it; two edits of one forecast are put to the person', async () => {
  const name = 'Karim Verhelst'
  const { id, card } = await question(name)
  const save = first(actions(card, 'status.save'))
  const project = String(save.project)
  const shown = Object.fromEntries(
    nodesOf(card).flatMap((node) => {
      const input = String(node.id ?? '')
      return input.startsWith(`${project}.forecast`) ? [[input, String(node.value ?? '')]] : []
    }),
  )
  const inProject = () => stack.ctx.lists.find(Projects, project)
  const edit = async (forecastEnd: string): Promise<void> => {
    const row = inProject()
    const patch = { forecastEnd }
    await stack.ctx.lists.asApplication.update(Projects, row?.$item.itemId ?? '', patch, row?.$item.etag ?? null)
  }
  await stack.ctx.outbox.drained()
  await edit('2029-03-01')
  const inputs = { ...shown, [`${project}.overall`]: 'red', [`${project}.comment`]: 'Un mot seulement.' }
  await stack.chat.invoke(name, 'status.save', { ...save, ...inputs }, id)
  expect(report(project)).toMatchObject({ comment: 'Un mot seulement.', forecastEnd: '2029-03-01' })
  expect(inProject()?.forecastEnd).toBe('2029-03-01')

  const mine = { ...inputs, [`${project}.forecastEnd`]: '2029-09-30' }
  const refused = await stack.chat.invoke(name, 'status.save', { ...save, ...mine }, id)
  expect(text(cardIn(refused.body))).toMatch(
    /modifié entre-temps\u00a0: .*2029.* aujourd’hui, .*2029.* dans votre réponse/,
  )
  const form = nodesOf(cardIn(refused.body)).find((node) => node.id === `${project}.forecastEnd`)
  expect([form?.value, inProject()?.forecastEnd]).toEqual(['2029-09-30', '2029-03-01'])
  const again = actions(cardIn(refused.body), 'status.save').find((payload) => payload.project === project)
  await stack.chat.invoke(name, 'status.save', { ...again, ...mine }, id)
  expect([report(project)?.forecastEnd, inProject()?.forecastEnd]).toEqual(['2029-09-30', '2029-09-30'])
})

test('a forecast that waits for SharePoint gives way to an edit made before it gets there, and the audit says so', async () => {
  await stack.ctx.outbox.drained()
  const row = stack.ctx.lists.all(Projects).find(({ forecastEnd }) => forecastEnd !== null)
  if (!row) throw new Error('no project with a forecast')
  const put = (forecastEnd: string, replaced: string | null, phase: 'closure' | 'execution'): Promise<void> =>
    stack.ctx.outbox.put([
      { list: Projects, key: row.number, values: { forecastEnd, phase }, replaces: { forecastEnd: replaced } },
    ])
  const stored = () => stack.ctx.lists.find(Projects, row.number)
  await put('2030-01-31', row.forecastEnd, 'execution')
  await stack.ctx.outbox.drained()
  expect(stored()).toMatchObject({ forecastEnd: '2030-01-31', phase: 'execution' })
  await put('2031-01-31', row.forecastEnd, 'closure')
  await stack.ctx.outbox.drained()
  expect(stored()).toMatchObject({ forecastEnd: '2030-01-31', phase: 'closure' })
})

test('an answer given again after another one is recorded, and so is one that was refused until the officer extended', async () => {
  const name = 'Olivier Bertaux'
  const { id, card } = await question(name)
  const save = first(actions(card, 'status.save'))
  const project = String(save.project)
  const say = (comment: string) =>
    stack.chat.invoke(
      name,
      'status.save',
      { ...save, [`${project}.overall`]: 'red', [`${project}.comment`]: comment },
      id,
    )
  for (const comment of ['A', 'B', 'A']) {
    await say(comment)
    expect(report(project)?.comment).toBe(comment)
  }
  const cutOff = stack.ctx.lists.find(StatusCycles, CYCLE)?.cutOff ?? ''
  stack.clock.moveTo(cutOff)
  stack.clock.advance(60_000)
  expect(cardIn((await say('C')).body)).toBe(fr.errors['cut-off-passed'])
  const later = new Date(new Date(cutOff).getTime() + 86_400_000).toISOString()
  const extended = await stack.as('Inès Vandamme').post(`/api/cycles/${CYCLE}/extend`, { cutOff: later })
  expect(extended.status).toBe(200)
  await say('C')
  expect(report(project)?.comment).toBe('C')
})
