import { directory } from '../../registration'
import type { ResourceChange } from '../../store/changes'
import type { SubscriptionEntity } from '../../store/office-entities'
import { etagOfEvent } from '../outlook/event-body'
import type { GraphParts } from '../parts'
import { EndpointPace, type PaceRules } from './endpoint-pace'
import { resourceOf } from './resources'

const GATHER_MS = 25
const GIVE_UP_MS = 4 * 3_600_000

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed'

/**
 * Sends change notifications, several of one address in one body; again when the answer is slow or not 2xx, for four hours. An
 * endpoint that is often slow is told late, and one that is slower still is not told at all.
 */
export class Notifier {
  readonly #waiting = new Map<string, object>()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #pace = new EndpointPace()
  #stopped = false

  constructor(private readonly parts: GraphParts) {
    parts.state.feed.listen((change) => this.#heard(change))
  }

  /** Tells a subscription's lifecycle address of its fate; `subscriptionRemoved` also removes it. */
  lifecycle(subscription: SubscriptionEntity, lifecycleEvent: LifecycleEvent): void {
    if (lifecycleEvent === 'subscriptionRemoved') this.parts.state.office.subscriptions.delete(subscription.id)
    if (!subscription.lifecycleNotificationUrl) return
    const row = { ...this.#common(subscription), lifecycleEvent }
    this.#later(0, () => this.#deliver(subscription.lifecycleNotificationUrl ?? '', [row]))
  }

  /** Sends nothing more. */
  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #heard(change: ResourceChange): void {
    for (const subscription of this.parts.state.office.subscriptions.values()) {
      if (Date.parse(subscription.expiresAt) <= this.parts.state.instant().getTime()) continue
      const changeType = change.kind === 'event' ? change.changeType : 'updated'
      if (!subscription.changeType.split(',').includes(changeType)) continue
      if (!resourceOf(this.parts, subscription.resource)?.concerns(change)) continue
      if (this.#waiting.size === 0) this.#later(GATHER_MS, () => this.#flush())
      const subject = change.kind === 'event' ? `${change.eventId} ${changeType}` : ''
      this.#waiting.set(`${subscription.id} ${subject}`, this.#row(subscription, change, changeType))
    }
  }

  #common({ id, expiresAt, clientState }: SubscriptionEntity): object {
    return {
      subscriptionId: id,
      subscriptionExpirationDateTime: expiresAt,
      tenantId: directory.tenantId,
      ...(clientState === null ? {} : { clientState }),
    }
  }

  /** A notification about a list or a drive names nothing in it: what changed must be read by delta. */
  #row(subscription: SubscriptionEntity, change: ResourceChange, changeType: string): object {
    const event =
      change.kind === 'event'
        ? {
            '@odata.type': '#Microsoft.Graph.Event',
            '@odata.id': `Users/${change.mailbox}/Events/${change.eventId}`,
            ...this.#etagOf(change.eventId),
            id: change.eventId,
          }
        : { '@odata.type': change.kind === 'list' ? '#Microsoft.Graph.List' : '#Microsoft.Graph.DriveItem' }
    const { resource } = subscription
    return { id: crypto.randomUUID(), ...this.#common(subscription), changeType, resource, resourceData: event }
  }

  /** What is gone has no version. */
  #etagOf(eventId: string): object {
    const event = this.parts.state.office.events.get(eventId)
    return event ? { '@odata.etag': etagOfEvent(event) } : {}
  }

  #flush(): void {
    const byAddress = new Map<string, object[]>()
    for (const [key, row] of this.#waiting) {
      const subscription = this.parts.state.office.subscriptions.get(key.split(' ')[0] ?? '')
      if (!subscription) continue
      byAddress.set(subscription.notificationUrl, [...(byAddress.get(subscription.notificationUrl) ?? []), row])
    }
    this.#waiting.clear()
    for (const [address, rows] of byAddress) this.#deliver(address, rows)
  }

  #deliver(address: string, rows: readonly object[]): void {
    const treatment = this.#pace.treatment(address, this.#rules())
    if (treatment === 'prompt') void this.#send(address, rows, 0)
    if (treatment === 'throttled') {
      const { throttledNotificationMs } = this.parts.faults.current
      this.#later(throttledNotificationMs, () => this.#send(address, rows, 0))
    }
  }

  #rules(): PaceRules {
    const { slowNotificationMs, slowNotificationSample, slowNotificationWindowMs } = this.parts.faults.current
    return { slowMs: slowNotificationMs, sample: slowNotificationSample, windowMs: slowNotificationWindowMs }
  }

  async #send(address: string, rows: readonly object[], waitedMs: number, pauseMs?: number): Promise<void> {
    const { notificationMs, notificationRetryMs, throttledNotificationMs } = this.parts.faults.current
    const sentAt = performance.now()
    const accepted = await this.#accepted(address, rows, notificationMs)
    this.#pace.answered(address, performance.now() - sentAt, this.#rules())
    if (accepted) return
    const treatment = this.#pace.treatment(address, this.#rules())
    if (treatment === 'dropped') return
    const pause = treatment === 'throttled' ? throttledNotificationMs : (pauseMs ?? notificationRetryMs)
    if (waitedMs + pause <= GIVE_UP_MS) this.#later(pause, () => this.#send(address, rows, waitedMs + pause, pause * 2))
  }

  async #accepted(address: string, rows: readonly object[], patienceMs: number): Promise<boolean> {
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ value: rows }),
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceMs),
      })
      return response.ok
    } catch {
      // Nobody answered, or not in time: the same as a refusal, to be tried again.
      return false
    }
  }

  #later(delayMs: number, act: () => unknown): void {
    if (this.#stopped) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      void act()
    }, delayMs).unref()
    this.#timers.add(timer)
  }
}
