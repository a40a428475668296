import { Bodies } from '../../src/lists/bodies'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Meetings } from '../../src/lists/committees/meetings'
import { type MemberRole, Memberships } from '../../src/lists/committees/memberships'
import { blankValues, type Values } from '../../src/lists/kit/list'
import type { OutboxWrite } from '../../src/ports/outbox'
import { idOf } from './personas'

/** Rows of a body that meets; a test gives only what matters to it. */
export const body = (
  values: Partial<Values<typeof Bodies>> & { readonly code: string },
): OutboxWrite<typeof Bodies> => ({
  list: Bodies,
  key: values.code,
  values: { ...blankValues(Bodies), title: values.code, kind: 'steering', ...values },
})

export const member = (code: string, name: string, role: MemberRole = 'member'): OutboxWrite<typeof Memberships> => {
  const membershipKey = `${code}:${idOf(name)}:2026-01-01`
  const from = '2026-01-01'
  const values = { membershipKey, body: code, person: idOf(name), name, role, voice: 'vote' as const, from }
  return { list: Memberships, key: membershipKey, values: { ...blankValues(Memberships), ...values } }
}

/** A convened meeting of an hour and a half. */
export const meeting = (
  code: string,
  number: number,
  startsAt: string,
  values: Partial<Values<typeof Meetings>> = {},
): OutboxWrite<typeof Meetings> => {
  const meetingKey = `${code}:${number}`
  const endsAt = new Date(Date.parse(startsAt) + 90 * 60_000).toISOString().replace('.000Z', 'Z')
  const own = {
    meetingKey,
    body: code,
    number,
    title: `${code} n° ${number}`,
    form: 'meeting',
    state: 'convened',
  } as const
  return { list: Meetings, key: meetingKey, values: { ...blankValues(Meetings), ...own, startsAt, endsAt, ...values } }
}

export const agendaItem = (
  of: string,
  serial: number,
  values: Partial<Values<typeof AgendaItems>> = {},
): OutboxWrite<typeof AgendaItems> => {
  const itemKey = `${of}:${serial}`
  const own = { itemKey, meeting: of, rank: serial * 1_000, title: `Point ${serial}`, minutes: 15 }
  const blank = { ...blankValues(AgendaItems), kind: 'discussion', state: 'accepted', source: 'person' } as const
  return { list: AgendaItems, key: itemKey, values: { ...blank, ...own, ...values } }
}
