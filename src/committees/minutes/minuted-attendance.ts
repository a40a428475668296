import type { Wording } from '../../reports/pack/wording'
import { rulesOf } from '../rules/body-rules'
import { asNoted } from '../rules/proxies'
import { type Quorum, quorumOf } from '../rules/quorum'
import { awayTimes } from './away-times'
import { leftEarly } from './left-early'
import type { NameOf, Table } from './minutes-content'
import type { MinutesSource } from './minutes-source'

const idIn = (attendanceKey: string, meeting: string): string => attendanceKey.slice(meeting.length + 1)

/** Who was there and until when, excused, represented by whom: members by voice, then guests. */
export const attendanceTable = (source: MinutesSource, nameOf: NameOf, { t, format }: Wording): Table => {
  const { meeting, members, attendances } = source
  const { holders } = quorumIn(source).proxies
  const memberOf = (key: string) => members.find(({ id }) => id === idIn(key, meeting.meetingKey))
  const rank = (key: string): number => {
    const member = memberOf(key)
    return member ? (member.role === 'chair' ? 0 : member.voice === 'vote' ? 1 : 2) : 3
  }
  const rows = attendances
    .toSorted((a, b) => rank(a.attendanceKey) - rank(b.attendanceKey))
    .map((row) => {
      const { attendanceKey, name, state, voice, proxyTo } = row
      const left = leftEarly(row, meeting)
      const until = { time: left === null ? '' : format.time(left), name: nameOf(proxyTo) ?? '?' }
      const member = memberOf(attendanceKey)
      const holder = holders.get(idIn(attendanceKey, meeting.meetingKey))
      const stayed =
        left !== null
          ? t(proxyTo === null ? 'followUp:presence.until' : 'followUp:presence.untilThenProxy', until)
          : holder
            ? t('followUp:presence.representedBy', { name: nameOf(holder) ?? '?' })
            : proxyTo !== null && state !== 'present'
              ? t('followUp:presence.proxyLapsed', { name: nameOf(proxyTo) ?? '?' })
              : t(`followUp:presence.${state}`)
      const times = awayTimes(row, meeting)
        .map(([from, to]) => t('followUp:presence.from', { from: format.time(from), to: format.time(to) }))
        .join(', ')
      const presence = times === '' ? stayed : t('followUp:presence.except', { presence: stayed, times })
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

/** Whoever took part and left counts as present: what was lost since shows in the votes. */
const quorumIn = ({ meeting, body, members, attendances }: MinutesSource): Quorum => {
  const present = new Set(
    attendances
      .filter((row) => row.state === 'present' || leftEarly(row, meeting) !== null)
      .map(({ attendanceKey }) => idIn(attendanceKey, meeting.meetingKey)),
  )
  const proxies = attendances
    .filter(({ proxyTo, state }) => proxyTo !== null && state !== 'present')
    .toSorted(asNoted)
    .map(({ attendanceKey, proxyTo }) => ({ from: idIn(attendanceKey, meeting.meetingKey), to: proxyTo ?? '' }))
  return quorumOf(rulesOf(body), members, { present, proxies })
}

/** What minutes say of how the body was constituted, by its rules and members as they are now. */
export const constituted = (source: MinutesSource): readonly unknown[] => {
  const { reached, checks, inPerson, represented } = quorumIn(source)
  const seats = source.members.map(({ id, role, voice }) => [id, role, voice].join(' ')).sort()
  return [reached, checks.length, inPerson, represented, seats]
}

/** The quorum of the meeting in one sentence, by the rules of the body. */
export const quorumSentence = (source: MinutesSource, { t, sentence }: Wording): string | null => {
  const quorum = quorumIn(source)
  if (quorum.checks.length === 0) return null
  const values = {
    present: quorum.inPerson.length,
    represented: quorum.represented.length,
    voters: source.members.filter(({ voice }) => voice === 'vote').length,
  }
  return sentence(t(quorum.reached ? 'followUp:minutes.quorumReached' : 'followUp:minutes.quorumMissing', values))
}

/** Votes were counted by what was noted in the meeting; whoever reads another attendance here is told so. */
export const correctionSentence = ({ attendances, decisions }: MinutesSource, { t }: Wording): string | null => {
  const names = attendances.flatMap(({ name, notedAs }) =>
    notedAs === null ? [] : [t('followUp:minutes.notedAs', { name, presence: t(`followUp:presence.${notedAs}`) })],
  )
  if (names.length === 0) return null
  const hasVotes = decisions.some(({ voteState }) => voteState === 'closed')
  const said = t('followUp:minutes.corrected', { count: names.length, names: names.join(', ') })
  return hasVotes ? `${said} ${t('followUp:minutes.votesStand')}` : said
}
