import type { MinutesSource } from '../../src/committees/minutes/minutes-source'
import { templates } from '../../src/committees/templates'
import { Bodies } from '../../src/lists/bodies'
import { Actions } from '../../src/lists/committees/actions'
import { AgendaItems } from '../../src/lists/committees/agenda-items'
import { Attendances } from '../../src/lists/committees/attendances'
import { Decisions } from '../../src/lists/committees/decisions'
import { Meetings } from '../../src/lists/committees/meetings'
import { blankValues } from '../../src/lists/kit/list'

const $item = { itemId: '1', etag: '"1"', modifiedAt: '2026-11-10T12:00:00Z', modifiedBy: null }
const KEY = 'COPIL-INS:7'

const people: Readonly<Record<string, string>> = {
  moreau: 'Philippe Moreau',
  lacroix: 'Bernadette Lacroix',
  benali: 'Youssef Benali',
  piron: 'Chantal Piron',
  lejeune: 'Samira Lejeune',
  pirard: 'Nora Pirard',
}
export const nameOf = (person: string | null): string | null => (person === null ? null : (people[person] ?? null))

const item = (serial: number, change: Partial<MinutesSource['items'][number]>): MinutesSource['items'][number] => ({
  ...blankValues(AgendaItems),
  itemKey: `${KEY}:${serial}`,
  meeting: KEY,
  rank: serial,
  title: '',
  kind: 'discussion',
  state: 'done',
  source: 'person',
  ...change,
})
const decision = (
  number: string,
  change: Partial<MinutesSource['decisions'][number]>,
): MinutesSource['decisions'][number] => ({
  ...blankValues(Decisions),
  number,
  title: '',
  body: 'COPIL-INS',
  meeting: KEY,
  type: 'ordinary',
  ...change,
})
const action = (
  number: string,
  change: Partial<MinutesSource['actions'][number]>,
): MinutesSource['actions'][number] => ({
  ...blankValues(Actions),
  number,
  title: '',
  state: 'open',
  meeting: KEY,
  ...change,
})
const seat = (
  person: string,
  state: MinutesSource['attendances'][number]['state'],
  more: Partial<MinutesSource['attendances'][number]> = {},
): MinutesSource['attendances'][number] => ({
  ...blankValues(Attendances),
  attendanceKey: `${KEY}:${person}`,
  meeting: KEY,
  person,
  name: people[person] ?? person,
  state,
  voice: 'vote',
  ...more,
})

/** A meeting with a proxy, a conditional decision, an arbitration and actions. */
export const minuted: MinutesSource = {
  meeting: {
    ...blankValues(Meetings),
    $item,
    meetingKey: KEY,
    body: 'COPIL-INS',
    number: 7,
    title: 'CoPil Inscriptions et parcours scolaire, réunion n°\u00a07',
    form: 'meeting',
    state: 'held',
    startsAt: '2026-11-10T09:00:00Z',
    endsAt: '2026-11-10T10:30:00Z',
    openedAt: '2026-11-10T09:04:00Z',
    closedAt: '2026-11-10T10:41:00Z',
    place: 'Salle Delvaux et Teams',
    chair: 'moreau',
    secretary: 'lejeune',
  },
  body: {
    ...blankValues(Bodies),
    ...templates.steering,
    $item,
    code: 'COPIL-INS',
    title: 'CoPil Inscriptions et parcours scolaire',
    kind: 'steering',
  },
  members: [
    { id: 'moreau', role: 'chair', voice: 'vote', name: 'Philippe Moreau' },
    { id: 'lacroix', role: 'seniorUser', voice: 'vote', name: 'Bernadette Lacroix' },
    { id: 'benali', role: 'seniorUser', voice: 'vote', name: 'Youssef Benali' },
    { id: 'piron', role: 'seniorUser', voice: 'vote', name: 'Chantal Piron' },
    { id: 'lejeune', role: 'secretary', voice: 'advice', name: 'Samira Lejeune' },
  ],
  attendances: [
    seat('lacroix', 'present'),
    seat('piron', 'represented', { proxyTo: 'lacroix', proxyAt: '2026-11-09T14:00:00Z' }),
    seat('pirard', 'present', { voice: null }),
    seat('moreau', 'present'),
    seat('lejeune', 'present', { voice: 'advice' }),
    seat('benali', 'excused'),
  ],
  items: [
    item(1, {
      title: 'Approbation du procès-verbal de la réunion n°\u00a06',
      kind: 'decision',
      source: 'minutes',
      presenter: 'lejeune',
      notes: 'Aucune remarque. Le procès-verbal est approuvé.',
    }),
    item(2, {
      title: 'Inscriptions en ligne : dépassement du délai',
      kind: 'decision',
      project: 'P-008',
      presenter: 'pirard',
      question: 'Le comité accepte-t-il de reporter la mise en service au 15 mars 2027 ?',
      notes:
        'Nora Pirard présente les causes du retard : l’intégration de Cirius a demandé six semaines de plus que prévu.\nBernadette Lacroix rappelle que les écoles doivent être prévenues avant le 1er décembre.',
    }),
    item(3, {
      title: 'Répartition de l’équipe d’intégration en 2027',
      kind: 'decision',
      presenter: 'lejeune',
      notes: 'Deux projets demandent la même équipe au premier trimestre.',
    }),
    item(4, { title: 'Tour de table', state: 'postponed' }),
  ],
  decisions: [
    decision('D-2026-117', {
      title: 'Mise en service des inscriptions en ligne reportée au 15 mars 2027',
      item: `${KEY}:2`,
      project: 'P-008',
      result: 'conditional',
      conditions: 'Les écoles sont prévenues avant le 1er décembre 2026.\nUn essai à blanc a lieu en février.',
      votesFor: 3,
      votesAgainst: 0,
      abstentions: 1,
      recusals: 0,
    }),
    decision('D-2026-118', {
      title: 'L’équipe d’intégration va d’abord aux inscriptions en ligne',
      item: `${KEY}:3`,
      type: 'arbitration',
      result: 'adopted',
      options: JSON.stringify({
        chosen: 0,
        options: [
          {
            title: 'Inscriptions d’abord',
            consequences: 'Le dossier de l’élève glisse de deux mois.',
            cost: 18_000,
            project: 'P-008',
          },
          {
            title: 'Dossier de l’élève d’abord',
            consequences: 'Les inscriptions manquent la rentrée 2027.',
            cost: null,
            project: 'P-011',
          },
        ],
      }),
      votesFor: 4,
      votesAgainst: 0,
      abstentions: 0,
      recusals: 1,
      secret: true,
    }),
  ],
  openProjects: new Set(['P-008', 'P-011']),
  actions: [
    action('A-2026-061', {
      title: 'Prévenir les écoles de la nouvelle date',
      item: `${KEY}:2`,
      owner: 'lacroix',
      dueOn: '2026-12-04',
      firstDueOn: '2026-11-30',
      state: 'done',
    }),
    action('A-2026-062', {
      title: 'Organiser l’essai à blanc',
      item: `${KEY}:2`,
      owner: 'pirard',
      dueOn: '2027-02-12',
    }),
    action('A-2026-063', { title: 'Revoir le planning des deux projets' }),
  ],
}
