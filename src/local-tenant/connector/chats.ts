import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { TenantPerson } from '../people'
import { application, directory, team } from '../registration'
import type { ActivityEntity, ConversationEntity } from '../store/entities'
import type { TenantState } from '../store/state'

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** A person's Teams id, unique per bot (GRAPH-FACTS 5.3). */
export const memberId = (person: string): string => `29:${digest(`${application.clientId}:${person}`)}`

/** The bot's Teams id. */
export const botId = `28:${application.clientId}`

/** The person's one-to-one conversation with the bot; always the same. */
export const personalConversationId = (person: string): string => `a:1${digest(`personal:${person}`)}`

/** What Teams itself keeps: installations, conversations and their messages. */
export class Chats {
  /** Emits the conversation's id when something in it changed. */
  readonly changes = new EventEmitter().setMaxListeners(0)
  #position = 0

  constructor(private readonly state: TenantState) {
    for (const activity of state.activities.values()) this.#position = Math.max(this.#position, activity.position)
  }

  /** The team's channel, and the app installed in it and for these people. */
  create(installedFor: readonly TenantPerson[]): void {
    this.#open({ id: team.channelId, kind: 'channel', name: team.channelName, person: null, channelId: team.channelId })
    for (const person of installedFor) this.install(person)
  }

  isInstalled(person: string): boolean {
    return [...this.state.installs.values()].some((install) => install.person === person && install.installed)
  }

  /** Installs the app for a person; `announce` says whether the bot must be told of the new member. */
  install(person: TenantPerson): { installationId: string; announce: boolean; conversation: ConversationEntity } {
    const id = Buffer.from(`${person.id}##${application.catalogId}`).toString('base64url')
    const before = this.state.installs.get(id)
    this.state.installs.put(id, { id, person: person.id, installed: true, announced: true, madeAt: Date.now() })
    const conversation = this.#open({
      id: personalConversationId(person.id),
      kind: 'personal',
      name: application.displayName,
      person: person.id,
      channelId: null,
    })
    return { installationId: id, announce: before?.announced !== true, conversation }
  }

  /** Removes the app for a person; later sends are refused. */
  uninstall(person: string): void {
    for (const install of this.state.installs.values()) {
      if (install.person === person) this.state.installs.put(install.id, { ...install, installed: false })
    }
  }

  conversation(id: string): ConversationEntity | undefined {
    return this.state.conversations.get(id)
  }

  /** A thread of the channel has its own id, `channel;messageid=…`; it shows in the channel. */
  channelOf(id: string): ConversationEntity | undefined {
    return this.state.conversations.get(id.replace(/;messageid=.*$/, ''))
  }

  conversationsOf(person: string): readonly ConversationEntity[] {
    return [...this.state.conversations.values()].filter((one) => one.kind === 'channel' || one.person === person)
  }

  activities(conversationId: string): readonly ActivityEntity[] {
    return [...this.state.activities.values()]
      .filter((activity) => activity.conversationId === conversationId)
      .sort((a, b) => a.position - b.position)
  }

  activity(id: string): ActivityEntity | undefined {
    return this.state.activities.get(id)
  }

  post(
    conversation: ConversationEntity,
    activity: Omit<ActivityEntity, 'id' | 'conversationId' | 'position' | 'timestamp'>,
  ): ActivityEntity {
    this.#position += 1
    const at = this.state.instant()
    const id = String(at.getTime() * 1_000 + (this.#position % 1_000))
    const timestamp = at.toISOString()
    const posted = this.state.activities.put(id, {
      ...activity,
      id,
      conversationId: conversation.id,
      position: this.#position,
      timestamp,
    })
    this.state.conversations.put(conversation.id, { ...conversation, lastActivityAt: timestamp })
    this.changes.emit('changed', conversation.id)
    return posted
  }

  replace(activity: ActivityEntity, change: Partial<ActivityEntity>): ActivityEntity {
    const updatedAt = this.state.instant().toISOString()
    const updated = this.state.activities.put(activity.id, { ...activity, ...change, updatedAt })
    this.changes.emit('changed', activity.conversationId)
    return updated
  }

  remove(activity: ActivityEntity): void {
    this.state.activities.delete(activity.id)
    this.changes.emit('changed', activity.conversationId)
  }

  #open(made: Omit<ConversationEntity, 'createdAt' | 'lastActivityAt'>): ConversationEntity {
    const at = this.state.instant().toISOString()
    return (
      this.state.conversations.get(made.id) ??
      this.state.conversations.put(made.id, { ...made, createdAt: at, lastActivityAt: at })
    )
  }
}

/** A person as the Bot Connector lists members. */
export const memberBody = (person: TenantPerson): object => {
  const [givenName = '', ...surname] = person.displayName.split(' ')
  return {
    id: memberId(person.id),
    name: person.displayName,
    aadObjectId: person.id,
    objectId: person.id,
    givenName,
    surname: surname.join(' '),
    email: person.userPrincipalName,
    userPrincipalName: person.userPrincipalName,
    tenantId: directory.tenantId,
    userRole: 'user',
  }
}
