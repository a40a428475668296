import type { Tokens } from '../entra/tokens'
import type { Faults } from '../faults'
import { parseJson } from '../json'
import type { TenantPerson } from '../people'
import { application, directory, team } from '../registration'
import type { ConversationEntity } from '../store/entities'
import { botId, memberId } from './chats'

/** What the bot answered over HTTP. */
export interface BotAnswer {
  readonly status: number
  readonly body: unknown
}

interface DeliveryParts {
  readonly tokens: Tokens
  readonly faults: Faults
  readonly serviceUrl: () => string
  readonly now: () => Date
}

/** Carries activities to the bot, signed as the Bot Connector signs them (GRAPH-FACTS 5.3, 6.4). */
export class Delivery {
  /** Where the bot listens, one address for each copy of it: they are served by turns, as behind a balancer. */
  endpoints: readonly string[] = []

  constructor(private readonly parts: DeliveryParts) {}

  /** An activity of a person in a conversation, with what Teams adds to every activity. */
  activity(person: TenantPerson, conversation: ConversationEntity, more: object): object {
    const at = this.parts.now().toISOString()
    const channel = conversation.channelId
    return {
      id: crypto.randomUUID(),
      timestamp: at,
      localTimestamp: at,
      localTimezone: 'Europe/Brussels',
      locale: person.preferredLanguage,
      channelId: 'msteams',
      serviceUrl: this.parts.serviceUrl(),
      from: { id: memberId(person.id), name: person.displayName, aadObjectId: person.id },
      recipient: { id: botId, name: application.displayName },
      conversation: {
        conversationType: conversation.kind,
        tenantId: directory.tenantId,
        id: conversation.id,
        ...(channel ? { isGroup: true, name: conversation.name } : {}),
      },
      entities: [
        {
          type: 'clientInfo',
          locale: person.preferredLanguage,
          country: 'BE',
          platform: 'Web',
          timezone: 'Europe/Brussels',
        },
      ],
      channelData: {
        tenant: { id: directory.tenantId },
        ...(channel ? { channel: { id: channel }, team: { id: team.channelId, aadGroupId: team.teamId } } : {}),
      },
      ...more,
    }
  }

  /** Sends an activity; twice when the fault for duplicates strikes, the first answer counting. */
  async deliver(activity: object): Promise<BotAnswer> {
    const { faults, serviceUrl } = this.parts
    const first = await this.forward(activity, serviceUrl())
    if (faults.strikes(faults.current.duplicateActivities)) await this.forward(activity, serviceUrl())
    return first
  }

  /** Signs any activity for its own service URL and returns the bot's answer. 504 when there is no bot to answer. */
  async forward(activity: object, serviceUrl: string): Promise<BotAnswer> {
    const [first, ...others] = this.endpoints
    if (first === undefined) return notReachable('No bot endpoint is set.')
    this.endpoints = [...others, first]
    const answer = await this.#post(first, activity, serviceUrl)
    // A copy that is gone, or that is starting or stopping, has taken nothing in.
    const [next] = answer.isTaken ? [] : others
    return next === undefined ? answer : this.#post(next, activity, serviceUrl)
  }

  async #post(endpoint: string, activity: object, serviceUrl: string): Promise<BotAnswer & { isTaken: boolean }> {
    try {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          Authorization: `Bearer ${await this.parts.tokens.fromConnector(serviceUrl)}`,
        },
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(this.parts.faults.current.botAnswerMs),
      })
      const text = await response.text()
      const body = text === '' ? null : (parseJson(text) ?? text)
      return { status: response.status, body, isTaken: response.status !== 503 }
    } catch (error) {
      const { message, cause } = error instanceof Error ? error : new Error(String(error))
      return { ...notReachable(message), isTaken: Reflect.get(Object(cause), 'code') !== 'ECONNREFUSED' }
    }
  }
}

const notReachable = (message: string): BotAnswer => ({
  status: 504,
  body: { error: { code: 'BotNotReachable', message } },
})
