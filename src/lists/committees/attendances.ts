import { list } from '../kit/list'
import { memberVoice } from './memberships'

export const attendanceState = [
  'invited',
  'accepted',
  'tentative',
  'declined',
  'present',
  'absent',
  'excused',
  'represented',
] as const

export const Attendances = list('Attendances', 'attendanceKey', {
  /** `<meeting>:<person or external id>` */
  attendanceKey: { kind: 'text', maxLength: 160, required: true, unique: true },
  meeting: { kind: 'ref', list: 'Meetings', required: true, indexed: true },
  person: { kind: 'person', indexed: true },
  name: { kind: 'text', required: true, about: 'person' },
  state: { kind: 'choice', options: attendanceState, required: true },
  /** What the membership said on the day; blank for a guest. */
  voice: { kind: 'choice', options: memberVoice },
  proxyTo: { kind: 'person' },
  /** When the proxy was given: where one person holds too many, the earliest count. */
  proxyAt: { kind: 'instant' },
  /** In which order proxies were noted in the meeting, whatever the clocks said; blank for those of before this was kept. */
  proxyOrder: { kind: 'number', min: 1, decimals: 0 },
  arrivedAt: { kind: 'instant' },
  leftAt: { kind: 'instant' },
  /** When somebody who came back was away meanwhile: pairs of instants, JSON. */
  awayTimes: { kind: 'note' },
  /** What was noted in the meeting, by which its votes were counted, of somebody whose attendance was corrected after it. */
  notedAs: { kind: 'choice', options: attendanceState },
})
