import { DefaultHeaders, DefaultInit, graphfi } from '@pnp/graph'
import { BearerToken, BrowserFetchWithRetry, DefaultParse } from '@pnp/queryable'
import { run, setting } from './session.mts'
import '@pnp/graph/batching.js'
import '@pnp/graph/calendars/index.js'
import '@pnp/graph/columns/index.js'
import '@pnp/graph/list-item/index.js'
import '@pnp/graph/lists/index.js'
import '@pnp/graph/sites/index.js'
import '@pnp/graph/subscriptions/index.js'
import '@pnp/graph/users/index.js'

/** What the pages of pnp.github.io/pnpjs/graph show: sites, lists, items, paging, batching, users, calendars, subscriptions. */
const { token, siteId, sitePath, person, mail, notificationUrl } = setting
const graph = graphfi().using(
  DefaultHeaders(),
  DefaultInit(),
  BrowserFetchWithRetry(),
  DefaultParse(),
  BearerToken(token),
)
const site = graph.sites.getById(siteId)
const displayName = `PnP ${process.pid}`
const HOUR = 3_600_000
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString()
const dateTime = (hours: number) => ({ dateTime: inHours(hours).slice(0, 19), timeZone: 'UTC' })

let listId = ''
let eventId = ''
/** Columns of a list are not in the types of the client. */
const fields = (values: Record<string, string>): { fields: object } => ({ fields: values })
const items = () => site.lists.getById(listId).items

await run({
  async 'a site by its address'() {
    const [hostname = '', path = ''] = sitePath.split(':')
    const found = await graph.sites.getByUrl(hostname, path)
    return (await found.select('id')()).id
  },
  async 'a list is made'() {
    const columns = [{ name: 'State', indexed: true, text: {} }]
    const made = await site.lists.add({ displayName, list: { template: 'genericList' }, columns })
    listId = String(made.id)
    return made.displayName
  },
  async 'lists and columns are read'() {
    const lists = await site.lists.filter(`displayName eq '${displayName}'`)()
    const columns = await site.lists.getById(listId).columns()
    return [lists.map(({ id }) => id === listId), columns.some(({ name }) => name === 'State')]
  },
  async 'an item is added, changed and read'() {
    const { id } = await items().add(fields({ Title: 'first', State: 'open' }))
    const item = items().getById(String(id))
    await item.update(fields({ Title: 'changed' }))
    const read = await item.expand('fields')()
    const versions: unknown = await item.versions()
    return [Reflect.get(Object(read), 'fields').Title, Array.isArray(versions) ? versions.length : 0]
  },
  async 'items are added in batches of twenty'() {
    const [batched, execute] = graph.batched()
    const list = batched.sites.getById(siteId).lists.getById(listId)
    const added: Promise<{ id?: string }>[] = []
    for (let at = 0; at < 24; at += 1) added.push(list.items.add(fields({ Title: `item ${at}`, State: 'closed' })))
    await execute()
    return (await Promise.all(added)).filter(({ id }) => id !== undefined).length
  },
  async 'pages are walked to the end'() {
    const sizes: number[] = []
    for await (const page of items().expand('fields').top(10)) sizes.push(page.length)
    return sizes
  },
  async 'items are filtered by an indexed field'() {
    return (await items().filter("fields/State eq 'open'").expand('fields')()).length
  },
  async 'an unknown column in a filter is refused'() {
    return items().filter("fields/Nowhere eq 'x'")()
  },
  async 'an item is deleted'() {
    await items().getById('2').delete()
    return items().getById('2')()
  },
  async 'the list is deleted'() {
    await site.lists.getById(listId).delete()
    return (await site.lists.filter(`displayName eq '${displayName}'`)()).length
  },
  async 'users are read'() {
    const page = await graph.users.select('id', 'mail').top(3)()
    const one = await graph.users.getById(person).select('mail')()
    return [page.length, one.mail]
  },
  async 'a user’s superior is read'() {
    return typeof (await graph.users.getById(person).manager.select('id')()).id
  },
  async 'an event is made in a calendar'() {
    const event = await graph.users.getById(person).calendar.events.add({
      subject: 'PnP',
      start: dateTime(24),
      end: dateTime(25),
      attendees: [{ emailAddress: { address: mail }, type: 'required' }],
    })
    eventId = String(event.id)
    return event.subject
  },
  async 'a calendar is viewed'() {
    const view = await graph.users.getById(person).calendarView(inHours(20), inHours(30))()
    return view.some(({ id }) => id === eventId)
  },
  async 'an event is changed, and cancelled by its organizer'() {
    const event = graph.users.getById(person).events.getById(eventId)
    const changed = await event.update({ subject: 'PnP, moved' })
    await event.cancel('off')
    return Reflect.get(Object(changed), 'subject')
  },
  async 'free and busy times are asked for'() {
    const answer: unknown = await graph.users.getById(person).calendar.getSchedule({
      schedules: [mail],
      startTime: dateTime(24),
      endTime: dateTime(26),
      availabilityViewInterval: 60,
    })
    return Array.isArray(answer) ? answer.map(({ availabilityView }) => String(availabilityView).length) : answer
  },
  async 'a subscription is made, renewed and deleted'() {
    if (notificationUrl === null) return 'nothing to reach'
    const resource = `users/${person}/events`
    const { data, subscription } = await graph.subscriptions.add(
      'created,updated',
      notificationUrl,
      resource,
      inHours(2),
    )
    const renewed = await subscription.update({ expirationDateTime: inHours(3) })
    const mine = (await graph.subscriptions()).some(({ id }) => id === data.id)
    await subscription.delete()
    return [Reflect.get(Object(renewed), 'expirationDateTime') !== data.expirationDateTime, mine]
  },
})
