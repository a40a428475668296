import { type MeetingScript, room } from './scripts'

const minutesItem = (number: string): MeetingScript['items'][number] => ({
  title: `Approbation du procès-verbal de la réunion n°\u00a0${number}`,
  kind: 'decision',
  notes: 'Le procès-verbal est approuvé sans remarque.',
})

/** The executive and the investment committee. */
export const topScripts: readonly MeetingScript[] = [
  {
    body: 'CODIR',
    weeks: -44,
    weekday: 2,
    hour: 9,
    minutes: 110,
    place: room,
    items: [
      minutesItem('83'),
      {
        title: 'Priorités du portefeuille pour l’année',
        kind: 'decision',
        by: 'ines.vandamme',
        question: 'Le comité confirme-t-il les 24 projets prioritaires ?',
        notes:
          'Inès Vandamme présente les cotes des projets et la charge par équipe.\nLe comité relève que deux projets du programme Socle demandent les mêmes ingénieurs.',
        decision: {
          title: 'Les 24 projets prioritaires de l’année sont confirmés',
          result: 'adopted',
          votes: [6, 0, 0],
        },
        actions: [
          {
            title: 'Publier la liste des projets prioritaires sur l’intranet',
            owner: 'ines.vandamme',
            due: 14,
            done: 9,
          },
        ],
      },
      {
        title: 'Accès aux données de l’élève par les chercheurs',
        kind: 'discussion',
        by: 'marc.desmedt',
        notes: 'Le cadre juridique manque encore. Une note sera préparée avec le service juridique.',
        actions: [
          {
            title: 'Rédiger une note juridique sur l’accès des chercheurs aux données de l’élève',
            owner: 'michel.vercauteren',
            due: 45,
            done: 52,
          },
        ],
      },
    ],
  },
  {
    body: 'CODIR',
    weeks: -22,
    weekday: 2,
    hour: 9,
    minutes: 118,
    place: room,
    items: [
      minutesItem('84'),
      {
        title: 'Deux projets, une seule équipe réseau au deuxième semestre',
        kind: 'decision',
        by: 'didier.fontenelle',
        question: 'Lequel des deux projets reçoit l’équipe réseau de juillet à décembre ?',
        notes:
          'Didier Fontenelle expose les deux demandes. Les sponsors ont été entendus.\nLa migration vers le nuage dépasse déjà sa tolérance ; chaque mois de plus coûte 60 000 € de double exploitation.',
        decision: {
          title: 'L’équipe réseau est affectée à la migration vers le nuage hybride jusqu’en décembre',
          result: 'adopted',
          votes: [5, 1, 0],
          chosen: 0,
          options: [
            {
              title: 'Migration vers le nuage hybride d’abord',
              consequences:
                'L’annuaire des écoles glisse de quatre mois ; les écoles gardent leur messagerie actuelle jusqu’à Pâques.',
              cost: 40_000,
              project: 'P-005',
            },
            {
              title: 'Annuaire et messagerie des écoles d’abord',
              consequences: 'La double exploitation du centre de données dure six mois de plus.',
              cost: 360_000,
              project: 'P-029',
            },
            {
              title: 'Partager l’équipe entre les deux',
              consequences: 'Les deux projets glissent d’au moins trois mois et personne ne tient sa date.',
              cost: 210_000,
              project: null,
            },
          ],
        },
        actions: [
          {
            title: 'Prévenir les écoles pilotes du report de la messagerie',
            owner: 'gaetan.leclercq',
            due: 21,
            done: 20,
          },
        ],
      },
    ],
  },
  {
    body: 'CODIR',
    weeks: -9,
    weekday: 2,
    hour: 9,
    minutes: 105,
    place: room,
    items: [
      minutesItem('85'),
      {
        title: 'Rapport exécutif du portefeuille',
        kind: 'information',
        by: 'ines.vandamme',
        notes:
          'Le comité prend connaissance du rapport. La migration vers le nuage et la comptabilité budgétaire sont au rouge.',
      },
      {
        title: 'Comptabilité budgétaire, version 4 : rallonge demandée',
        kind: 'decision',
        project: 'P-003',
        by: 'veronique.halleux',
        question: 'Le comité accorde-t-il 180 000 € de plus au projet ?',
        notes:
          'Véronique Halleux explique le surcoût par la reprise des données de 2019.\nCatherine Ndiaye demande que l’éditeur prenne sa part.',
        decision: {
          title: 'Rallonge de 180 000 € reportée en attendant l’offre de l’éditeur',
          result: 'deferred',
          votes: [2, 3, 1],
        },
        actions: [
          {
            title: 'Obtenir de l’éditeur une offre de partage du surcoût',
            owner: 'mehdi.bouazza',
            due: 28,
            later: [21, 'L’éditeur a demandé un délai pour chiffrer la reprise.'],
          },
        ],
      },
    ],
  },
  {
    body: 'CODIR',
    weeks: -2,
    weekday: 2,
    hour: 9,
    minutes: 112,
    place: room,
    items: [
      minutesItem('86'),
      {
        title: 'Migration vers le nuage hybride : exception de délai et de coût',
        kind: 'decision',
        project: 'P-005',
        by: 'karim.verhelst',
        question: 'Le comité accepte-t-il la nouvelle date et le nouveau coût ?',
        notes:
          'Karim Verhelst présente le plan de rattrapage : trois lots au lieu de cinq, bascule des écoles en dernier.\nLe comité veut un point toutes les deux semaines.',
        decision: {
          title: 'Le plan de rattrapage de la migration est accepté',
          result: 'conditional',
          conditions:
            'Un point d’avancement est envoyé toutes les deux semaines.\nAucun nouveau lot ne démarre avant la bascule du deuxième.',
          votes: [4, 0, 2],
        },
        actions: [
          { title: 'Envoyer le premier point d’avancement de la migration', owner: 'karim.verhelst', due: 28 },
          { title: 'Chiffrer la réserve qui reste au programme Socle', owner: 'didier.fontenelle', due: 35 },
        ],
      },
      {
        title: 'Calendrier des fermetures de fin d’année',
        kind: 'information',
        by: 'genevieve.tasiaux',
        notes: 'Aucune mise en production du 19 décembre au 4 janvier.',
      },
    ],
  },
  {
    body: 'CI',
    weeks: -31,
    weekday: 4,
    hour: 14,
    minutes: 95,
    place: room,
    items: [
      {
        title: 'Note de démarrage : orientation après le tronc commun',
        kind: 'decision',
        project: 'P-052',
        by: 'elise.makanda',
        question: 'Le comité autorise-t-il la préparation du dossier d’affaires ?',
        notes: 'Les bénéfices attendus sont clairs, leur mesure l’est moins.',
        decision: {
          title: 'La préparation du dossier d’affaires est autorisée',
          result: 'conditional',
          conditions: 'Chaque bénéfice reçoit un indicateur et un responsable.',
          votes: [5, 0, 0],
        },
        actions: [
          {
            title: 'Nommer les responsables des bénéfices du projet d’orientation',
            owner: 'bernadette.lacroix',
            due: 30,
            done: 41,
          },
        ],
      },
    ],
  },
  {
    body: 'CI',
    weeks: -13,
    weekday: 4,
    hour: 14,
    minutes: 120,
    place: room,
    items: [
      {
        title: 'Dossier d’affaires : automatisation du centre de données',
        kind: 'decision',
        project: 'P-047',
        by: 'karim.verhelst',
        question: 'Le comité valide-t-il l’investissement de 730 000 € ?',
        notes: 'Le délai de récupération de quatre ans dépend de départs à la retraite qui ne sont pas confirmés.',
        decision: {
          title: 'L’investissement dans l’automatisation du centre de données est refusé en l’état',
          result: 'rejected',
          votes: [1, 4, 0],
        },
        actions: [
          {
            title: 'Revoir le dossier d’affaires avec deux scénarios de départs',
            owner: 'karim.verhelst',
            due: 60,
          },
        ],
      },
      {
        title: 'Suivi : facturation électronique obligatoire',
        kind: 'information',
        project: 'P-016',
        by: 'mehdi.bouazza',
        notes: 'Le projet tient sa date légale. Le comité n’a pas de question.',
      },
    ],
  },
  {
    body: 'CI',
    weeks: -4,
    weekday: 4,
    hour: 14,
    minutes: 100,
    place: room,
    items: [
      {
        title: 'Dossier d’affaires : passerelle vers les pouvoirs organisateurs',
        kind: 'decision',
        project: 'P-046',
        by: 'hugo.warnier',
        question: 'Le comité valide-t-il l’investissement de 780 000 € ?',
        notes: 'Hugo Warnier présente les trois scénarios. Le scénario par lots est préféré.',
        decision: {
          title: 'L’investissement de 780 000 € est validé, par lots',
          result: 'adopted',
          votes: [5, 0, 1],
          text: 'Chaque lot fait l’objet d’un jalon de décision devant le comité.',
        },
        actions: [
          {
            title: 'Inscrire les trois jalons de décision au plan du projet',
            owner: 'hugo.warnier',
            due: 14,
            done: 12,
          },
          { title: 'Réserver le crédit du premier lot au budget', owner: 'thierry.lambrecht', due: 21 },
        ],
      },
    ],
  },
]
