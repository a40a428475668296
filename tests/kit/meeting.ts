import type { SessionView } from '../../src/committees/session/session-view'
import { Bodies } from '../../src/lists/bodies'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Meetings } from '../../src/lists/committees/meetings'
import { type MemberRole, Memberships, type MemberVoice } from '../../src/lists/committees/memberships'
import { blankValues, type Values } from '../../src/lists/kit/list'
import type { OutboxWrite } from '../../src/ports/outbox'
import { idOf } from './personas'
import type { Stack } from './stack'

export interface MeetingOptions {
  readonly code: string
  readonly body?: Partial<Values<typeof Bodies>>
  readonly meeting?: Partial<Values<typeof Meetings>>
  /** Name, role and voice; a voice is `vote` unless told. */
  readonly members: readonly (readonly [string, MemberRole, MemberVoice?])[]
  readonly items: readonly Partial<Values<typeof AgendaItems>>[]
}

/** A body with one convened meeting today, its members and an accepted agenda. */
export const meetingRows = ({ code, body, meeting, members, items }: MeetingOptions): readonly OutboxWrite[] => {
  const key = `${code}:1`
  const seats = members.map(
    ([person, role, voice = 'vote']): Values<typeof Memberships> => ({
      ...blankValues(Memberships),
      membershipKey: `${code}:${idOf(person)}:2026-01-01`,
      body: code,
      person: idOf(person),
      name: person,
      role,
      voice,
      from: '2026-01-01',
    }),
  )
  const agenda = items.map(
    (item, index): Values<typeof AgendaItems> => ({
      ...blankValues(AgendaItems),
      itemKey: `${key}:${index + 1}`,
      meeting: key,
      rank: index + 1,
      title: `Point ${index + 1}`,
      kind: 'decision',
      state: 'accepted',
      source: 'person',
      minutes: 15,
      ...item,
    }),
  )
  const blank = { ...blankValues(Bodies), code, title: `Comité ${code}`, kind: 'steering' as const }
  const values: Values<typeof Meetings> = {
    ...blankValues(Meetings),
    meetingKey: key,
    body: code,
    number: 1,
    title: 'Réunion de novembre',
    form: 'meeting',
    state: 'convened',
    startsAt: '2026-11-18T09:00:00Z',
    endsAt: '2026-11-18T10:30:00Z',
    ...meeting,
  }
  return [
    { list: Bodies, key: code, values: { ...blank, ...body } },
    { list: Meetings, key, values },
    ...seats.map((row) => ({ list: Memberships, key: row.membershipKey, values: row })),
    ...agenda.map((row) => ({ list: AgendaItems, key: row.itemKey, values: row })),
  ]
}

/** What people do in one meeting, through the API of their page. */
export const meetingOf = (as: Stack['as'], key: string) => {
  const path = (rest: string): string => `/api/meetings/${encodeURIComponent(key)}/${rest}`
  const post = async (name: string, rest: string, body: object): Promise<MeetingAnswer> => {
    const { status, body: answer } = await as(name).post(path(rest), body)
    return { status, body: answer, code: String(Object(Object(answer).error).code ?? '') }
  }
  return {
    post,
    view: async (name: string): Promise<SessionView> => (await as(name).get<SessionView>(path('session'))).body,
    open: (name: string) => post(name, 'session', { state: 'open' }),
    present: (name: string, person: string) =>
      post(name, 'attendance', { person: idOf(person), state: 'present', proxyTo: null }),
    absent: (name: string, person: string) =>
      post(name, 'attendance', { person: idOf(person), state: 'absent', proxyTo: null }),
    proxy: (name: string, from: string, to: string) =>
      post(name, 'attendance', { person: idOf(from), state: 'represented', proxyTo: idOf(to) }),
    putToVote: async (name: string, item: string, secret = false): Promise<string> => {
      const { status, body } = await post(name, 'votes', { item, question: null, secret })
      if (status !== 201) throw new Error(`no vote was opened: ${status} ${JSON.stringify(body)}`)
      return String(Object(body).number)
    },
    vote: (name: string, decision: string, vote: string, voter: string | null = null) =>
      post(name, `votes/${decision}/ballot`, { voter: voter && idOf(voter), vote }),
    close: (name: string, decision: string, casting: 'for' | 'against' | 'none' | null = null) =>
      post(name, `votes/${decision}/close`, { casting }),
    withdraw: (name: string, decision: string, because: string | null = null) =>
      post(name, `votes/${decision}/withdraw`, { because }),
    notes: async (name: string, item: string, base: string, text: string) =>
      (await as(name).patch<{ text: string; both: number }>(path(`items/${item}/notes`), { base, text })).body,
  }
}

export interface MeetingAnswer {
  readonly status: number
  readonly body: unknown
  /** Of a refusal; blank otherwise. */
  readonly code: string
}

/** A meeting held in November, `CM:1`, with one item and its notes, of a body whose secretary advises. */
export const heldMeeting = (chair: string, secretary: string, member: string): readonly OutboxWrite[] =>
  meetingRows({
    code: 'CM',
    meeting: { state: 'held', closedAt: '2026-11-18T10:30:00Z' },
    members: [
      [chair, 'chair'],
      [secretary, 'secretary', 'advice'],
      [member, 'member'],
    ],
    items: [{ state: 'done', notes: 'Le budget est présenté.' }],
  })
