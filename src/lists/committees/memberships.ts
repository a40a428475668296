import { list } from '../kit/list'

export const memberRole = [
  'chair',
  'viceChair',
  'secretary',
  'executive',
  'seniorUser',
  'seniorSupplier',
  'member',
  'expert',
  'observer',
] as const
export type MemberRole = (typeof memberRole)[number]

/** `vote` decides, `advice` speaks (voix consultative). */
export const memberVoice = ['vote', 'advice'] as const
export type MemberVoice = (typeof memberVoice)[number]

/** One person in one body for one period. A change ends a row and begins another, so that a past meeting keeps its members. */
export const Memberships = list('Memberships', 'membershipKey', {
  /** `<body>:<person or external id>:<first day>`, the day left out when it is not known. */
  membershipKey: { kind: 'text', maxLength: 200, required: true, unique: true },
  body: { kind: 'ref', list: 'Bodies', required: true, indexed: true },
  /** Blank for somebody whom the directory does not know. */
  person: { kind: 'person', indexed: true },
  /** As it was when the membership began: people leave the directory, minutes do not. */
  name: { kind: 'text', required: true, about: 'person' },
  /** What the source of an import calls the person, and the role in its own words. */
  externalId: { kind: 'text', maxLength: 80, indexed: true },
  sourceRole: { kind: 'text' },
  mail: { kind: 'text', about: 'person' },
  role: { kind: 'choice', options: memberRole, required: true },
  voice: { kind: 'choice', options: memberVoice, required: true },
  /** The meeting cannot be placed without this person. */
  mandatory: { kind: 'flag' },
  /** First and last day, both included; open where blank. */
  from: { kind: 'date', indexed: true },
  until: { kind: 'date', indexed: true },
  importBatch: { kind: 'ref', list: 'ImportBatches', indexed: true },
})
