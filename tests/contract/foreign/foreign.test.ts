import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listen, notified } from '../facts/listener'
import { record } from '../facts/record'
import { lacks, openTenant } from '../facts/under-test'
import { runClient } from './run-client'
import type { Outcome } from './setting'

/** Clients that nobody here wrote, doing what their own documentation shows (DESIGN 7). */
const done = (value: unknown): Outcome => ({ value })
const refused = (status: number, error: string): Outcome => ({ status, error: expect.stringContaining(error) })
const noWebhook = lacks(['webhook']).length > 0
const subscribed = (outcome: Outcome): Outcome => (noWebhook ? done('nothing to reach') : outcome)

/** What each step gives; `siteId` and `mail` are those of the tenant under test. */
const expected = (siteId: string, mail: string) => ({
  pnp: {
    'a site by its address': done(siteId),
    'a list is made': done(expect.stringMatching(/^PnP \d+$/)),
    'lists and columns are read': done([[true], true]),
    'an item is added, changed and read': done(['changed', 2]),
    'items are added in batches of twenty': done(24),
    'pages are walked to the end': done([10, 10, 5]),
    'items are filtered by an indexed field': done(1),
    'an unknown column in a filter is refused': refused(400, 'invalidRequest'),
    'an item is deleted': refused(404, 'itemNotFound'),
    'the list is deleted': done(0),
    'users are read': done([3, mail]),
    'a user’s superior is read': done('string'),
    'an event is made in a calendar': done('PnP'),
    'a calendar is viewed': done(true),
    'an event is changed, and cancelled by its organizer': done('PnP, moved'),
    'free and busy times are asked for': done([2]),
    'a subscription is made, renewed and deleted': subscribed(done([true, true])),
  },
  kiota: {
    'a site by its address': done(siteId),
    'a site by its id': done(expect.any(String)),
    'a list is made': done(expect.stringMatching(/^Kiota \d+$/)),
    'its columns are read': done(true),
    'items are added and changed': done('changed'),
    'an item is read with its fields': done('changed'),
    'pages are walked to the end': done([2, 2, 1]),
    'items are filtered by an indexed field': done(1),
    'a filter on a column without index is refused as an OData error': refused(400, 'as it is not indexed'),
    'changes are followed by delta': done([5, ['2']]),
    'versions are read': done(2),
    'a subscription is made, renewed and deleted': subscribed(done([true, [true], 'kiota'])),
    'a subscription to anything but updates of a list is refused': subscribed(refused(400, 'updated')),
    'users are read': done([3, true, mail]),
    'a user’s calendar is viewed': done(true),
    'free and busy times are asked for': done([2]),
    'somebody who does not exist is not found': refused(404, 'does not exist'),
    'the list is deleted': done(0),
  },
})

const LOGS = join(__dirname, '../../../dist/graph-log')
const roles = ['Sites.ReadWrite.All', 'Sites.Manage.All', 'User.Read.All', 'Calendars.ReadWrite']
/** Both clients read people and calendars. */
const missing = lacks(['calendar'])

describe.each(['pnp', 'kiota'] as const)('%s', (client) => {
  const name = missing.length > 0 ? 'does its steps: not here, CONTRACT_TENANT_PERSON is not set' : 'does its steps'
  const run = missing.length > 0 ? test.skip : test
  // The generated client alone takes seconds to load.
  run(
    name,
    async () => {
      const on = await openTenant({ grantedRoles: roles })
      const hook = await listen(notified)
      const logFile = join(LOGS, `${client}-${process.pid}.jsonl`)
      const { graphUrl, siteId, sitePath, token, person } = on
      const place = { graphUrl, siteId, sitePath, token, person: person.id, mail: person.mail }
      const outcomes = await runClient(client, { ...place, notificationUrl: noWebhook ? null : hook.url, logFile })
      await hook.close()
      await on.close()
      expect(outcomes).toEqual(expected(siteId, person.mail)[client])
      record({ kind: 'foreign', client, calls: readFileSync(logFile, 'utf8').trimEnd().split('\n').length })
    },
    180_000,
  )
})
