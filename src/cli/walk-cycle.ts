import { z } from 'zod'
import { randomOf } from '../demo/random'
import { actionsOf, type CardMessage, inputsOf, type TeamsClient, teamsClient } from './teams-client'

/** One cycle lived through from outside: HTTP for the officer, signed invokes through the connector for the managers. */
export interface WalkedCycle {
  readonly code: string
  readonly managers: number
  readonly messages: number
  /** Counted by the service: an answer that it refused is none. */
  readonly answers: number
}

export interface PublishedFile {
  readonly name: string
  readonly bytes: number
  readonly content: Uint8Array
}

export interface WalkOptions {
  /** What a project's answer is drawn from; its number unless told. Equal seeds answer alike. */
  readonly seedOf?: (project: string) => string
  /** Called once everybody has answered, before the cycle closes: answers reach SharePoint days before that in real life. */
  readonly beforeClosing?: () => Promise<void>
}

export interface WalkedService {
  readonly origin: string
  readonly tenantOrigin: string
}

/** Of ten projects, this many have news; the others are confirmed as unchanged. */
const NEWS_IN_TEN = 3
/** Two minutes in all, and more for thousands: a message leaves in a fraction of this. */
const ASKING_MS = 120_000
const ASKING_MS_EACH = 200
const ASKING_PAUSE_MS = 500
/** Managers who look or answer at the same moment: thousands of connections at once would be reset. */
const AT_ONCE = 6

const Overview = z.object({
  cycle: z.object({ code: z.string() }),
  figures: z.object({ answered: z.number() }),
})

/** Opens the cycle that is due, answers every question as its manager would, closes and publishes. */
export const walkCycle = async (service: WalkedService, options: WalkOptions = {}): Promise<WalkedCycle> => {
  const seedOf = options.seedOf ?? ((project) => project)
  const teams = teamsClient(service.tenantOrigin)
  const personas = await teams.personas()
  const api = officerApi(service.origin, await officerToken(service.tenantOrigin))
  const before = await inGroups(personas, async ({ id }) => (await teams.cards(id)).length)
  const { managers } = z.object({ managers: z.number() }).parse(await api('POST', '/cycles', {}))
  await everybodyAsked(api, managers)
  const questions = await inGroups(personas, async ({ id }, at) => ({
    persona: id,
    messages: (await teams.cards(id)).slice(before[at]),
  }))
  const asked = questions.filter(({ messages }) => messages.length > 0)
  await inGroups(asked, ({ persona, messages }) => answerAll(teams, persona, messages, seedOf))
  await options.beforeClosing?.()
  const { cycle, figures } = Overview.parse(await api('GET', '/cycles/current'))
  await api('POST', `/cycles/${encodeURIComponent(cycle.code)}/publish`, { close: true })
  return {
    code: cycle.code,
    managers: asked.length,
    messages: asked.reduce((sum, { messages }) => sum + messages.length, 0),
    answers: figures.answered,
  }
}

const inGroups = async <T, R>(items: readonly T[], work: (item: T, at: number) => Promise<R>): Promise<R[]> => {
  const done: R[] = []
  for (let start = 0; start < items.length; start += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map((item, at) => work(item, start + at)))))
  }
  return done
}

/** Hundreds of questions leave at the connector's pace, after the opening has been answered. */
const everybodyAsked = async (api: OfficerApi, managers: number): Promise<void> => {
  const Progress = z.object({ figures: z.object({ managersAsked: z.number() }) })
  const deadline = Date.now() + ASKING_MS + managers * ASKING_MS_EACH
  while (Date.now() < deadline) {
    const { figures } = Progress.parse(await api('GET', '/cycles/current'))
    if (figures.managersAsked >= managers) return
    await new Promise((resolve) => setTimeout(resolve, ASKING_PAUSE_MS))
  }
  throw new Error(`the ${managers} managers were not all asked in time`)
}

/** Every project of the person's cards: confirmed as unchanged, or updated through the form. */
const answerAll = async (
  teams: TeamsClient,
  persona: string,
  messages: readonly CardMessage[],
  seedOf: (project: string) => string,
): Promise<void> => {
  for (const message of messages) {
    const projects = [...new Set(actionsOf(message.card).map(({ project }) => project))]
    let card = message.card
    for (const project of projects) {
      const random = randomOf(`${seedOf(project)}:answer`)
      const action = (verb: string) => actionsOf(card).find((one) => one.verb === verb && one.project === project)
      const confirm = action('status.confirm')
      if (confirm && random() * 10 >= NEWS_IN_TEN) {
        card = (await teams.press(persona, message, confirm, {})) ?? card
      } else {
        const edit = action('status.edit')
        if (edit) card = (await teams.press(persona, message, edit, {})) ?? card
        const save = action('status.save')
        if (!save) throw new Error(`the card of ${persona} offers no form for ${project}`)
        const inputs = inputsOf(card)
        card = (await teams.press(persona, message, save, { ...inputs, ...news(project, inputs, random) })) ?? card
      }
    }
  }
}

/** What a manager types when something changed: half of what was green turns amber, the rest keeps its health. */
const news = (
  project: string,
  inputs: Readonly<Record<string, string>>,
  random: () => number,
): Record<string, string> => {
  const before = inputs[`${project}.overall`] || 'green'
  return {
    [`${project}.overall`]: before === 'green' && random() < 0.5 ? 'amber' : before,
    [`${project}.comment`]: 'La recette métier prend deux semaines de plus ; la mise en production est maintenue.',
  }
}

type OfficerApi = (method: 'GET' | 'POST', path: string, body?: object) => Promise<unknown>

const officerApi =
  (origin: string, token: string): OfficerApi =>
  async (method, path, body) => {
    const response = await fetch(`${origin}/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    return response.json()
  }

const Publications = z.object({
  publications: z.array(z.object({ key: z.string(), kind: z.string(), fileName: z.string() })),
})

/** Downloads what a cycle published for people to read: the snapshot behind it is not one of these files. */
export const publishedFiles = async (
  { origin, tenantOrigin }: WalkedService,
  cycle: string,
): Promise<PublishedFile[]> => {
  const token = await officerToken(tenantOrigin)
  const list = await officerApi(origin, token)('GET', `/publications?cycle=${encodeURIComponent(cycle)}`)
  return Promise.all(
    Publications.parse(list)
      .publications.filter(({ kind }) => kind !== 'snapshot')
      .map(async ({ key, fileName }) => {
        const address = `${origin}/api/publications/${encodeURIComponent(key)}/content`
        const response = await fetch(address, { headers: { Authorization: `Bearer ${token}` } })
        if (!response.ok) throw new Error(`${fileName} answered ${response.status}`)
        const content = new Uint8Array(await response.arrayBuffer())
        return { name: fileName, bytes: content.length, content }
      }),
  )
}

const officerToken = async (tenantOrigin: string): Promise<string> => {
  const teams = teamsClient(tenantOrigin)
  const officer = (await teams.personas()).find(({ appRoles }) => appRoles.includes('officer'))
  if (!officer) throw new Error('nobody holds the role officer')
  return teams.token(officer.id)
}
