import { Collection } from './collection'
import type { Journal } from './journal'
import type {
  ChatAppEntity,
  EventEntity,
  FeedEntity,
  PageEntity,
  PlannerEntity,
  SiteGrantEntity,
  SubscriptionEntity,
  TabEntity,
} from './office-entities'

/** The part of the tenant's memory that is not lists, files and conversations. */
export class OfficeState {
  readonly events: Collection<EventEntity>
  readonly subscriptions: Collection<SubscriptionEntity>
  readonly planner: Collection<PlannerEntity>
  readonly pages: Collection<PageEntity>
  readonly chatApps: Collection<ChatAppEntity>
  readonly tabs: Collection<TabEntity>
  readonly feed: Collection<FeedEntity>
  readonly siteGrants: Collection<SiteGrantEntity>

  constructor(journal: Journal) {
    this.events = new Collection('event', journal)
    this.subscriptions = new Collection('subscription', journal)
    this.planner = new Collection('planner', journal)
    this.pages = new Collection('page', journal)
    this.chatApps = new Collection('chatApp', journal)
    this.tabs = new Collection('tab', journal)
    this.feed = new Collection('feed', journal)
    this.siteGrants = new Collection('siteGrant', journal)
  }

  get collections(): readonly { readonly kind: string; restore(id: string, body: unknown): void }[] {
    const { events, subscriptions, planner, pages, chatApps, tabs, feed, siteGrants } = this
    return [events, subscriptions, planner, pages, chatApps, tabs, feed, siteGrants]
  }
}
