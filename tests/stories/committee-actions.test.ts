import type { ActionsView } from '../../src/committees/actions/actions-view'
import { syncPlanner } from '../../src/committees/actions/planner/sync-planner'
import { remindOwners } from '../../src/committees/actions/remind-owners'
import { Bodies } from '../../src/lists/bodies'
import { Actions } from '../../src/lists/committees/actions'
import { type MemberRole, Memberships } from '../../src/lists/committees/memberships'
import { blankValues, type Patch } from '../../src/lists/kit/list'
import { Settings } from '../../src/lists/settings'
import { idOf } from '../kit/personas'
import { startSecondCopy } from '../kit/second-copy'
import { type Stack, startStack } from '../kit/stack'

/** Somebody owes an action: reminded in time, answered from the card, in Planner or on the page, reported when nothing happens. */
let stack: Stack
const OWNER = 'Nora Pirard'
const CHAIR = 'Philippe Moreau'
const SECRETARY = 'Renaud Stassart'

const member = (name: string, role: MemberRole) => {
  const membershipKey = `COPIL:${idOf(name)}:2026-01-01`
  const values = {
    ...blankValues(Memberships),
    ...{ membershipKey, body: 'COPIL', person: idOf(name), name, role, from: '2026-01-01', voice: 'vote' as const },
  }
  return { list: Memberships, key: membershipKey, values }
}
const action = (number: string, values: Patch<typeof Actions>) => ({
  list: Actions,
  key: number,
  values: {
    ...blankValues(Actions),
    ...{ number, title: `Action ${number}`, body: 'COPIL', owner: idOf(OWNER), state: 'open' as const },
    ...values,
  },
})
/** All that a card says, bare strings of its paragraphs included. */
const said = (card: unknown): string => JSON.stringify(card)
const row = (number: string) => stack.ctx.lists.find(Actions, number)
const cardsOf = async (name: string) => {
  const cards = await stack.chat.cards(name)
  return cards.map(({ card }) => said(card)).filter((text) => text.includes('A-2026-'))
}
const press = (name: string, verb: string, data: object) =>
  stack.chat.invoke(name, `action.${verb}`, { kind: 'due', card: 'A-2026-001 A-2026-002', ...data }, 'a-message')

beforeAll(async () => {
  // A Friday: the action of Tuesday is due in two business days.
  stack = await startStack({ now: '2026-11-20T06:30:00Z' })
  await stack.ctx.outbox.put([
    {
      list: Bodies,
      key: 'COPIL',
      values: { ...blankValues(Bodies), code: 'COPIL', title: 'CoPil Personnels', kind: 'steering' },
    },
    member(CHAIR, 'chair'),
    member(SECRETARY, 'secretary'),
    member(OWNER, 'member'),
    action('A-2026-001', { dueOn: '2026-11-24' }),
    action('A-2026-002', { dueOn: '2026-11-18' }),
    action('A-2026-003', { dueOn: '2026-12-18' }),
  ])
  await stack.outbox.drained()
})
afterAll(() => stack.close())

test('nobody is disturbed before eight; then one card holds what is due, once, whichever copy sends it', async () => {
  expect(await remindOwners(stack.ctx)).toEqual({ reminded: 0, escalated: 0, failed: 0 })
  stack.clock.moveTo('2026-11-20T08:00:00Z')
  const other = await startSecondCopy(stack)
  await Promise.all([remindOwners(stack.ctx), remindOwners(other.ctx), remindOwners(stack.ctx)])
  await other.close()
  await remindOwners(stack.ctx)
  const cards = await cardsOf(OWNER)
  expect(cards).toHaveLength(1)
  expect(cards[0]).toContain('A-2026-001')
  expect(cards[0]).toContain('2 jours de retard')
  expect(cards[0]).not.toContain('A-2026-003')
  stack.clock.moveTo('2026-11-23T09:00:00Z')
  expect(await remindOwners(stack.ctx)).toEqual({ reminded: 0, escalated: 0, failed: 0 })
})

test('done on the card is done in the list, and pressing twice is once', async () => {
  const first = await press(OWNER, 'done', { action: 'A-2026-002' })
  const again = await press(OWNER, 'done', { action: 'A-2026-002' })
  for (const { body } of [first, again]) expect(said(body)).toContain('Faite')
  expect(row('A-2026-002')).toMatchObject({ state: 'done', doneAt: '2026-11-23T09:00:00Z' })
})

test('later needs a reason and keeps the first date; whoever it does not concern learns nothing', async () => {
  const form = await press(OWNER, 'later', { action: 'A-2026-001' })
  expect(JSON.stringify(form.body)).toContain('"value":"2026-12-01"')
  const without = await press(OWNER, 'postpone', { action: 'A-2026-001', dueOn: '2026-12-04', reason: ' ' })
  expect(said(without.body)).toContain('Dites pourquoi l’échéance recule.')
  const bad = await press(OWNER, 'postpone', { action: 'A-2026-001', dueOn: 'demain', reason: 'x' })
  expect(said(bad.body)).toContain('Une valeur n’est pas valable')
  expect(row('A-2026-001')?.dueOn).toBe('2026-11-24')
  const stranger = await press('Thomas Roevens', 'done', { action: 'A-2026-001' })
  const unknown = await press('Thomas Roevens', 'done', { action: 'A-2026-999' })
  expect(stranger.body).toEqual(unknown.body)
  await press(OWNER, 'postpone', { action: 'A-2026-001', dueOn: '2026-12-04', reason: 'Le fournisseur tarde.' })
  expect(row('A-2026-001')).toMatchObject({
    dueOn: '2026-12-04',
    firstDueOn: '2026-11-24',
    reason: 'Le fournisseur tarde.',
    remindedAt: null,
  })
})

test('passed on from the card, it is the other’s, who is reminded in turn', async () => {
  const form = await press(OWNER, 'reassign', { action: 'A-2026-001' })
  expect(JSON.stringify(form.body)).toContain(SECRETARY)
  await press(OWNER, 'pass', { action: 'A-2026-001', owner: idOf(SECRETARY) })
  expect(row('A-2026-001')?.owner).toBe(idOf(SECRETARY))
  stack.clock.moveTo('2026-12-02T09:00:00Z')
  expect(await remindOwners(stack.ctx)).toMatchObject({ reminded: 1 })
  expect(await cardsOf(SECRETARY)).toHaveLength(1)
  expect(await cardsOf(OWNER)).toHaveLength(1)
})

test('long overdue, chair and secretary are told once; the owner is not told again', async () => {
  stack.clock.moveTo('2026-12-07T09:00:00Z')
  expect(await remindOwners(stack.ctx)).toMatchObject({ reminded: 1, escalated: 0 })
  stack.clock.moveTo('2026-12-21T09:00:00Z')
  await remindOwners(stack.ctx)
  expect((await cardsOf(CHAIR)).map((text) => text.includes('A-2026-001'))).toEqual([true])
  expect(row('A-2026-001')?.escalatedAt).toBe('2026-12-21T09:00:00Z')
  expect(await remindOwners(stack.ctx)).toEqual({ reminded: 0, escalated: 0, failed: 0 })
})

test('long overdue where nobody else is there to be told, the PMO officer is, once, in one card with what they chair', async () => {
  const title = 'Comité sans présidence'
  const officer = 'Inès Vandamme'
  await stack.ctx.outbox.put([
    { list: Bodies, key: 'VACANT', values: { ...blankValues(Bodies), code: 'VACANT', title, kind: 'steering' } },
    {
      list: Bodies,
      key: 'BUREAU',
      values: { ...blankValues(Bodies), code: 'BUREAU', title: 'Bureau', kind: 'steering', chair: idOf(officer) },
    },
    action('A-2026-090', { body: 'VACANT', dueOn: '2026-11-24', remindedAt: '2026-12-01T09:00:00Z' }),
    action('A-2026-091', { body: 'BUREAU', dueOn: '2026-11-24', remindedAt: '2026-12-01T09:00:00Z' }),
    // The officer's own is nobody's to be told to the officer.
    action('A-2026-092', {
      ...{ body: 'VACANT', dueOn: '2026-11-24', remindedAt: '2026-12-01T09:00:00Z', owner: idOf(officer) },
    }),
  ])
  expect(await remindOwners(stack.ctx)).toEqual({ reminded: 0, escalated: 1, failed: 0 })
  const [card, ...more] = (await cardsOf(officer)).filter((text) => text.includes('A-2026-09'))
  expect([more.length, ['090', '091', '092'].map((n) => card?.includes(`A-2026-${n}`))]).toEqual([
    0,
    [true, true, false],
  ])
  expect((await cardsOf(officer)).filter((text) => text.includes('A-2026-090') && text.includes(title))).toHaveLength(1)
  expect((await cardsOf(CHAIR)).filter((text) => text.includes('A-2026-090'))).toEqual([])
  expect(row('A-2026-090')?.escalatedAt).toBe('2026-12-21T09:00:00Z')
  expect(await remindOwners(stack.ctx)).toEqual({ reminded: 0, escalated: 0, failed: 0 })
  for (const key of ['A-2026-090', 'A-2026-091', 'A-2026-092'])
    await stack.ctx.outbox.put([{ list: Actions, key, values: { state: 'cancelled' } }])
})

test('the page shows each person theirs; an edit carries the version that was seen', async () => {
  await stack.outbox.drained()
  const view = async (name: string) => (await stack.as(name).get<ActionsView>('/api/actions')).body
  expect((await view('Thomas Roevens')).rows).toEqual([])
  const mine = (await view(OWNER)).rows.find(({ number }) => number === 'A-2026-003')
  expect(mine).toMatchObject({ mine: true, ofMyBodies: true, mayEdit: true, bodyTitle: 'CoPil Personnels' })
  const { etag, owner, dueOn, state } = mine ?? { etag: '', owner: null, dueOn: null, state: 'open' }
  const edit = (change: object) =>
    stack.as(OWNER).patch('/api/actions/A-2026-003', { etag, base: { owner, dueOn, state }, change })
  const noReason = await edit({ dueOn: '2027-01-15' })
  expect([noReason.status, noReason.body]).toMatchObject([422, { error: { code: 'reason-required' } }])
  expect((await edit({ dueOn: '2027-01-15', reason: 'Congés de fin d’année' })).status).toBe(200)
  const stale = await edit({ dueOn: '2027-02-15', reason: 'Autre' })
  expect([stale.status, stale.body]).toMatchObject([409, { action: { dueOn: '2027-01-15' } }])
})

describe('Planner', () => {
  const graph = async (
    path: string,
    init: { method?: string; body?: object; etag?: string } = {},
  ): Promise<unknown> => {
    const { clientId, clientSecret } = stack.tenant.registration
    const granted = await fetch(`${stack.tenant.authority}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: 'https://graph.microsoft.com/.default',
      }),
    })
    const { access_token: token } = Object(await granted.json())
    const answer = await fetch(`${stack.tenant.graphUrl}${path}`, {
      method: init.method ?? 'GET',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        ...(init.etag ? { 'If-Match': init.etag } : {}),
      },
      ...(init.body ? { body: JSON.stringify(init.body) } : {}),
    })
    return answer.status === 204 ? null : answer.json()
  }
  let plan = ''
  const tasks = async (): Promise<readonly Record<string, unknown>[]> =>
    Object(await graph(`/planner/plans/${plan}/tasks`)).value
  const task = async (number: string): Promise<Record<string, unknown>> => {
    const all = await tasks()
    return all.find(({ title }) => String(title).startsWith(number)) ?? Promise.reject(new Error(`no ${number}`))
  }

  test('without a plan nothing is asked; with one, each open action becomes one task', async () => {
    const before = stack.door.usage().requests
    await syncPlanner(stack.ctx)
    expect(stack.door.usage().requests).toBe(before)
    const made = await graph('/planner/plans', {
      method: 'POST',
      body: { title: 'Actions', owner: stack.tenant.registration.pmoTeamId },
    })
    plan = String(Object(made).id)
    await stack.ctx.outbox.put([
      { list: Settings, key: 'planner', values: { code: 'planner', value: JSON.stringify({ plan }) } },
      // Somebody from the business, whom the plan's group does not know.
      action('A-2026-004', { dueOn: '2027-01-20', owner: idOf('Youssef Benali') }),
    ])
    await stack.outbox.drained()
    const start = stack.door.usage().requests
    const outsiders = new Set<string>()
    expect(await syncPlanner(stack.ctx, outsiders)).toEqual({ created: 3, changed: 0, heard: 0, failed: 0 })
    // The plan, the tasks in one batch, and once more the one that Planner did not give to its owner.
    expect(stack.door.usage().requests - start).toBeLessThanOrEqual(3)
    await stack.outbox.drained()
    expect(await syncPlanner(stack.ctx, outsiders)).toEqual({ created: 0, changed: 0, heard: 0, failed: 0 })
    expect(await tasks()).toHaveLength(3)
    expect(Object.keys(Object((await task('A-2026-003')).assignments))).toEqual([idOf(OWNER)])
    expect(Object((await task('A-2026-004')).assignments)).toEqual({})
  })

  test('a task whose number was not written down is found again, not made twice', async () => {
    await stack.ctx.outbox.put([{ list: Actions, key: 'A-2026-003', values: { plannerTask: null } }])
    await stack.outbox.drained()
    expect(await syncPlanner(stack.ctx)).toMatchObject({ created: 0, heard: 1 })
    expect(row('A-2026-003')?.plannerTask).toBe((await task('A-2026-003')).id)
    expect(await tasks()).toHaveLength(3)
  })

  test('done in Planner is done here, done here is done there, and the later word counts', async () => {
    const there = await task('A-2026-003')
    const etag = String(there['@odata.etag'])
    await graph(`/planner/tasks/${there.id}`, { method: 'PATCH', etag, body: { percentComplete: 100 } })
    const outsiders = new Set([idOf('Youssef Benali')])
    expect(await syncPlanner(stack.ctx, outsiders)).toMatchObject({ heard: 1, changed: 0 })
    expect(row('A-2026-003')).toMatchObject({ state: 'done', doneAt: '2026-12-21T09:00:00Z', plannerClosed: true })

    await press(SECRETARY, 'done', { action: 'A-2026-001' })
    expect(await syncPlanner(stack.ctx, outsiders)).toMatchObject({ changed: 1 })
    expect((await task('A-2026-001')).percentComplete).toBe(100)

    stack.clock.advance(3_600_000)
    await stack.outbox.drained()
    const closed = row('A-2026-003')
    const reopened = await stack.as(OWNER).patch('/api/actions/A-2026-003', {
      etag: closed?.$item.etag,
      base: { owner: closed?.owner, dueOn: closed?.dueOn, state: 'done' },
      change: { state: 'open' },
    })
    expect(reopened.status).toBe(200)
    expect(await syncPlanner(stack.ctx, outsiders)).toMatchObject({ changed: 1 })
    expect([row('A-2026-003')?.state, (await task('A-2026-003')).percentComplete]).toEqual(['open', 0])
  })

  test('opened again in Planner it is open here; cancelled here it stays cancelled', async () => {
    const patch = async (number: string, body: object) => {
      const { id, '@odata.etag': etag } = await task(number)
      return graph(`/planner/tasks/${id}`, { method: 'PATCH', etag: String(etag), body })
    }
    const outsiders = new Set([idOf('Youssef Benali')])
    stack.clock.advance(60_000)
    await patch('A-2026-003', { percentComplete: 100 })
    await syncPlanner(stack.ctx, outsiders)
    expect(row('A-2026-003')?.state).toBe('done')
    stack.clock.advance(600_000)
    await patch('A-2026-003', { percentComplete: 50 })
    expect(await syncPlanner(stack.ctx, outsiders)).toMatchObject({ heard: 1, changed: 0 })
    const reopened = { state: 'open', doneAt: null, plannerClosed: false, remindedAt: null }
    expect(row('A-2026-003')).toMatchObject(reopened)
    // Half done is not done, and stays half done.
    expect(await syncPlanner(stack.ctx, outsiders)).toMatchObject({ heard: 0, changed: 0 })
    expect((await task('A-2026-003')).percentComplete).toBe(50)

    await stack.ctx.outbox.put([{ list: Actions, key: 'A-2026-004', values: { state: 'cancelled' } }])
    await syncPlanner(stack.ctx, outsiders)
    await patch('A-2026-004', { percentComplete: 0 })
    await syncPlanner(stack.ctx, outsiders)
    expect(row('A-2026-004')?.state).toBe('cancelled')
    await stack.ctx.outbox.put([{ list: Actions, key: 'A-2026-004', values: { state: 'open', plannerClosed: false } }])
    await stack.outbox.drained()
  })

  test('an earlier date and another owner come from Planner; a later date is set back there, and the owner is told once', async () => {
    const patch = async (body: object) => {
      const { id, '@odata.etag': etag } = await task('A-2026-003')
      return graph(`/planner/tasks/${id}`, { method: 'PATCH', etag: String(etag), body })
    }
    const outsiders = new Set([idOf('Youssef Benali')])
    const sync = async () => {
      const run = await syncPlanner(stack.ctx, outsiders)
      await stack.outbox.drained()
      return run
    }
    await sync()
    await patch({ dueDateTime: '2027-01-11T10:00:00Z' })
    await sync()
    expect(row('A-2026-003')).toMatchObject({ dueOn: '2027-01-11', firstDueOn: '2026-12-18' })

    const told = (await cardsOf(OWNER)).length
    await patch({ dueDateTime: '2027-03-01T10:00:00Z' })
    expect(await sync()).toMatchObject({ changed: 1, failed: 0 })
    expect(row('A-2026-003')?.dueOn).toBe('2027-01-11')
    expect(String((await task('A-2026-003')).dueDateTime).slice(0, 10)).toBe('2027-01-11')
    await sync()
    const cards = await cardsOf(OWNER)
    expect(cards).toHaveLength(told + 1)
    expect(cards.at(-1)).toContain('Modification non reprise de Planner')

    // Whoever was added to help stays; whoever has it alone is the owner.
    const assignment = { '@odata.type': '#microsoft.graph.plannerAssignment', orderHint: ' !' }
    await patch({ assignments: { [idOf(SECRETARY)]: assignment } })
    await sync()
    expect(row('A-2026-003')?.owner).toBe(idOf(OWNER))
    expect(Object.keys(Object((await task('A-2026-003')).assignments))).toHaveLength(2)
    await patch({ assignments: { [idOf(OWNER)]: null } })
    await sync()
    expect(row('A-2026-003')?.owner).toBe(idOf(SECRETARY))
    expect(await sync()).toEqual({ created: 0, changed: 0, heard: 0, failed: 0 })
  })

  test('what was changed here counts where both were changed', async () => {
    const { id, '@odata.etag': etag } = await task('A-2026-003')
    await stack.ctx.outbox.put([
      { list: Actions, key: 'A-2026-003', values: { dueOn: '2027-02-01', reason: 'Marché' } },
    ])
    await graph(`/planner/tasks/${id}`, {
      method: 'PATCH',
      etag: String(etag),
      body: { dueDateTime: '2027-01-08T10:00:00Z' },
    })
    await syncPlanner(stack.ctx, new Set([idOf('Youssef Benali')]))
    expect(row('A-2026-003')?.dueOn).toBe('2027-02-01')
    expect(String((await task('A-2026-003')).dueDateTime).slice(0, 10)).toBe('2027-02-01')
    await stack.outbox.drained()
  })

  test('in another plan open actions get a task of their own; where the bucket is gone, without one', async () => {
    const made = await graph('/planner/plans', {
      method: 'POST',
      body: { title: 'Actions 2027', owner: stack.tenant.registration.pmoTeamId },
    })
    const before = plan
    plan = String(Object(made).id)
    const value = JSON.stringify({ plan, bucket: 'a-bucket-that-is-gone' })
    await stack.ctx.outbox.put([{ list: Settings, key: 'planner', values: { code: 'planner', value } }])
    await stack.outbox.drained()
    const outsiders = new Set([idOf('Youssef Benali')])
    expect(await syncPlanner(stack.ctx, outsiders)).toMatchObject({ created: 2, failed: 0 })
    expect(row('A-2026-003')?.plannerTask).toBe((await task('A-2026-003')).id)
    // A task that somebody deletes is not made again.
    const { id, '@odata.etag': etag } = await task('A-2026-004')
    await graph(`/planner/tasks/${id}`, { method: 'DELETE', etag: String(etag) })
    await stack.outbox.drained()
    expect(await syncPlanner(stack.ctx, outsiders)).toEqual({ created: 0, changed: 0, heard: 0, failed: 0 })
    expect(await tasks()).toHaveLength(1)
    expect(before).not.toBe(plan)
  })

  test('when nothing is open any more and Planner knows, it is left alone', async () => {
    await stack.outbox.drained()
    for (const number of ['A-2026-003', 'A-2026-004'])
      await stack.ctx.outbox.put([{ list: Actions, key: number, values: { state: 'done' } }])
    expect(await syncPlanner(stack.ctx)).toMatchObject({ changed: 1, heard: 1 })
    await stack.outbox.drained()
    stack.clock.advance(31 * 86_400_000)
    const before = stack.door.usage().requests
    await syncPlanner(stack.ctx)
    expect(stack.door.usage().requests).toBe(before)
    expect(await stack.ctx.audit.firstBreak()).toBeNull()
  })
})
