import { cardData, textsOf } from '../kit/answers'
import type { ChatClient } from '../kit/chat'
import type { Sent } from './invariants'
import { beforeOf, type ChaosProject } from './portfolio'

const HEALTHS = ['green', 'amber', 'red'] as const
const TRIES = 6
const PAUSE_MS = 120

/** Did the service say that the answer is recorded? Anything else, an error above all, promises nothing. */
const isRecorded = (body: unknown, project: ChaosProject): boolean => {
  const texts = textsOf(body)
  const at = texts.findIndex((text) => text.startsWith(`${project.number} · `))
  return at >= 0 && /^(Enregistré|Recorded)/.test(texts[at + 1] ?? '')
}

/**
 * A manager answers one project: as a person does, pressing again when nothing comes back. Every press is noted before it
 * leaves, and whether the service acknowledged it.
 */
export const answerOnce = async (
  chat: ChatClient,
  cycle: string,
  project: ChaosProject,
  sent: Sent[],
  random: () => number,
): Promise<boolean> => {
  const number = sent.filter((one) => one.project === project.number).length + 1
  const first = number === 1
  const confirms = first && random() < 0.3
  const overall = HEALTHS[Math.floor(random() * 3)] ?? 'green'
  const content = confirms ? beforeOf(project.number) : { overall, comment: `${project.number} réponse ${number}` }
  const entry: Sent = { project: project.number, manager: project.manager, ...content, acknowledged: false }
  sent.push(entry)
  const data = cardData(cycle, project.number, confirms ? {} : content)
  const verb = confirms ? 'status.confirm' : 'status.save'
  for (let tries = 0; tries < TRIES; tries += 1) {
    // The tenant itself never fails a person's press: what fails is what lies behind it.
    const answer = await chat.invoke(project.manager, verb, data)
    if (answer.status === 200 && isRecorded(answer.body, project)) {
      entry.acknowledged = true
      return true
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (1 + random())))
  }
  return false
}
