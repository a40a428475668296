import { type MeetingScript, teams } from './scripts'

/** Project committees. */
export const projectScripts: readonly MeetingScript[] = [
  {
    body: 'CP-P-005',
    weeks: -11,
    weekday: 3,
    hour: 9,
    minutes: 55,
    place: teams,
    items: [
      {
        title: 'Lot 2 : bascule reportée',
        kind: 'decision',
        project: 'P-005',
        by: 'karim.verhelst',
        notes: 'Deux applications n’ont pas passé les essais de charge.',
        decision: { title: 'La bascule du lot 2 est reportée d’un mois', result: 'adopted' },
        actions: [{ title: 'Rejouer les essais de charge du lot 2', owner: 'karim.verhelst', due: 20, done: 24 }],
      },
    ],
  },
  {
    body: 'CP-P-005',
    weeks: -6,
    weekday: 3,
    hour: 9,
    minutes: 60,
    place: teams,
    items: [
      {
        title: 'Tolérances de délai et de coût dépassées',
        kind: 'decision',
        project: 'P-005',
        by: 'karim.verhelst',
        notes: 'Le comité de projet ne peut pas décider d’un tel dépassement.',
        decision: { title: 'Le dépassement est transmis au comité de pilotage', result: 'deferred' },
      },
      {
        title: 'Licences du centre de données actuel',
        kind: 'discussion',
        project: 'P-005',
        by: 'karim.verhelst',
        notes: 'Le contrat de licences doit être prolongé de six mois au moins.',
        actions: [
          {
            title: 'Négocier la prolongation des licences du centre de données',
            owner: 'luc.vanderstraeten',
            due: 18,
            later: [40, 'Le fournisseur propose un contrat d’un an, à comparer.'],
          },
        ],
      },
    ],
  },
  {
    body: 'CP-P-031',
    weeks: -7,
    weekday: 5,
    hour: 11,
    minutes: 50,
    place: teams,
    items: [
      {
        title: 'Reprise des dossiers des écoles libres',
        kind: 'decision',
        project: 'P-031',
        by: 'yanis.delcroix',
        notes: 'Les fichiers de 40 écoles ne suivent pas le format.',
        decision: { title: 'Les 40 écoles reçoivent une aide sur place', result: 'adopted' },
        actions: [
          { title: 'Planifier les visites dans les 40 écoles', owner: 'yanis.delcroix', due: 15, done: 14 },
          { title: 'Rédiger le guide de reprise des dossiers', owner: 'youssef.benali', due: 22 },
        ],
      },
    ],
  },
  {
    body: 'CP-P-037',
    weeks: -2,
    weekday: 3,
    hour: 14,
    minutes: 45,
    place: teams,
    items: [
      {
        title: 'Cadence de numérisation',
        kind: 'information',
        project: 'P-037',
        by: 'julie.marechaux',
        notes: 'La cadence remonte à 900 heures par mois depuis l’arrivée du deuxième lecteur.',
      },
      {
        title: 'Droits d’auteur des fonds régionaux',
        kind: 'discussion',
        project: 'P-037',
        by: 'julie.marechaux',
        notes: 'Les contrats de deux producteurs manquent.',
        actions: [{ title: 'Retrouver les contrats des deux producteurs', owner: 'baptiste.colinet', due: 42 }],
      },
    ],
  },
]
