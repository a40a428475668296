import type { GraphCaller } from '../../src/graph/http/caller'
import { appRolesOf, roleHolders } from '../../src/server/wiring/app-roles'
import { idOf } from '../kit/personas'
import { quietLog } from '../kit/quiet-log'
import { type Stack, startStack } from '../kit/stack'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

test('the bot knows from Entra who holds which role, and keeps that while Graph is down', async () => {
  const rolesOf = appRolesOf(stack.door.application, stack.tenant.registration.clientId, stack.clock, quietLog)
  expect(await rolesOf(idOf('Inès Vandamme').toUpperCase())).toEqual(['officer'])
  expect(await rolesOf(idOf('Koen Wouters'))).toEqual(['pmo'])
  expect(await rolesOf(idOf('Nora Pirard'))).toEqual([])
  stack.clock.advance(60 * 60_000)
  stack.tenant.faults.set({ graphDown: true })
  expect(await rolesOf(idOf('Koen Wouters'))).toEqual(['pmo'])
  stack.tenant.faults.clear()
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
