import { appRolesOf } from '../../src/server/wiring/app-roles'
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
