import { list } from '../kit/list'

export const agendaKind = ['information', 'discussion', 'decision'] as const
export const agendaState = ['proposed', 'accepted', 'current', 'done', 'postponed', 'withdrawn'] as const
/** Where an item comes from: somebody, or something in the portfolio that asks for the body's attention. */
export const agendaSource = [
  'person',
  'redProject',
  'exception',
  'gate',
  'overdueAction',
  'decisionRequested',
  'minutes',
] as const

export const AgendaItems = list('AgendaItems', 'itemKey', {
  /** `<meeting>:<serial>`; the serial never changes, `rank` does. */
  itemKey: { kind: 'text', maxLength: 100, required: true, unique: true },
  meeting: { kind: 'ref', list: 'Meetings', required: true, indexed: true },
  rank: { kind: 'number', min: 0, decimals: 0, required: true },
  title: { kind: 'text', required: true },
  kind: { kind: 'choice', options: agendaKind, required: true },
  state: { kind: 'choice', options: agendaState, required: true, indexed: true },
  source: { kind: 'choice', options: agendaSource, required: true },
  /** Key of the row that it comes from, so that an agenda that is built twice holds it once. */
  sourceKey: { kind: 'text', maxLength: 150, indexed: true },
  project: { kind: 'ref', list: 'Projects', indexed: true },
  minutes: { kind: 'number', min: 0, max: 960, decimals: 0 },
  presenter: { kind: 'person', indexed: true },
  proposedBy: { kind: 'person' },
  question: { kind: 'note' },
  background: { kind: 'note' },
  /** Competing claims with their consequences, and the one that is proposed, JSON; of an item for decision. */
  options: { kind: 'note' },
  /** SHA-256 of the background as the portfolio gave it, hexadecimal: one that somebody has changed since is theirs. */
  builtDigest: { kind: 'text', maxLength: 64 },
  /** Papers in the library: drive item, name and address of each, JSON. */
  papers: { kind: 'note' },
  /** Entra object ids of those who see this item alone, one per line. */
  guests: { kind: 'note' },
  startedAt: { kind: 'instant' },
  endedAt: { kind: 'instant' },
  /** What the minutes will say. */
  notes: { kind: 'note' },
})
