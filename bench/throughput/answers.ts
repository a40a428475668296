import { z } from 'zod'
import { actionsOf, inputsOf } from '../../src/cli/teams-client'
import { application, directory } from '../../src/local-tenant/registration'
import { conversationOf, FIRST_MESSAGE } from './channel'
import type { Shot, Shots } from './drive'

/** A project and who answers for it. */
export interface Seat {
  readonly project: string
  readonly person: string
}

/** What a form that was opened for a project sends back when it is saved. */
export interface Form extends Seat {
  readonly payload: Readonly<Record<string, unknown>>
  readonly inputs: Readonly<Record<string, string>>
}

const CARD = 'application/vnd.microsoft.card.adaptive'
const CardAnswer = z.object({ statusCode: z.literal(200), type: z.literal(CARD), value: z.unknown() })

/** The activity by which Teams tells that a person pressed a button of the question. */
export const pressed = (person: string, serviceUrl: string, verb: string, data: object): string =>
  JSON.stringify({
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: crypto.randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${person}`, aadObjectId: person },
    recipient: { id: `28:${application.clientId}` },
    conversation: { conversationType: 'personal', tenantId: directory.tenantId, id: conversationOf(person) },
    channelData: { tenant: { id: directory.tenantId } },
    replyToId: FIRST_MESSAGE,
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
  })

/** The card in the body of an answer; undefined when the answer is anything else. */
export const cardIn = (status: number, body: string): unknown => {
  if (status !== 200) return undefined
  return CardAnswer.safeParse(JSON.parse(body)).data?.value
}

/** Opens the form of a project, as a person does before typing. */
export const openForm = async (
  origin: string,
  serviceUrl: string,
  authorization: string,
  question: { readonly cycle: string; readonly seat: Seat },
): Promise<Form> => {
  const { cycle, seat } = question
  const response = await fetch(`${origin}/api/messages`, {
    method: 'POST',
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    body: pressed(seat.person, serviceUrl, 'status.edit', { cycle, project: seat.project, stamp: 'bench' }),
  })
  const card = cardIn(response.status, await response.text())
  const save = actionsOf(card).find(({ verb, project }) => verb === 'status.save' && project === seat.project)
  if (!save) throw new Error(`no form was offered for ${seat.project}`)
  return { ...seat, payload: save.payload, inputs: inputsOf(card) }
}

/** Answers that no one has given before: each says something new about its project, and what was accepted is remembered. */
export class DistinctAnswers {
  readonly #last = new Map<string, string>()
  #made = 0
  #accepted = 0

  constructor(
    private readonly forms: readonly Form[],
    private readonly serviceUrl: string,
    private readonly authorizations: readonly string[],
  ) {}

  get accepted(): number {
    return this.#accepted
  }

  /** By project, the comment of the last accepted answer. */
  get last(): ReadonlyMap<string, string> {
    return this.#last
  }

  /** For so many clients at once: each answers for projects of its own, so that no two answer for one project at a time. */
  for(clients: number): Shots {
    const turns = new Map<number, number>()
    const meant = new Map<Shot, { readonly project: string; readonly comment: string }>()
    return {
      next: async (client) => {
        const turn = turns.get(client % clients) ?? 0
        turns.set(client % clients, turn + 1)
        const mine = Math.floor((this.forms.length - 1 - (client % clients)) / clients) + 1
        const form = this.forms[(client % clients) + (turn % mine) * clients]
        if (!form) throw new Error('there are more clients than projects')
        this.#made += 1
        const comment = `Réponse ${this.#made} : la recette métier prend deux semaines de plus.`
        const inputs = { ...form.inputs, [`${form.project}.comment`]: comment }
        const shot = {
          authorization: this.authorizations[this.#made % this.authorizations.length] ?? '',
          body: pressed(form.person, this.serviceUrl, 'status.save', { ...form.payload, ...inputs }),
        }
        meant.set(shot, { project: form.project, comment })
        return shot
      },
      accept: (shot, status, body) => {
        const answer = meant.get(shot)
        meant.delete(shot)
        if (!answer || cardIn(status, body) === undefined) return false
        this.#accepted += 1
        this.#last.set(answer.project, answer.comment)
        return true
      },
    }
  }
}

/** The same activities for the yardstick, whose answers need only be answers. */
export const echoed = (answers: DistinctAnswers, clients: number): Shots => ({
  ...answers.for(clients),
  accept: (_shot, status, body) => status === 200 && Reflect.get(Object(JSON.parse(body)), 'statusCode') === 200,
})
