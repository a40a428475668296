import type { Chats } from '../../connector/chats'
import { at, textAt } from '../../json'
import type { TenantPerson } from '../../people'
import { type GraphCall, GraphError, type GraphReply, noContent, throttled } from '../exchange'
import { type GraphParts, graphUrl } from '../parts'
import type { GraphRoute } from '../router'
import type { ActivityType, AppManifest } from './app-manifest'
import { findPerson } from './people'

interface FeedParts extends GraphParts {
  readonly chats: Chats
  readonly appManifest: AppManifest
}

const MOST_RECIPIENTS = 100
const RATE = { each: 5, bulk: 2 }

const refuse = (status: number, code: string, message: string): GraphError => new GraphError(status, code, message)

/** Notifications in people's activity feed (GRAPH-FACTS 5.7); read them at `/_tenant/feed`. */
export const activityFeedRoutes = (parts: FeedParts): readonly GraphRoute[] => {
  const each = limiter(RATE.each)
  const bulk = limiter(RATE.bulk)
  return [
    {
      method: 'POST',
      template: '/users/{user}/teamwork/sendActivityNotification',
      operation: 'feed.send',
      units: 0,
      handle: (call) => {
        each()
        notify(parts, call.body, [findPerson(parts, call)])
        return noContent()
      },
    },
    {
      method: 'POST',
      template: '/teamwork/sendActivityNotificationToRecipients',
      operation: 'feed.send',
      units: 0,
      handle: (call) => {
        bulk()
        return toRecipients(parts, call)
      },
    },
  ]
}

/** Throws 429 beyond so many calls in one second. */
const limiter = (perSecond: number): (() => void) => {
  let recent: number[] = []
  return () => {
    const now = Date.now()
    recent = recent.filter((time) => now - time < 1_000)
    if (recent.length >= perSecond) throw throttled(1)
    recent.push(now)
  }
}

const toRecipients = (parts: FeedParts, call: GraphCall): GraphReply => {
  const recipients = at(call.body, 'recipients')
  if (!Array.isArray(recipients) || recipients.length === 0 || recipients.length > MOST_RECIPIENTS) {
    throw refuse(400, 'BadRequest', `There must be 1 to ${MOST_RECIPIENTS} recipients.`)
  }
  const people = recipients.map((recipient: unknown) => {
    const person = parts.state.people.get(textAt(recipient, 'userId') ?? '')
    if (!person) throw refuse(404, 'NotFound', 'A recipient was not found.')
    return person
  })
  // Recipients without the app are passed over: the call answers before anybody is notified.
  notify(
    parts,
    call.body,
    people.filter(({ id }) => parts.chats.isInstalled(id)),
  )
  return { status: 202 }
}

/** The declared type, or the reserved one with free text. */
const typeOf = (parts: FeedParts, activityType: string | undefined): ActivityType => {
  if (activityType === 'systemDefault') return { type: activityType, templateText: '{systemDefaultText}' }
  const found = parts.appManifest.activityTypes.find(({ type }) => type === activityType)
  if (!found)
    throw refuse(
      400,
      'BadRequest',
      `The activity type '${activityType ?? ''}' is not declared in the manifest of the app.`,
    )
  return found
}

const parametersOf = (body: unknown): ReadonlyMap<string, string> => {
  const sent = at(body, 'templateParameters')
  const rows: readonly unknown[] = Array.isArray(sent) ? sent : []
  return new Map(rows.map((row) => [textAt(row, 'name') ?? '', textAt(row, 'value') ?? '']))
}

const filled = (template: string, parameters: ReadonlyMap<string, string>): string =>
  template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    if (name === 'actor') return ''
    const value = parameters.get(name)
    if (value === undefined) throw refuse(400, 'BadRequest', `The template parameter '${name}' is missing.`)
    return value
  })

/** A Graph address for `entityUrl`; for `text` a deep link into Teams is required. */
const topicUrl = (parts: FeedParts, topic: unknown): string => {
  const source = textAt(topic, 'source')
  const value = textAt(topic, 'value') ?? ''
  const webUrl = textAt(topic, 'webUrl')
  if (source === 'entityUrl') {
    if (![graphUrl(parts), 'https://graph.microsoft.com/v1.0'].some((base) => value.startsWith(`${base}/`))) {
      throw refuse(400, 'BadRequest', "The value of a topic of source 'entityUrl' must be a Microsoft Graph address.")
    }
    return webUrl ?? value
  }
  if (source !== 'text' || value === '')
    throw refuse(400, 'BadRequest', "The topic needs a source of 'entityUrl' or 'text', and a value.")
  if (!webUrl?.startsWith('https://teams.microsoft.com/l/')) {
    throw refuse(400, 'BadRequest', "A topic of source 'text' needs a webUrl that is a deep link into Microsoft Teams.")
  }
  return webUrl
}

/** A notification with a known `chainId` takes the place of the earlier one. */
const notify = (parts: FeedParts, body: unknown, people: readonly TenantPerson[]): void => {
  const type = typeOf(parts, textAt(body, 'activityType'))
  const text = filled(type.templateText, parametersOf(body)).trim()
  const webUrl = topicUrl(parts, at(body, 'topic'))
  const chain = at(body, 'chainId')
  const chainId = typeof chain === 'number' ? chain : null
  for (const person of people) {
    if (!parts.chats.isInstalled(person.id)) {
      throw refuse(
        403,
        'Forbidden',
        'The application with the Entra app id of the request is not installed for the recipient.',
      )
    }
    const id = chainId === null ? crypto.randomUUID() : `${person.id}/${chainId}`
    const sentAt = parts.state.instant().toISOString()
    parts.state.office.feed.put(id, { id, person: person.id, sentAt, activityType: type.type, text, webUrl, chainId })
  }
}
