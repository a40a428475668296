import { freePort } from '../../tests/kit/process'
import { commandTenant } from './command-tenant'

test('a command gives documents the addresses that they have while the service runs; a taken port does not stop it', async () => {
  const port = await freePort()
  const first = await commandTenant(port, undefined)
  const second = await commandTenant(port, undefined)
  expect(first.origin).toBe(`http://127.0.0.1:${port}`)
  expect(second.origin).not.toBe(first.origin)
  await first.close()
  await second.close()
})
