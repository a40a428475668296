import { at, isRecord, textAt } from '../../json'
import { application } from '../../registration'
import type { SubscriptionEntity } from '../../store/office-entities'
import { created, type GraphCall, GraphError, type GraphReply, noContent, ok, param } from '../exchange'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import { readAddress, shakeHands } from './handshake'
import { readResource, resourceOf } from './resources'

const SHORTEST_MS = 45 * 60_000
const LONGEST_STATE = 128
const MOST = 1_000

/** Change notification subscriptions (GRAPH-FACTS 9). */
export const subscriptionRoutes = (parts: GraphParts): readonly GraphRoute[] => {
  const operation = 'subscription.manage'
  const template = '/subscriptions/{subscription}'
  return [
    { method: 'GET', template: '/subscriptions', operation, units: 0, handle: (call) => list(parts, call) },
    {
      method: 'POST',
      template: '/subscriptions',
      operation,
      units: 0,
      entity: 'subscription',
      handle: (call) => create(parts, call),
    },
    { method: 'GET', template, operation, units: 0, handle: (call) => one(parts, find(parts, call)) },
    { method: 'PATCH', template, operation, units: 0, handle: (call) => renew(parts, call) },
    { method: 'DELETE', template, operation, units: 0, handle: (call) => remove(parts, call) },
    {
      method: 'POST',
      template: `${template}/reauthorize`,
      operation,
      units: 0,
      handle: (call) => {
        find(parts, call)
        return { status: 200 }
      },
    },
  ]
}

const refuse = (message: string): GraphError => new GraphError(400, 'InvalidRequest', message)

/** What changed is not told; the real service would for some resources, never for lists and files. */
const withoutData = (resource: string): GraphError =>
  /^\/?(sites|drives)\//.test(resource)
    ? refuse(`The resource '${resource}' does not support notifications with resource data.`)
    : new GraphError(501, 'notImplemented', 'The local tenant does not implement notifications with resource data.')

const lives = (parts: GraphParts, { expiresAt }: SubscriptionEntity): boolean =>
  Date.parse(expiresAt) > parts.state.instant().getTime()

/** The caller's subscription; one that expired, or that another identity made, is not there. */
const find = (parts: GraphParts, call: GraphCall): SubscriptionEntity => {
  const found = parts.state.office.subscriptions.get(param(call, 'subscription').toLowerCase())
  if (!found || !lives(parts, found) || found.owner !== (call.caller.person?.id ?? null)) {
    throw new GraphError(404, 'ResourceNotFound', 'The object was not found.')
  }
  return found
}

const bodyOf = ({ expiresAt, owner, ...subscription }: SubscriptionEntity): object => ({
  ...subscription,
  applicationId: application.clientId,
  expirationDateTime: expiresAt,
  creatorId: owner ?? application.servicePrincipalId,
  latestSupportedTlsVersion: 'v1_2',
  notificationContentType: 'application/json',
  includeResourceData: null,
  encryptionCertificate: null,
  encryptionCertificateId: null,
  notificationQueryOptions: null,
})

const entity = (parts: GraphParts, subscription: SubscriptionEntity): object => ({
  '@odata.context': `${graphUrl(parts)}/$metadata#subscriptions/$entity`,
  ...bodyOf(subscription),
})

const one = (parts: GraphParts, subscription: SubscriptionEntity): GraphReply => ok(entity(parts, subscription))

const list = (parts: GraphParts, call: GraphCall): GraphReply =>
  ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#subscriptions`,
    value: [...parts.state.office.subscriptions.values()]
      .filter((each) => lives(parts, each) && each.owner === (call.caller.person?.id ?? null))
      .map(bodyOf),
  })

/** An expiry: below 45 minutes it is raised, above the resource's longest life it is refused. */
const readExpiry = (parts: GraphParts, body: unknown, mostMinutes: number): string => {
  const wanted = Date.parse(textAt(body, 'expirationDateTime') ?? '')
  const now = parts.state.instant().getTime()
  if (Number.isNaN(wanted)) throw refuse('The expirationDateTime is missing or not an instant.')
  if (wanted <= now) throw refuse('Subscription expiration must be in the future.')
  if (wanted > now + mostMinutes * 60_000) {
    throw refuse(`Subscription expiration can only be ${mostMinutes} minutes in the future.`)
  }
  return new Date(Math.max(wanted, now + SHORTEST_MS)).toISOString()
}

const create = async (parts: GraphParts, call: GraphCall): Promise<GraphReply> => {
  const { body } = call
  const resource = textAt(body, 'resource')
  if (!resource) throw refuse('The resource is missing.')
  const meaning = readResource(parts, call, resource)
  if (at(body, 'includeResourceData') === true) throw withoutData(resource)
  const changeTypes = (textAt(body, 'changeType') ?? '').split(',')
  if (!changeTypes.every((type) => meaning.changeTypes.includes(type))) {
    throw refuse(`The changeType must be among: ${meaning.changeTypes.join(', ')}.`)
  }
  const clientState = textAt(body, 'clientState') ?? null
  if ((clientState ?? '').length > LONGEST_STATE)
    throw refuse(`The clientState must not exceed ${LONGEST_STATE} characters.`)
  const expiresAt = readExpiry(parts, body, meaning.mostMinutes)
  if ([...parts.state.office.subscriptions.values()].length >= MOST) {
    throw new GraphError(403, 'ExtensionError', 'The limit of subscriptions has been reached.')
  }
  const notificationUrl = readAddress(at(body, 'notificationUrl'), 'notificationUrl')
  const sentLifecycle = at(body, 'lifecycleNotificationUrl') ?? null
  const lifecycleNotificationUrl =
    sentLifecycle === null ? null : readAddress(sentLifecycle, 'lifecycleNotificationUrl')
  const { handshakeMs } = parts.faults.current
  await shakeHands(notificationUrl, handshakeMs)
  if (lifecycleNotificationUrl) await shakeHands(lifecycleNotificationUrl, handshakeMs)
  const id = crypto.randomUUID()
  const made = { id, resource, changeType: changeTypes.join(','), clientState, expiresAt }
  const owner = call.caller.person?.id ?? null
  const subscription = { ...made, notificationUrl, lifecycleNotificationUrl, owner }
  return created(entity(parts, parts.state.office.subscriptions.put(id, subscription)))
}

/** Only the expiry and the address can be changed; a lifecycle address never. */
const renew = async (parts: GraphParts, call: GraphCall): Promise<GraphReply> => {
  const subscription = find(parts, call)
  if (!isRecord(call.body)) throw refuse('The request holds no change.')
  const { expirationDateTime, notificationUrl, ...others } = call.body
  const [refused] = Object.keys(others)
  if (refused !== undefined) throw refuse(`The property '${refused}' of a subscription cannot be updated.`)
  const address =
    notificationUrl === undefined ? subscription.notificationUrl : readAddress(notificationUrl, 'notificationUrl')
  const mostMinutes = resourceOf(parts, subscription.resource)?.mostMinutes ?? 0
  const expiresAt =
    expirationDateTime === undefined ? subscription.expiresAt : readExpiry(parts, call.body, mostMinutes)
  if (address !== subscription.notificationUrl) await shakeHands(address, parts.faults.current.handshakeMs)
  return one(
    parts,
    parts.state.office.subscriptions.put(subscription.id, { ...subscription, notificationUrl: address, expiresAt }),
  )
}

const remove = (parts: GraphParts, call: GraphCall): GraphReply => {
  parts.state.office.subscriptions.delete(find(parts, call).id)
  return noContent()
}
