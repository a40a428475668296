import { type MeetingScript, room, teams } from './scripts'

/** Steering committees. */
export const steeringScripts: readonly MeetingScript[] = [
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
        gate: 3,
        by: 'sophie.marchal',
        question: 'Le projet Sauvegardes immuables franchit-il le jalon de décision « Recette fonctionnelle » ?',
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
]
