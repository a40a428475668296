import { papersNote } from '../rules/papers'
import { type PackFacts, packContent } from './pack-content'

const item = { kind: 'decision', presenter: 'Julie Maréchaux', project: null, background: null, options: null } as const
const facts: PackFacts = {
  body: 'CoPil Subventions',
  title: 'CoPil Subventions n° 14',
  number: 14,
  startsAt: '2026-12-10T09:00:00Z',
  endsAt: '2026-12-10T10:00:00Z',
  place: 'Salle Magritte',
  approvedBy: 'Luc Vanderstraeten',
  approvedAt: '2026-12-01T08:00:00Z',
  version: 2,
  reason: 'Budget corrigé',
  items: [
    {
      ...item,
      title: 'Guichet unique',
      minutes: 50,
      question: 'Reporter la mise en production ?',
      papers: papersNote([{ driveItem: '1', name: 'Note.pdf', url: 'https://x.sharepoint.com/Note.pdf' }]),
    },
    { ...item, title: 'Divers', kind: 'information', minutes: 20, question: null, papers: null, presenter: null },
  ],
}

test.each(['fr', 'en'] as const)(
  'the pack says who approved what, when each item begins and what is too long (%s)',
  (locale) => {
    expect(packContent(facts, locale)).toMatchSnapshot()
  },
)

test('a meeting without a date or an agenda is said so', () => {
  const { cover, agenda, items } = packContent({ ...facts, startsAt: null, endsAt: null, items: [] }, 'fr')
  expect([cover.lines[0], agenda.empty, items]).toEqual(['Date à fixer', 'L’ordre du jour est vide.', []])
})
