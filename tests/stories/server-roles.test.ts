import type { GraphCaller } from '../../src/graph/http/caller'
import { appRolesOf, roleHolders } from '../../src/server/wiring/app-roles'
import { within } from '../kit/eventually'
import { idOf } from '../kit/personas'
import { quietLog } from '../kit/quiet-log'
import { type Stack, startStack } from '../kit/stack'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

test('the bot knows from Entra who holds which role, and keeps that while Graph is down', async () => {
  const { of: rolesOf, holding } = appRolesOf(
    stack.door.application,
    stack.tenant.registration.clientId,
    stack.clock,
    quietLog,
  )
  expect(await rolesOf(idOf('Inès Vandamme').toUpperCase())).toEqual(['officer'])
  expect(await rolesOf(idOf('Koen Wouters'))).toEqual(['pmo'])
  expect(await rolesOf(idOf('Nora Pirard'))).toEqual([])
  expect(await holding('officer')).toEqual([idOf('Inès Vandamme')])
  stack.clock.advance(60 * 60_000)
  stack.tenant.faults.set({ graphDown: true })
  expect(await rolesOf(idOf('Koen Wouters'))).toEqual(['pmo'])
  stack.tenant.faults.clear()
})

test('a Graph that says nothing keeps nobody waiting, and is asked once; a clock that is set back keeps no role', async () => {
  let now = Date.parse('2026-11-18T09:00:00Z')
  let asked = 0
  let answers: (rows: readonly unknown[]) => void = () => undefined
  const assigned = [{ principalId: 'a', principalType: 'User', appRoleId: 'r' }]
  const all: GraphCaller['all'] = async ({ path }) => {
    if (path !== '/servicePrincipals') return assigned
    asked += 1
    const application = [{ id: 'p', appRoles: [{ id: 'r', value: 'officer' }] }]
    return asked === 2 ? new Promise((resolve) => (answers = resolve)) : application
  }
  const caller = { all, send: () => Promise.reject(new Error('unused')), batch: async () => [] }
  const { of: rolesOf } = appRolesOf(caller, 'c', { now: () => new Date(now) }, quietLog)
  expect(await rolesOf('a')).toEqual(['officer'])
  now += 11 * 60_000
  expect(await within(4_500, Promise.all([rolesOf('a'), rolesOf('a'), rolesOf('b')]))).toEqual([
    ['officer'],
    ['officer'],
    [],
  ])
  expect(asked).toBe(2)
  assigned.pop()
  answers([{ id: 'p', appRoles: [] }])
  expect(await rolesOf('a')).toEqual([])
  now -= 3_600_000
  assigned.push({ principalId: 'a', principalType: 'User', appRoleId: 'r' })
  expect(await rolesOf('a')).toEqual(['officer'])
})

test('a role that a group was given is held by nobody whom the bot could know', async () => {
  const role = { id: 'r', value: 'officer' }
  const all: GraphCaller['all'] = async ({ path }) =>
    path === '/servicePrincipals'
      ? [{ id: 'p', appRoles: [role] }]
      : ['User', 'Group'].map((principalType) => ({ principalId: principalType, principalType, appRoleId: 'r' }))
  const caller = { all, send: () => Promise.reject(new Error('unused')), batch: async () => [] }
  expect([...(await roleHolders(caller, 'c')).keys()]).toEqual(['user'])
})
