import type { Actor } from '../src/access/actor'
import { type Action, dependsOnRow, may } from '../src/access/policy'

/** Every verb that a card may send, and what it needs. A verb that is not here is refused before anything is read from it. */
export const verbs = {
  'status.confirm': 'report.answer',
  'status.save': 'report.answer',
  'status.edit': 'report.answer',
  'status.details': 'report.answer',
  'status.view': 'report.answer',
  'vote.cast': 'vote.cast',
  'agenda.propose': 'agenda.propose',
  'agenda.approve': 'agenda.approve',
  'minutes.approve': 'minutes.approve',
  'action.done': 'action.edit',
  'action.later': 'action.edit',
  'action.postpone': 'action.edit',
  'action.reassign': 'action.edit',
  'action.pass': 'action.edit',
  'action.view': 'action.edit',
} as const satisfies Record<string, Action>

/** Commands that the app offers on a message, and what they need. */
export const commands = { proposeItem: 'agenda.propose' } as const satisfies Record<string, Action>
type Command = keyof typeof commands

export const isCommand = (text: string): text is Command => Object.hasOwn(commands, text)

/** May this person use the command at all? Relations to a row are for the use case to judge. */
export const mayCommand = (actor: Actor, command: Command): boolean =>
  may(actor, commands[command]) || dependsOnRow(commands[command])

export type Verb = keyof typeof verbs
/** A card's answer, whichever way it travels: `Action.Execute` as an invoke, its `Action.Submit` fallback as a message. */
export interface VerbCall<V extends Verb = Verb> {
  readonly verb: V
  readonly person: string
  /** Id of the activity: the connector repeats a delivery under the same one. */
  readonly activity: string
  /** When the channel took it in; null when unknown. */
  readonly sentAt: Date | null
  /** Id of the message whose card was pressed; null when unknown. */
  readonly message: string | null
  /** The action's own payload and the inputs, as they came: read by the slice with its own schema. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** Those of question cards. */
export type StatusVerb = Extract<Verb, `status.${string}`>
type AgendaVerb = Extract<Verb, `agenda.${string}`>

/** Verbs of cards about agendas, which roles grant as well. */
export const isAgendaVerb = (verb: Verb): verb is AgendaVerb => verb.startsWith('agenda.')

export const isVerb = (text: string): text is Verb => Object.hasOwn(verbs, text)

/** May this person use the verb at all? Relations to a row are for the use case to judge. */
export const mayUse = (actor: Actor, verb: Verb): boolean => may(actor, verbs[verb]) || dependsOnRow(verbs[verb])
