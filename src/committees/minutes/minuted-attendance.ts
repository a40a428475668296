import type { Wording } from '../../reports/pack/wording'
import { rulesOf } from '../rules/body-rules'
import { quorumOf } from '../rules/quorum'
import type { NameOf, Table } from './minutes-content'
import type { MinutesSource } from './minutes-source'

const idIn = (attendanceKey: string, meeting: string): string => attendanceKey.slice(meeting.length + 1)

/** Who was there, excused, represented by whom: members by voice, then guests. */
export const attendanceTable = (
  { meeting, members, attendances }: MinutesSource,
  nameOf: NameOf,
  { t }: Wording,
): Table => {
  const memberOf = (key: string) => members.find(({ id }) => id === idIn(key, meeting.meetingKey))
  const rank = (key: string): number => {
    const member = memberOf(key)
    return member ? (member.role === 'chair' ? 0 : member.voice === 'vote' ? 1 : 2) : 3
  }
  const rows = attendances
    .toSorted((a, b) => rank(a.attendanceKey) - rank(b.attendanceKey))
    .map(({ attendanceKey, name, state, voice, proxyTo }) => {
      const member = memberOf(attendanceKey)
      const presence =
        state === 'represented' || (proxyTo !== null && state !== 'present')
          ? t('followUp:presence.representedBy', { name: nameOf(proxyTo) ?? '?' })
          : t(`followUp:presence.${state}`)
      return [
        name,
        member ? t(`committees:memberRole.${member.role}`) : t('followUp:minutes.guest'),
        voice === null ? '–' : t(`committees:memberVoice.${voice}`),
        presence,
      ]
    })
  return {
    columns: [
      { title: t('followUp:minutes.name'), share: 32 },
      { title: t('followUp:minutes.role'), share: 24 },
      { title: t('followUp:minutes.voice'), share: 16 },
      { title: t('followUp:minutes.presence'), share: 28 },
    ],
    rows,
  }
}

/** The quorum of the meeting in one sentence, by the rules of the body. */
export const quorumSentence = (
  { meeting, body, members, attendances }: MinutesSource,
  { t, sentence }: Wording,
): string | null => {
  const rules = rulesOf(body)
  const present = new Set(
    attendances
      .filter(({ state }) => state === 'present')
      .map(({ attendanceKey }) => idIn(attendanceKey, meeting.meetingKey)),
  )
  const proxies = attendances
    .filter(({ proxyTo, state }) => proxyTo !== null && state !== 'present')
    .toSorted((a, b) => (a.proxyAt ?? '').localeCompare(b.proxyAt ?? ''))
    .map(({ attendanceKey, proxyTo }) => ({ from: idIn(attendanceKey, meeting.meetingKey), to: proxyTo ?? '' }))
  const quorum = quorumOf(rules, members, { present, proxies })
  if (quorum.checks.length === 0) return null
  const values = {
    present: quorum.inPerson.length,
    represented: quorum.represented.length,
    voters: members.filter(({ voice }) => voice === 'vote').length,
  }
  return sentence(t(quorum.reached ? 'followUp:minutes.quorumReached' : 'followUp:minutes.quorumMissing', values))
}
