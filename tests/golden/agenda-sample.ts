import type {
  AgendaCardMeeting,
  ApprovalModel,
  GuestModel,
  PackModel,
  PapersModel,
  ProposeModel,
  QuorumRiskModel,
} from '../../src/committees/agenda/pack/notice-models'

/** What the golden tests of cards about agendas draw: an invented meeting, fixed dates. */

const meeting: AgendaCardMeeting = {
  key: 'COPIL:14',
  title: 'CoPil Subventions n° 14',
  bodyTitle: 'CoPil Subventions',
  startsAt: '2026-12-10T09:00:00Z',
  place: 'Salle Magritte',
  tabUrl: 'https://teams.microsoft.com/l/entity/app/committees',
}

const lines = (count: number): PackModel['lines'] =>
  Array.from({ length: count }, (_, index) => ({
    title: `**Guichet** unique, lot ${index + 1}`,
    kind: index === 0 ? 'decision' : 'information',
    minutes: 15,
    presenter: index === 0 ? 'Julie Maréchaux' : null,
  }))

export const packOf = (count: number): PackModel => ({
  meeting,
  version: 1,
  reason: null,
  lines: lines(count),
  file: { name: 'COPIL n°14 Dossier de séance v1.pptx', url: 'https://x.sharepoint.com/pack' },
})

export const guest: GuestModel = {
  meeting,
  joinUrl: 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_x',
  lines: lines(2).map((line) => ({ ...line, startsAt: '2026-12-10T09:15:00Z' })),
  standing: 'expected',
}

export const papers: PapersModel = {
  meeting,
  dueOn: '2026-12-03',
  titles: ['Guichet unique', 'Budget 2027'],
  folder: 'Gouvernail/Instances/COPIL/14 2026-12-10',
}

export const approval: ApprovalModel = {
  meeting,
  dueOn: '2026-12-03',
  lines: lines(2),
  over: 15,
  absence: null,
  approvedAt: null,
  refusal: null,
}

export const propose: ProposeModel = {
  meetings: [
    { key: 'COPIL:14', title: 'CoPil Subventions n° 14', startsAt: '2026-12-10T09:00:00Z' },
    { key: 'CI:4', title: 'Comité d’investissement n° 4', startsAt: null },
  ],
  stamp: 'stamp000',
  typed: { meeting: 'COPIL:14', title: '', kind: 'discussion', minutes: '15', question: '', background: null },
  refusal: null,
  done: null,
}

export const quorumRisk: QuorumRiskModel = {
  meeting,
  counted: 2,
  required: 3,
  missingRoles: ['chair'],
  away: ['Philippe Moreau', 'Nora Pirard'],
  proxiesHelp: true,
}
