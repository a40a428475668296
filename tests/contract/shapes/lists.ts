import type { Producing, Production } from './producing'

const write = ({ client, person }: Producing, list: string, fields: object) =>
  client.graph('POST', `${list}/items`, { body: { fields }, token: person })

const ofPeople = async (on: Producing): Promise<string> => {
  const column = { name: 'Owner', personOrGroup: { allowMultipleSelection: false } }
  const several = { name: 'Owners', personOrGroup: { allowMultipleSelection: true } }
  const list = await on.makeList([column, several])
  const { Owners, Owner } = await idsIn(on)
  await write(on, list, {
    Title: 'x',
    OwnerLookupId: Owner,
    'OwnersLookupId@odata.type': 'Collection(Edm.Int32)',
    OwnersLookupId: Owners,
  })
  return list
}

/** Ids in the site's list of users, which knows who has been there. */
const idsIn = async ({ client, person, sites }: Producing) => {
  const list = await client.graph(
    'GET',
    `${sites}/lists?$select=id,name,system&$filter=displayName eq 'User Information List'`,
    {
      token: person,
    },
  )
  const users = await client.graph('GET', `${sites}/lists/${String(list.at('value', 0, 'id'))}/items`, {
    token: person,
  })
  // After SharePoint itself and the product.
  const id = Number(users.at('value', 2, 'id'))
  return { Owner: id, Owners: [id] }
}

const fieldsOf = async (on: Producing, select: string): Promise<unknown> => {
  const list = await ofPeople(on)
  return (await on.client.graph('GET', `${list}/items?$expand=fields($select=${select})`)).at('value', 0, 'fields')
}

const delta = async ({ client }: Producing, list: string, query = '') =>
  client.graph('GET', `${list}/items/delta${query}`)

/** Lists and their items. */
export const listProductions: readonly Production[] = [
  {
    example: '01-list-with-columns-expanded',
    at: [],
    produce: async (on) =>
      on.client.graph('GET', `${await on.makeList()}?$expand=columns,items($expand=fields)`, { token: on.person }),
  },
  {
    example: '02-list-create',
    at: ['response'],
    produce: async ({ client, sites, person }) => {
      const columns = [
        { name: 'TaskName', text: {} },
        { name: 'DueDate', dateTime: {} },
        { name: 'Priority', choice: { choices: ['High', 'Medium', 'Low'] } },
      ]
      const body = { displayName: 'Project Tasks', columns, list: { template: 'genericList' } }
      return client.graph('POST', `${sites}/lists`, { body, token: person })
    },
  },
  {
    example: '02-list-create',
    at: ['errors', 0],
    produce: ({ client, sites }) =>
      client.graph('POST', `${sites}/lists`, {
        body: { name: 'x', displayName: 'x', list: { template: 'genericList' } },
      }),
  },
  {
    example: '02-list-create',
    at: ['errors', 1],
    produce: ({ client, sites }) =>
      client.graph('POST', `${sites}/lists`, { body: { displayName: 'x', list: { template: 'generic' } } }),
  },
  {
    example: '03-list-items-page-with-nextlink',
    at: [],
    produce: async (on) => {
      const list = await on.makeList(['field_2', 'field_3', 'field_4'].map((name) => ({ name, number: {} })))
      for (let row = 0; row < 2; row += 1)
        await write(on, list, { Title: 'Null_test', field_2: 10, field_3: 123.32, field_4: 1 })
      return on.client.graph('GET', `${list}/items?$expand=fields&$top=1`, { token: on.person })
    },
  },
  {
    example: '04-list-item-created-with-fields',
    at: ['response'],
    produce: async (on) => write(on, await on.makeList(), { Title: 'Prepare Presentation' }),
  },
  {
    example: '05-list-item-field-writes',
    at: ['reads', 0, 'fields'],
    produce: async (on) => on.answered(await fieldsOf(on, 'OwnerLookupId')),
  },
  {
    example: '05-list-item-field-writes',
    at: ['reads', 1, 'fields'],
    produce: async (on) => on.answered(await fieldsOf(on, 'Owners')),
  },
  {
    example: '05-list-item-field-writes',
    at: ['reads', 2, 'fields'],
    produce: async (on) => on.answered(await fieldsOf(on, 'Author,AuthorLookupId')),
  },
  {
    example: '05-list-item-field-writes',
    at: ['rejected', 0],
    produce: async (on) => {
      const list = await on.makeList([{ name: 'Manager', personOrGroup: {} }])
      return write(on, list, { Manager: { user: { id: 'd661d903-3fd0-496e-a356-cb96ecd10e60' } } })
    },
  },
  {
    example: '06-list-item-delta',
    at: ['initial_page'],
    produce: async (on) => {
      const list = await on.makeList()
      for (let row = 0; row < 2; row += 1) await write(on, list, { Title: 'x' })
      return delta(on, list, '?$top=1')
    },
  },
  {
    example: '06-list-item-delta',
    at: ['last_page'],
    produce: async (on) => {
      const list = await on.makeList()
      const gone = await write(on, list, { Title: 'x' })
      const first = await delta(on, list)
      await write(on, list, { Title: 'y' })
      await on.client.graph('DELETE', `${list}/items/${String(gone.at('id'))}`)
      return on.client.graph('GET', String(first.at('@odata.deltaLink')))
    },
  },
  {
    example: '06-list-item-delta',
    at: ['resync'],
    produce: async (on) => {
      const link = String((await delta(on, await on.makeList())).at('@odata.deltaLink'))
      on.client.tenant.faults.set({ deltaGone: 1 })
      return on.client.graph('GET', link)
    },
  },
  {
    example: '07-error-412-and-409-concurrency',
    at: ['status_412'],
    produce: async (on) => {
      const list = await on.makeList()
      await write(on, list, { Title: 'x' })
      const headers = { 'If-Match': '"00000000-0000-4000-8000-000000000000,9"' }
      return on.client.graph('PATCH', `${list}/items/1/fields`, { body: { Title: 'y' }, headers })
    },
  },
  {
    example: '07-error-412-and-409-concurrency',
    at: ['status_409_observed_without_if_match'],
    produce: async (on) => {
      const list = await on.makeList()
      await write(on, list, { Title: 'x' })
      on.client.tenant.faults.set({ saveConflict: 1 })
      return on.client.graph('PATCH', `${list}/items/1/fields`, { body: { Title: 'y' } })
    },
  },
  {
    example: '10-error-400-nonindexed-filter',
    at: [],
    produce: async (on) =>
      on.client.graph('GET', `${await on.makeList()}/items?$expand=fields&$filter=startswith(fields/Title,'ba')`),
  },
  {
    example: '10-error-400-nonindexed-filter',
    at: ['large_list_with_prefer_header'],
    produce: async (on) => {
      const list = await on.makeList()
      for (let row = 0; row < 3; row += 1) await write(on, list, { Title: 'x' })
      on.client.tenant.faults.set({ viewThreshold: 2 })
      const headers = { Prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' }
      return on.client.graph('GET', `${list}/items?$filter=startswith(fields/Title,'ba')`, { headers })
    },
  },
]
