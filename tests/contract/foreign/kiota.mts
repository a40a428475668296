import { createGraphServiceClient, GraphRequestAdapter } from '@microsoft/msgraph-sdk'
import { run, setting } from './session.mts'
import '@microsoft/msgraph-sdk-sites'
import '@microsoft/msgraph-sdk-users'

/** What the README of Microsoft's generated client shows (a client over an authentication provider), for sites, users and subscriptions. */
const { token, siteId, sitePath, person, mail, notificationUrl } = setting
const adapter = new GraphRequestAdapter({
  async authenticateRequest({ headers }) {
    headers.tryAdd('Authorization', `Bearer ${token}`)
  },
})
const client = createGraphServiceClient(adapter)
const site = client.sites.bySiteId(siteId)
const displayName = `Kiota ${process.pid}`
const HOUR = 3_600_000
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR)

let listId = ''
const list = () => site.lists.byListId(listId)
/** A value of an open type: the client keeps what it has no name for. */
const extra = (of: object | null | undefined, name: string): unknown =>
  Reflect.get(Object(Reflect.get(Object(of), 'additionalData')), name)

/** The client has no builder for `/subscriptions`; its own raw address is what it offers for that. */
const SUBSCRIPTIONS = 'https://graph.microsoft.com/v1.0/subscriptions'
const subscriptions = () => list().subscriptions

await run({
  async 'a site by its address'() {
    return (await client.sites.bySiteId(sitePath).get())?.id
  },
  async 'a site by its id'() {
    return (await site.get({ queryParameters: { select: ['id', 'displayName'] } }))?.displayName
  },
  async 'a list is made'() {
    const columns = [{ name: 'State', indexed: true, text: {} }]
    const made = await site.lists.post({ displayName, columns, list: { template: 'genericList' } })
    listId = String(made?.id)
    return made?.displayName
  },
  async 'its columns are read'() {
    const columns = await list().columns.get()
    return columns?.value?.some(({ name }) => name === 'State')
  },
  async 'items are added and changed'() {
    for (let at = 0; at < 5; at += 1) {
      await list().items.post({
        fields: { additionalData: { Title: `item ${at}`, State: at === 0 ? 'open' : 'closed' } },
      })
    }
    const fields = await list()
      .items.byListItemId('1')
      .fields.patch({ additionalData: { Title: 'changed' } })
    return extra(fields, 'Title')
  },
  async 'an item is read with its fields'() {
    const item = await list()
      .items.byListItemId('1')
      .get({ queryParameters: { expand: ['fields($select=Title)'] } })
    return extra(item?.fields, 'Title')
  },
  async 'pages are walked to the end'() {
    const sizes: number[] = []
    let page = await list().items.get({ queryParameters: { top: 2, expand: ['fields'] } })
    while (page) {
      sizes.push(page.value?.length ?? 0)
      page = page.odataNextLink ? await list().items.withUrl(page.odataNextLink).get() : undefined
    }
    return sizes
  },
  async 'items are filtered by an indexed field'() {
    const found = await list().items.get({ queryParameters: { filter: "fields/State eq 'open'", expand: ['fields'] } })
    return found?.value?.length
  },
  async 'a filter on a column without index is refused as an OData error'() {
    return list().items.get({ queryParameters: { filter: "fields/Title eq 'x'" } })
  },
  async 'changes are followed by delta'() {
    const first = await list().items.delta.get()
    await list().items.byListItemId('2').delete()
    const next = await list().items.delta.withUrl(String(first?.odataDeltaLink)).get()
    return [first?.value?.length, next?.value?.map(({ id }) => id)]
  },
  async 'versions are read'() {
    return (await list().items.byListItemId('1').versions.get())?.value?.length
  },
  async 'a subscription is made, renewed and deleted'() {
    if (notificationUrl === null) return 'nothing to reach'
    const made = await subscriptions()
      .withUrl(SUBSCRIPTIONS)
      .post({
        changeType: 'updated',
        notificationUrl,
        resource: `sites/${siteId}/lists/${listId}`,
        expirationDateTime: inHours(2),
        clientState: 'kiota',
      })
    const one = subscriptions().bySubscriptionId(String(made?.id)).withUrl(`${SUBSCRIPTIONS}/${made?.id}`)
    const renewed = await one.patch({ expirationDateTime: inHours(3) })
    const mine = await subscriptions().withUrl(SUBSCRIPTIONS).get()
    await one.delete()
    return [
      renewed?.expirationDateTime instanceof Date,
      mine?.value?.map(({ id }) => id === made?.id),
      made?.clientState,
    ]
  },
  async 'a subscription to anything but updates of a list is refused'() {
    if (notificationUrl === null) return 'nothing to reach'
    return subscriptions()
      .withUrl(SUBSCRIPTIONS)
      .post({
        changeType: 'created',
        notificationUrl,
        resource: `sites/${siteId}/lists/${listId}`,
        expirationDateTime: inHours(2),
      })
  },
  async 'users are read'() {
    const page = await client.users.get({ queryParameters: { select: ['id', 'mail'], top: 3 } })
    const one = await client.users.byUserId(mail).get()
    return [page?.value?.length, one?.id === person, one?.mail]
  },
  async 'a user’s calendar is viewed'() {
    const window = { startDateTime: inHours(0).toISOString(), endDateTime: inHours(48).toISOString() }
    return Array.isArray((await client.users.byUserId(person).calendarView.get({ queryParameters: window }))?.value)
  },
  async 'free and busy times are asked for'() {
    const dateTime = (hours: number) => ({ dateTime: inHours(hours).toISOString().slice(0, 19), timeZone: 'UTC' })
    const answer = await client.users.byUserId(person).calendar.getSchedule.post({
      schedules: [mail],
      startTime: dateTime(24),
      endTime: dateTime(26),
      availabilityViewInterval: 60,
    })
    return answer?.value?.map(({ availabilityView }) => availabilityView?.length)
  },
  async 'somebody who does not exist is not found'() {
    return client.users.byUserId('nobody@opnum.example').get()
  },
  async 'the list is deleted'() {
    await list().delete()
    const left = await site.lists.get({ queryParameters: { filter: `displayName eq '${displayName}'` } })
    return left?.value?.length
  },
})
