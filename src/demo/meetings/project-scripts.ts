import { type MeetingScript, room, teams } from './scripts'

/** Steering and project committees. */
export const projectScripts: readonly MeetingScript[] = [
  {
    body: 'COPIL-SOC',
    weeks: -17,
    weekday: 2,
    hour: 14,
    minutes: 80,
    place: room,
    items: [
      {
        title: 'Sauvegardes immuables : recette du premier site',
        kind: 'decision',
        project: 'P-021',
        by: 'sophie.marchal',
        notes: 'La restauration complète a pris six heures, pour huit admises.',
        decision: { title: 'Le premier site de sauvegarde est accepté', result: 'adopted', votes: [4, 0, 0] },
      },
      {
        title: 'Annuaire des écoles : retard annoncé',
        kind: 'discussion',
        project: 'P-029',
        by: 'gaetan.leclercq',
        notes: 'Le retard suit l’arbitrage du comité de direction. Les écoles pilotes sont prévenues.',
        actions: [
          {
            title: 'Proposer un nouveau calendrier de l’annuaire des écoles',
            owner: 'gaetan.leclercq',
            due: 30,
            done: 33,
          },
        ],
      },
    ],
  },
  {
    body: 'COPIL-SOC',
    weeks: -5,
    weekday: 2,
    hour: 14,
    minutes: 90,
    place: room,
    items: [
      {
        title: 'Migration vers le nuage hybride : dépassement des tolérances',
        kind: 'decision',
        project: 'P-005',
        by: 'karim.verhelst',
        question: 'Le comité peut-il accepter trois mois et 11 % de plus ?',
        notes: 'Le dépassement excède ce que le comité peut accorder. Il transmet au comité de direction.',
        decision: {
          title: 'Le dépassement de la migration est transmis au comité de direction',
          result: 'deferred',
          votes: [5, 0, 0],
        },
        actions: [
          {
            title: 'Préparer le dossier de la migration pour le comité de direction',
            owner: 'didier.fontenelle',
            due: 10,
            done: 9,
          },
          { title: 'Recenser les applications sans propriétaire', owner: 'alain.michaux', due: 20 },
        ],
      },
    ],
  },
  {
    body: 'COPIL-INS',
    weeks: -19,
    weekday: 1,
    hour: 10,
    minutes: 85,
    place: room,
    items: [
      {
        title: 'Inscription en ligne : bilan de la campagne',
        kind: 'information',
        project: 'P-014',
        by: 'claire.dombret',
        notes: '93 % des familles ont terminé leur inscription sans aide.',
      },
      {
        title: 'Dossier unique de l’élève : choix du format d’échange',
        kind: 'decision',
        project: 'P-031',
        by: 'yanis.delcroix',
        question: 'Format ouvert ou format de l’éditeur ?',
        notes: 'Le format ouvert demande six semaines de plus, et libère de l’éditeur.',
        decision: { title: 'Le format d’échange ouvert est retenu', result: 'adopted', votes: [4, 1, 0] },
        actions: [
          { title: 'Communiquer le format aux éditeurs des écoles', owner: 'yanis.delcroix', due: 40, done: 38 },
        ],
      },
    ],
  },
  {
    body: 'COPIL-INS',
    weeks: -3,
    weekday: 1,
    hour: 10,
    minutes: 88,
    place: room,
    items: [
      {
        title: 'Dossier unique de l’élève : retard de quatre semaines',
        kind: 'decision',
        project: 'P-031',
        by: 'yanis.delcroix',
        question: 'Le comité accepte-t-il la nouvelle date ?',
        notes:
          'Le retard vient de la reprise des dossiers des écoles libres.\nBernadette Lacroix demande un essai à blanc.',
        decision: {
          title: 'La nouvelle date du dossier unique est acceptée',
          result: 'conditional',
          conditions: 'Un essai à blanc a lieu avec dix écoles avant la bascule.',
          votes: [4, 0, 1],
        },
        actions: [
          { title: 'Choisir les dix écoles de l’essai à blanc', owner: 'youssef.benali', due: 12 },
          { title: 'Organiser l’essai à blanc du dossier unique', owner: 'yanis.delcroix', due: 56 },
        ],
      },
      {
        title: 'Registre des fréquentations : demande',
        kind: 'discussion',
        project: 'P-060',
        by: 'claire.dombret',
        notes: 'Le comité demande que le besoin soit décrit avec trois écoles avant la note de démarrage.',
      },
    ],
  },
  {
    body: 'COPIL-CUL',
    weeks: -8,
    weekday: 1,
    hour: 14,
    minutes: 75,
    place: teams,
    items: [
      {
        title: 'Archivage audiovisuel : deuxième robot de stockage',
        kind: 'decision',
        project: 'P-037',
        by: 'julie.marechaux',
        question: 'Acheter maintenant ou louer un an ?',
        notes: 'La location laisse le temps de comparer les offres européennes.',
        decision: {
          title: 'Le deuxième robot est loué un an',
          result: 'adopted',
          votes: [3, 1, 1],
          chosen: 1,
          options: [
            {
              title: 'Acheter maintenant',
              consequences: 'Le marché en cours suffit ; la technique choisie tient dix ans.',
              cost: 310_000,
              project: null,
            },
            {
              title: 'Louer un an',
              consequences: 'Le choix se fait après l’appel d’offres de l’an prochain.',
              cost: 64_000,
              project: null,
            },
          ],
        },
        actions: [
          { title: 'Signer le contrat de location du robot', owner: 'julie.marechaux', due: 30, done: 27 },
          { title: 'Lancer la consultation européenne pour le stockage', owner: 'michel.vercauteren', due: 49 },
        ],
      },
    ],
  },
  {
    body: 'COPIL-FIN',
    weeks: -6,
    weekday: 4,
    hour: 10,
    minutes: 82,
    place: room,
    items: [
      {
        title: 'Marchés publics : ordre des directions',
        kind: 'decision',
        project: 'P-028',
        by: 'aurelie.gillain',
        notes: 'Trois directions demandent à passer en premier.',
        decision: {
          title: 'Les bâtiments scolaires passent en premier, puis le matériel informatique',
          result: 'adopted',
          votes: [4, 0, 1],
        },
        actions: [
          { title: 'Former les acheteurs des bâtiments scolaires', owner: 'aurelie.gillain', due: 60 },
          { title: 'Nettoyer la liste des fournisseurs', owner: 'caroline.mertens', due: 25 },
        ],
      },
    ],
  },
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
