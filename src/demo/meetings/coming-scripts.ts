import { type MeetingScript, room, teams } from './scripts'

/** Meetings that are convened, with what is on their agenda so far. */
export const comingScripts: readonly MeetingScript[] = [
  {
    body: 'CODIR',
    weeks: 2,
    weekday: 2,
    hour: 9,
    minutes: 120,
    place: room,
    items: [
      {
        title: 'Rapport exécutif du portefeuille',
        kind: 'information',
        by: 'ines.vandamme',
        notes: '',
      },
      {
        title: 'Comptabilité budgétaire : offre de l’éditeur',
        kind: 'decision',
        project: 'P-003',
        by: 'veronique.halleux',
        question: 'Le comité accorde-t-il la rallonge, partagée avec l’éditeur ?',
        notes: '',
      },
      {
        title: 'Premier semestre : un seul créneau d’intégration pour deux projets',
        kind: 'decision',
        by: 'didier.fontenelle',
        question: 'Le comité donne-t-il le créneau de mars à l’annuaire et à la messagerie des écoles ?',
        notes: '',
        claims: {
          proposed: 1,
          options: [
            {
              title: 'Passerelle vers les pouvoirs organisateurs en mars',
              consequences: 'Le premier lot est livré à temps ; les écoles gardent leur messagerie jusqu’à l’automne.',
              cost: 55_000,
              project: 'P-046',
            },
            {
              title: 'Annuaire et messagerie des écoles en mars',
              consequences:
                'Les écoles pilotes basculent avant Pâques ; le premier lot de la passerelle glisse de trois mois.',
              cost: 20_000,
              project: 'P-029',
            },
            {
              title: 'Ouvrir un second créneau avec un prestataire',
              consequences: 'Les deux projets tiennent leur date ; le marché doit être attribué avant janvier.',
              cost: 140_000,
              project: null,
            },
          ],
        },
      },
    ],
  },
  {
    body: 'CI',
    weeks: 3,
    weekday: 4,
    hour: 14,
    minutes: 120,
    place: room,
    items: [
      {
        title: 'Dossier d’affaires revu : automatisation du centre de données',
        kind: 'decision',
        project: 'P-047',
        by: 'karim.verhelst',
        question: 'Le comité valide-t-il l’investissement revu ?',
        notes: '',
      },
    ],
  },
  {
    body: 'COPIL-SOC',
    weeks: 4,
    weekday: 2,
    hour: 14,
    minutes: 90,
    place: room,
    items: [
      {
        title: 'Sauvegardes immuables : deuxième site',
        kind: 'information',
        project: 'P-021',
        by: 'sophie.marchal',
        notes: '',
      },
    ],
  },
  {
    body: 'CP-P-005',
    weeks: 1,
    weekday: 3,
    hour: 9,
    minutes: 60,
    place: teams,
    items: [
      {
        title: 'Avancement du lot 2',
        kind: 'information',
        project: 'P-005',
        by: 'karim.verhelst',
        notes: '',
      },
    ],
  },
]
