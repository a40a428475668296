import { list } from '../kit/list'

export const meetingState = ['planned', 'convened', 'open', 'held', 'cancelled'] as const
/** `written`: a decision between meetings, with a deadline instead of a place. */
export const meetingForm = ['meeting', 'written'] as const
export const minutesState = ['draft', 'review', 'approved'] as const

/** One meeting of a body, or one written procedure. Outlook holds the event; this row says what the body did. */
export const Meetings = list('Meetings', 'meetingKey', {
  /** `<body>:<number>` */
  meetingKey: { kind: 'text', maxLength: 80, required: true, unique: true },
  body: { kind: 'ref', list: 'Bodies', required: true, indexed: true },
  /** Counted within the body, from 1. */
  number: { kind: 'number', min: 1, decimals: 0, required: true },
  title: { kind: 'text', required: true },
  form: { kind: 'choice', options: meetingForm, required: true },
  state: { kind: 'choice', options: meetingState, required: true, indexed: true },
  startsAt: { kind: 'instant', indexed: true },
  endsAt: { kind: 'instant' },
  /** End of a written procedure. */
  deadline: { kind: 'instant', indexed: true },
  place: { kind: 'text' },
  /** Mailbox of the room. */
  room: { kind: 'text' },
  chair: { kind: 'person' },
  secretary: { kind: 'person' },
  /** Graph event and what finds it again: the id that makes its creation harmless to repeat, and the id that calendars share. */
  event: { kind: 'text' },
  transactionId: { kind: 'text', maxLength: 80 },
  calendarUid: { kind: 'text' },
  joinUrl: { kind: 'note' },
  chat: { kind: 'text' },
  /** Seed and version of the plan that placed it, and why here, as structured codes in JSON. */
  plan: { kind: 'text', maxLength: 80 },
  placement: { kind: 'note' },
  pinned: { kind: 'flag' },
  agendaApprovedBy: { kind: 'person' },
  agendaApprovedAt: { kind: 'instant' },
  packDueOn: { kind: 'date' },
  packPublishedAt: { kind: 'instant' },
  packItem: { kind: 'text' },
  openedAt: { kind: 'instant' },
  /** The quorum has been there since the meeting opened, for bodies that ask for it once. */
  quorumAtOpening: { kind: 'flag' },
  closedAt: { kind: 'instant' },
  /** Key of the agenda item under way. */
  currentItem: { kind: 'text', maxLength: 100 },
  minutesState: { kind: 'choice', options: minutesState, indexed: true },
  /** Counted from 1; each has a file of its own in the library, and the last one is the drive item and the address below. */
  minutesVersion: { kind: 'number', min: 1, decimals: 0 },
  minutesItem: { kind: 'text' },
  minutesUrl: { kind: 'text', maxLength: 255 },
  /** SHA-256 of that file, hexadecimal, and of the rows that it was made from. */
  minutesSha256: { kind: 'text', maxLength: 64 },
  minutesDigest: { kind: 'text', maxLength: 64 },
  /** Rules and members of the body when they were approved, JSON. */
  minutesRules: { kind: 'note' },
  minutesApprovedAt: { kind: 'instant' },
  minutesApprovedBy: { kind: 'person' },
  /** The meeting or written procedure that approved them. */
  minutesApprovedIn: { kind: 'ref', list: 'Meetings' },
})
