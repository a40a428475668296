import JSZip from 'jszip'
import type { AgendaView } from '../../src/committees/agenda/agenda-view'
import { type Arbitration, arbitrationIn, type Claims } from '../../src/committees/escalation/arbitration'
import type { DecisionView } from '../../src/committees/register/register-view'
import { Bodies } from '../../src/lists/bodies'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import { blankValues } from '../../src/lists/kit/list'
import { CONFIDENTIAL, fillPortfolio, insider, OPEN, SECRET } from '../hostile/hidden-portfolio'
import { eventually } from '../kit/eventually'
import { meetingOf, meetingRows } from '../kit/meeting'
import { body, meeting, member } from '../kit/meetings'
import { idOf } from '../kit/personas'
import { type Stack, startStack } from '../kit/stack'

/** The options of an arbitration stand on the agenda before the meeting; members read them where they vote, and the vote settles them. */
const [CHAIR, SECRETARY, MEMBER, GUEST] = ['Philippe Moreau', 'Renaud Stassart', 'Julie Maréchaux', 'Aurélie Gillain']
const KEY = 'CA:1'
let stack: Stack
let here: ReturnType<typeof meetingOf>

const option = (title: string, more: Partial<Claims['options'][number]> = {}): Claims['options'][number] => ({
  ...{ title, consequences: '', cost: null, project: null },
  ...more,
})
const lease = [
  option('Rester', { consequences: 'Le loyer monte.', cost: 40_000, project: OPEN }),
  option('Partir', { consequences: 'Tout est à déménager.' }),
]
const deferred = {
  ...{ number: 'D-2026-900', title: 'Le bail', body: 'CA', meeting: KEY, type: 'arbitration', result: 'deferred' },
  options: JSON.stringify({ options: lease, chosen: null, proposed: 1 }),
} as const
const rowOf = (serial: number) => stack.ctx.lists.find(AgendaItems, `${KEY}:${serial}`)
const heldBy = (serial: number): unknown => JSON.parse(rowOf(serial)?.options ?? 'null')
const decided = (number: string): Arbitration | null =>
  arbitrationIn(stack.ctx.lists.find(Decisions, number)?.options ?? null)
const agendaOf = async (name: string) =>
  (await stack.as(name).get<AgendaView>(`/api/meetings/${KEY}/agenda`)).body.items
const seenBy = async (name: string, serial: number): Promise<Claims | null> => {
  const view = (await agendaOf(name)).find(({ key }) => key === `${KEY}:${serial}`)?.options
  return view ? { options: [...view.options], proposed: view.proposed } : null
}
const setOptions = (name: string, serial: number, options: Claims | null, base: Claims | null, etag?: string) =>
  stack
    .as(name)
    .patch<{ error: { code: string }; conflict: { fields: unknown } }>(
      `/api/meetings/${KEY}/items/${KEY}:${serial}/options`,
      { etag: etag ?? rowOf(serial)?.$item.etag, options, base },
    )

beforeAll(async () => {
  stack = await startStack()
  await fillPortfolio(stack)
  here = meetingOf(stack.as, KEY)
  await stack.ctx.outbox.put(
    meetingRows({
      code: 'CA',
      meeting: { agendaApprovedAt: '2026-11-10T09:00:00Z', agendaApprovedBy: idOf(CHAIR) },
      members: [
        [CHAIR, 'chair'],
        [SECRETARY, 'secretary', 'advice'],
        [MEMBER, 'member'],
        // Knows of the confidential project, and sits in the body.
        [insider, 'member'],
      ],
      items: [
        { title: 'Le bail', question: 'Rester ?', guests: idOf(GUEST) },
        { title: 'Deux projets' },
        { title: 'Nouvelles', kind: 'information' },
        { title: 'Sans vote' },
      ],
    }),
  )
  await stack.ctx.outbox.drained()
})
afterAll(() => stack.close())

test('who keeps the agenda sets them, and what is refused changes nothing', async () => {
  const claims = { options: lease, proposed: 0 }
  for (const name of [MEMBER, GUEST]) expect((await setOptions(name, 1, claims, null)).status).toBe(403)
  const refused = async (options: Claims, serial = 1) =>
    (await setOptions(SECRETARY, serial, options, null)).body.error.code
  expect(await refused({ options: lease.slice(0, 1), proposed: null })).toBe('invalid')
  expect(await refused({ options: lease, proposed: 2 })).toBe('invalid')
  for (const project of ['P-000', CONFIDENTIAL, '?0'])
    expect(await refused({ options: [option('x', { project }), option('y')], proposed: null })).toBe('unknown-project')
  expect(await refused(claims, 3)).toBe('not-for-decision')
  expect([heldBy(1), stack.ctx.lists.find(Meetings, KEY)?.agendaApprovedAt]).toEqual([null, '2026-11-10T09:00:00Z'])

  expect((await setOptions(SECRETARY, 1, claims, null)).status).toBe(200)
  expect(heldBy(1)).toEqual(claims)
  // The chair approved another agenda.
  expect(stack.ctx.lists.find(Meetings, KEY)?.agendaApprovedAt).toBeNull()
  for (const name of [CHAIR, MEMBER, GUEST]) expect(await seenBy(name, 1)).toEqual(claims)
  expect((await agendaOf(GUEST)).map(({ key }) => key)).toEqual([`${KEY}:1`])
})

test('two people change them: the later one is told, and an edit of another field is in nobody’s way', async () => {
  const before = await seenBy(SECRETARY, 1)
  const etag = rowOf(1)?.$item.etag
  const path = `/api/meetings/${KEY}/items/${KEY}:1`
  await stack.as(CHAIR).patch(path, { etag, patch: { minutes: 25 }, base: { minutes: 15 } })
  const further = { options: [...lease, option('Attendre')], proposed: 1 }
  expect((await setOptions(SECRETARY, 1, further, before, etag)).status).toBe(200)
  const mine = { options: lease, proposed: 1 }
  const late = await setOptions(CHAIR, 1, mine, before, etag)
  expect([late.status, late.body.error.code]).toEqual([409, 'conflict'])
  expect(late.body.conflict.fields).toEqual([{ field: 'options', mine, theirs: further }])
  expect([heldBy(1), rowOf(1)?.minutes]).toEqual([further, 25])
  // The same again, after an answer that was lost.
  expect((await setOptions(SECRETARY, 1, further, before, etag)).status).toBe(200)
})

test('a favoured project is hidden from whom it is hidden, and stays where it is when they edit', async () => {
  const named = [option('Un', { project: CONFIDENTIAL }), option('Deux', { project: OPEN })]
  await stack.ctx.outbox.put([
    { list: AgendaItems, key: `${KEY}:2`, values: { options: JSON.stringify({ options: named, proposed: 0 }) } },
  ])
  await stack.ctx.outbox.drained()
  const [first] = (await agendaOf(insider)).flatMap(({ key, options }) => (key === `${KEY}:2` ? (options ?? []) : []))
  expect(first?.projects.map(({ code }) => code)).toEqual([CONFIDENTIAL, OPEN])
  for (const name of [SECRETARY, MEMBER]) {
    expect((await seenBy(name, 2))?.options.map(({ project }) => project)).toEqual(['?0', OPEN])
    const all = [JSON.stringify(await agendaOf(name)), JSON.stringify((await here.view(name)).items)].join()
    expect([all.includes(CONFIDENTIAL), all.includes(SECRET)]).toEqual([false, false])
  }
  const base = await seenBy(SECRETARY, 2)
  const [kept, other] = base?.options ?? []
  if (!kept || !other) throw new Error('the options are gone')
  // Moved to another place with its option, and reworded.
  const options = [{ ...other, title: 'Deux bis' }, kept]
  expect((await setOptions(SECRETARY, 2, { options, proposed: 1 }, base)).status).toBe(200)
  expect(heldBy(2)).toEqual({ options: [{ ...named[1], title: 'Deux bis' }, named[0]], proposed: 1 })
  // The place is one among the options that they saw: on an older list it says nothing.
  const stale = await setOptions(SECRETARY, 2, { options, proposed: 0 }, base)
  expect([stale.status, JSON.stringify(stale.body).includes(CONFIDENTIAL)]).toEqual([409, false])
})

test('the pack, which all members read alike, names neither a hidden project of an item nor one that an option favours', async () => {
  await stack.ctx.outbox.put([{ list: AgendaItems, key: `${KEY}:2`, values: { project: CONFIDENTIAL } }])
  await stack.ctx.outbox.drained()
  const path = `/api/meetings/${KEY}`
  expect((await stack.as(CHAIR).post(`${path}/agenda/approve`)).status).toBe(200)
  expect((await stack.as(SECRETARY).post(`${path}/pack`)).status).toBe(200)
  const { bytes } = await stack.as(MEMBER).get(`${path}/pack/1`)
  const zip = await JSZip.loadAsync(bytes)
  const slides = Object.values(zip.files).filter(({ name }) => /slides\/slide\d+\.xml$/.test(name))
  const text = (await Promise.all(slides.map((slide) => slide.async('string')))).join()
  expect([text.includes('Deux bis'), text.includes(OPEN), text.includes(SECRET)]).toEqual([true, true, false])
  await stack.ctx.outbox.put([{ list: AgendaItems, key: `${KEY}:2`, values: { project: null } }])
  await stack.ctx.outbox.drained()
})

test('a vote is taken on the options as they stand, and chooses the proposed one only if it is adopted', async () => {
  await here.open(SECRETARY)
  for (const name of [CHAIR, MEMBER, insider]) await here.present(SECRETARY, name)
  const claims = { options: lease, proposed: 0 }
  await setOptions(SECRETARY, 1, claims, await seenBy(SECRETARY, 1))
  const lost = await here.putToVote(SECRETARY, '1')
  // What is changed now is for the next vote.
  await setOptions(SECRETARY, 1, { options: lease, proposed: 1 }, claims)
  const shown = async (name: string, number: string) =>
    (await here.view(name)).votes.find((vote) => vote.number === number)?.options
  expect(await shown(MEMBER, lost)).toMatchObject({ options: lease, proposed: 0, chosen: null })
  const cards = async (): Promise<string> => JSON.stringify(await stack.chat.cards(MEMBER))
  expect(await eventually(async () => String((await cards()).includes('Rester – mise aux voix')), 'true')).toBe('true')
  for (const name of [CHAIR, MEMBER, insider]) await here.vote(name, lost, 'against')
  await here.close(SECRETARY, lost)
  expect([decided(lost)?.chosen, decided(lost)?.proposed]).toEqual([null, 0])

  const won = await here.putToVote(SECRETARY, '1')
  for (const name of [CHAIR, MEMBER, insider]) await here.vote(name, won, 'for')
  await here.close(SECRETARY, won)
  expect(stack.ctx.lists.find(Decisions, won)).toMatchObject({ type: 'arbitration', result: 'adopted' })
  expect(decided(won)).toEqual({ options: lease, proposed: 1, chosen: 1 })
  expect(await shown(MEMBER, won)).toMatchObject({ proposed: 1, chosen: 1 })
  // What the vote has settled is nobody's to choose: neither another option, nor none, nor one that it did not adopt.
  const choosing = async (number: string, change: Partial<Arbitration>) => {
    const base = decided(number)
    const path = `/api/decisions/${number}/arbitration`
    const { status, body: said } = await stack
      .as(SECRETARY)
      .patch<{ error: { code: string } }>(path, { base, arbitration: { ...base, ...change } })
    return status === 200 ? 200 : said.error.code
  }
  for (const chosen of [0, null]) expect(await choosing(won, { chosen })).toBe('contradicts-vote')
  for (const chosen of [0, 1]) expect(await choosing(lost, { chosen })).toBe('contradicts-vote')
  const mayChoose = async (number: string) =>
    (await stack.as(SECRETARY).get<DecisionView>(`/api/decisions/${number}`)).body.mayChoose
  expect([await mayChoose(won), await mayChoose(lost)]).toEqual([[1], []])
  // A choice that contradicts it, from before this was refused, is put right.
  const stale = JSON.stringify({ options: lease, chosen: 0, proposed: 1 })
  await stack.ctx.outbox.put([{ list: Decisions, key: won, values: { options: stale } }])
  expect(await choosing(won, { chosen: 1 })).toBe(200)
  expect([decided(lost)?.chosen, decided(won)?.chosen]).toEqual([null, 1])
  // Conditions come with the record, and change nothing of the choice.
  const record = { item: '1', number: won, text: 'Partir.', actions: '' }
  await here.post(SECRETARY, 'decisions', { ...record, result: 'conditional', conditions: 'Avant mai.' })
  expect(decided(won)?.chosen).toBe(1)
})

test('recorded without a vote, the decision has the options; what is recorded on its page stays', async () => {
  await setOptions(SECRETARY, 4, { options: lease, proposed: 1 }, null)
  const record = async (result: string, number: string | null): Promise<string> => {
    const conditions = result === 'conditional' ? 'Avant mai.' : null
    const body = { item: '4', number, text: 'Partir.', result, conditions, actions: '' }
    return String(Object((await here.post(SECRETARY, 'decisions', body)).body).number)
  }
  const number = await record('deferred', null)
  expect([decided(number)?.chosen, stack.ctx.lists.find(Decisions, number)?.type]).toEqual([null, 'arbitration'])
  await record('conditional', number)
  expect(decided(number)?.chosen).toBe(1)
  const path = `/api/decisions/${number}/arbitration`
  const base = decided(number)
  expect((await stack.as(SECRETARY).patch(path, { base, arbitration: { ...base, chosen: 0 } })).status).toBe(200)
  await record('adopted', number)
  expect(decided(number)).toEqual({ options: lease, proposed: 1, chosen: 0 })
  await record('rejected', number)
  expect(decided(number)?.chosen).toBeNull()
})

test('the register and the minutes show them, and hide the project from whom it is hidden', async () => {
  const page = async (name: string) => (await stack.as(name).get<DecisionView>(`/api/decisions/${vote}`)).body
  const base = await seenBy(SECRETARY, 2)
  if (!base) throw new Error('the options are gone')
  await setOptions(SECRETARY, 2, { ...base, proposed: null }, base)
  const vote = await here.putToVote(SECRETARY, '2')
  const path = `/api/decisions/${vote}/arbitration`
  const choosing = async (change: object) => {
    const { arbitration } = (await page(SECRETARY)).decision
    return stack
      .as(SECRETARY)
      .patch<{ error: { code: string } }>(path, { base: arbitration, arbitration: { ...arbitration, ...change } })
  }
  for (const name of [CHAIR, MEMBER, insider]) await here.vote(name, vote, 'for')
  const cards = async (): Promise<string> => JSON.stringify(await stack.chat.cards(insider))
  // Alike for all voters, also on the card of somebody who knows of the project.
  expect(await eventually(async () => String((await cards()).includes('Deux bis')), 'true')).toBe('true')
  expect((await cards()).includes(CONFIDENTIAL)).toBe(false)
  await here.close(SECRETARY, vote)
  await here.post(SECRETARY, 'session', { state: 'held' })
  expect((await page(insider)).decision.arbitration?.options[1]?.project).toBe(CONFIDENTIAL)
  const seen = await page(SECRETARY)
  expect(seen.decision.arbitration?.options[1]?.project).toBe('?1')
  // None of them was put to the vote by itself: choosing on the page leaves the hidden project where it was.
  expect((await choosing({ chosen: 0 })).status).toBe(200)
  expect(decided(vote)).toMatchObject({ chosen: 0, options: [{ project: OPEN }, { project: CONFIDENTIAL }] })
  // What members read when they voted stays as it was.
  const now = await page(SECRETARY)
  expect([now.mayArbitrate, now.mayReword]).toEqual([true, false])
  expect((await page(MEMBER)).favoured.map(({ code }) => code)).toEqual([OPEN])
  const reversed = now.decision.arbitration?.options.toReversed()
  for (const change of [{ proposed: 0 }, { options: reversed }, { proposed: 1 }]) {
    const refused = await choosing(change)
    expect([refused.status, refused.body.error.code]).toEqual([409, 'voted'])
  }
  expect(decided(vote)).toMatchObject({ chosen: 0, proposed: null })
  const text = JSON.stringify((await stack.as(SECRETARY).get(`/api/meetings/${KEY}/minutes`)).body)
  expect(text).toContain(`Deux bis (${OPEN})`)
  expect([text.includes(CONFIDENTIAL), text.includes(SECRET)]).toEqual([false, false])
})

test('what the body could not decide goes up with its options, and what it put off comes back with them', async () => {
  await stack.ctx.outbox.put([
    body({ code: 'CU', kind: 'executive' }),
    member('CU', insider),
    meeting('CU', 1, '2026-12-10T09:00:00Z'),
    meeting('CA', 2, '2026-12-15T09:00:00Z'),
    { list: Bodies, key: 'CA', values: { escalatesTo: 'CU' } },
    { list: Decisions, key: 'D-2026-900', values: { ...blankValues(Decisions), ...deferred } },
    { list: AgendaItems, key: `${KEY}:2`, values: { state: 'postponed' } },
  ])
  await stack.ctx.outbox.drained()
  const up = await stack.as(SECRETARY).post<{ item: string }>('/api/bodies/CA/escalations', { decision: 'D-2026-900' })
  expect(JSON.parse(stack.ctx.lists.find(AgendaItems, up.body.item)?.options ?? '')).toEqual({
    options: lease,
    proposed: 1,
  })
  expect((await stack.as(SECRETARY).post('/api/meetings/CA:2/agenda/build', {})).status).toBe(200)
  const again = stack.ctx.lists.all(AgendaItems).find(({ sourceKey }) => sourceKey === `item:${KEY}:2`)
  expect(again).toMatchObject({ meeting: 'CA:2', options: rowOf(2)?.options, title: 'Deux projets' })
})

test('a written procedure asks with its options, on cards and on its page', async () => {
  const start = (options: Claims) =>
    stack.as(SECRETARY).post<{ key: string; decisions: string[]; error: { code: string } }>('/api/bodies/CA/written', {
      title: 'Deux baux',
      deadline: '2026-11-20T16:00:00Z',
      questions: [
        { title: 'Le bail', question: null, options },
        { title: 'Le loyer', question: null },
      ],
    })
  const hidden = { options: [option('x', { project: CONFIDENTIAL }), option('y')], proposed: null }
  expect((await start(hidden)).body.error.code).toBe('unknown-project')
  const opened = await start({ options: lease, proposed: 1 })
  const [first = '', last = ''] = opened.body.decisions
  const procedure = meetingOf(stack.as, opened.body.key)
  const said = async (): Promise<string> =>
    String(JSON.stringify(await stack.chat.cards(MEMBER)).includes('Partir – mise aux voix'))
  expect(await eventually(said, 'true')).toBe('true')
  const [arbitrated, ordinary] = (await procedure.view(MEMBER)).votes
  expect([arbitrated?.options?.proposed, ordinary?.options]).toEqual([1, null])
  for (const name of [CHAIR, MEMBER, insider])
    for (const number of [first, last]) await procedure.vote(name, number, 'for')
  expect(decided(first)).toEqual({ options: lease, proposed: 1, chosen: 1 })
  expect(stack.ctx.lists.find(Decisions, last)).toMatchObject({ type: 'ordinary', options: null })
})
