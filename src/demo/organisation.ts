/**
 * The demo organisation: programmes and projects of a public IT operator, all invented. People are named by the alias of
 * their address and resolved in the directory. Months are counted from the month in which the demo is seeded, so that the
 * portfolio stays believable whenever it is started.
 */
import type { Phase } from '../lists/codes'
import type { StoryKind } from './stories'

export interface DemoProgramme {
  readonly code: string
  readonly title: string
  readonly manager: string
  readonly sponsor: string
}

export interface DemoProject {
  readonly number: string
  readonly title: string
  readonly programme: string
  readonly manager: string
  readonly phase: Phase
  readonly priority: boolean
  /** Approved cost in thousands of euros. */
  readonly approved: number
  /** Month of the start and of the baseline end, from the month of seeding. */
  readonly startMonth: number
  readonly endMonth: number
  readonly story: StoryKind
  /** Slip in days and deviation of the cost in percent that the story has reached by now. */
  readonly slip: number
  readonly cost: number
}

const programmes: readonly DemoProgramme[] = [
  { code: 'INS', title: 'Inscriptions et parcours scolaire', manager: 'samira.lejeune', sponsor: 'isabelle.kinet' },
  { code: 'PER', title: 'Personnels de l’enseignement', manager: 'renaud.stassart', sponsor: 'isabelle.kinet' },
  { code: 'CUL', title: 'Culture et patrimoine numérique', manager: 'joelle.quertin', sponsor: 'annecatherine.rigaux' },
  { code: 'SOC', title: 'Socle technique et sécurité', manager: 'didier.fontenelle', sponsor: 'luc.vanderstraeten' },
  { code: 'FIN', title: 'Finances et marchés publics', manager: 'veronique.halleux', sponsor: 'rachid.el.amrani' },
  { code: 'DON', title: 'Données et pilotage', manager: 'marc.desmedt', sponsor: 'annecatherine.rigaux' },
]

type ProjectLine = readonly [
  number: number,
  title: string,
  programme: string,
  manager: string,
  phase: Phase,
  priority: 0 | 1,
  approved: number,
  startMonth: number,
  endMonth: number,
  story: StoryKind,
  slip: number,
  cost: number,
]

const lines: readonly ProjectLine[] = [
  [14, 'Inscription en ligne, fondamental', 'INS', 'claire.dombret', 'execution', 1, 1250, -16, 7, 'steady', 4, -0.2],
  [31, 'Dossier unique de l’élève', 'INS', 'yanis.delcroix', 'execution', 1, 2750, -20, 12, 'slides', 27, 4.4],
  [19, 'Suivi de l’obligation scolaire', 'INS', 'claire.dombret', 'execution', 1, 640, -14, 3, 'recovers', 0, -4.4],
  [
    46,
    'Passerelle vers les pouvoirs organisateurs',
    'INS',
    'hugo.warnier',
    'preparation',
    1,
    780,
    -9,
    9,
    'slides',
    63,
    14.6,
  ],
  [52, 'Orientation après le tronc commun', 'INS', 'elise.makanda', 'preparation', 1, 460, -6, 16, 'young', -6, -1.1],
  [
    2,
    'Plateforme d’inscription en 1re secondaire',
    'INS',
    'yanis.delcroix',
    'closure',
    0,
    980,
    -30,
    1,
    'steady',
    9,
    1.8,
  ],
  [23, 'Recours en ligne des parents', 'INS', 'hugo.warnier', 'execution', 0, 215, -10, 5, 'costly', 8, 8.6],
  [38, 'Bulletin numérique certifié', 'INS', 'elise.makanda', 'execution', 0, 330, -12, 6, 'volatile', 18, 3.1],
  [60, 'Registre des fréquentations', 'INS', 'claire.dombret', 'request', 0, 150, -3, 14, 'young', 0, 0],
  [
    8,
    'Paie des enseignants, nouveau moteur',
    'PER',
    'nora.pirard',
    'execution',
    1,
    3250,
    -22,
    5,
    'watermelon',
    81,
    5.0,
  ],
  [27, 'Désignations et remplacements', 'PER', 'bastien.colard', 'execution', 1, 1080, -15, 2, 'recovers', 18, 2.2],
  [33, 'Dossier administratif numérique', 'PER', 'nora.pirard', 'execution', 1, 1950, -18, 10, 'steady', 7, -0.8],
  [41, 'Cadastre des titres et fonctions', 'PER', 'thomas.roevens', 'preparation', 1, 395, -8, 5, 'silent', 12, -1.8],
  [55, 'Coffre-fort des attestations', 'PER', 'amira.haddouchi', 'execution', 1, 270, -7, 6, 'watermelon', 26, 0.7],
  [6, 'Portail des enseignants', 'PER', 'bastien.colard', 'closure', 0, 890, -28, 1, 'steady', 5, 1.1],
  [17, 'Gestion des absences pour maladie', 'PER', 'amira.haddouchi', 'execution', 0, 540, -13, 4, 'volatile', 22, 4.0],
  [44, 'Formation continue, catalogue unique', 'PER', 'thomas.roevens', 'execution', 0, 245, -9, 8, 'steady', 0, -2.5],
  [61, 'Simulateur de carrière', 'PER', 'bastien.colard', 'request', 0, 120, -2, 15, 'young', 0, 0],
  [22, 'Guichet unique des subventions', 'CUL', 'julie.marechaux', 'execution', 1, 1450, -17, 6, 'slides', 25, 2.7],
  [
    35,
    'Plateforme des bibliothèques publiques',
    'CUL',
    'olivier.bertaux',
    'closure',
    1,
    940,
    -26,
    1,
    'recovers',
    0,
    -2.0,
  ],
  [37, 'Archivage audiovisuel pérenne', 'CUL', 'julie.marechaux', 'execution', 1, 2200, -19, 11, 'slides', 28, 2.9],
  [48, 'Billetterie des centres culturels', 'CUL', 'olivier.bertaux', 'preparation', 1, 320, -7, 16, 'young', 2, -0.6],
  [58, 'Numérisation des fonds de presse', 'CUL', 'julie.marechaux', 'execution', 0, 300, -11, 3, 'steady', 0, -0.7],
  [25, 'Catalogue collectif des musées', 'CUL', 'olivier.bertaux', 'execution', 0, 410, -14, 5, 'costly', 10, 9.2],
  [42, 'Agenda culturel ouvert', 'CUL', 'gaetan.leclercq', 'preparation', 0, 95, -5, 9, 'steady', 6, 0],
  [50, 'Dépôt légal numérique', 'CUL', 'gaetan.leclercq', 'execution', 0, 560, -12, 8, 'silent', 20, 1.5],
  [5, 'Migration vers le nuage hybride', 'SOC', 'karim.verhelst', 'execution', 1, 4600, -24, 8, 'slides', 92, 11.3],
  [
    12,
    'Identité et accès des agents et partenaires',
    'SOC',
    'laure.stievenart',
    'execution',
    1,
    1400,
    -16,
    4,
    'steady',
    5,
    -1.7,
  ],
  [
    40,
    'Réseau des implantations scolaires',
    'SOC',
    'karim.verhelst',
    'execution',
    1,
    3650,
    -18,
    12,
    'volatile',
    27,
    3.6,
  ],
  [
    43,
    'Centre de supervision de la sécurité',
    'SOC',
    'laure.stievenart',
    'execution',
    1,
    860,
    -13,
    2,
    'recovers',
    0,
    -1.7,
  ],
  [10, 'Postes de travail 2026', 'SOC', 'sophie.marchal', 'closure', 0, 2100, -21, 2, 'steady', 12, 0.9],
  [21, 'Sauvegardes immuables', 'SOC', 'sophie.marchal', 'execution', 1, 620, -10, 4, 'steady', 3, -3.0],
  [29, 'Annuaire et messagerie des écoles', 'SOC', 'gaetan.leclercq', 'execution', 0, 480, -12, 7, 'volatile', 24, 5.5],
  [47, 'Automatisation du centre de données', 'SOC', 'karim.verhelst', 'preparation', 0, 730, -6, 13, 'young', 0, 0],
  [
    56,
    'Authentification forte généralisée',
    'SOC',
    'laure.stievenart',
    'execution',
    0,
    350,
    -9,
    3,
    'watermelon',
    44,
    2.0,
  ],
  [3, 'Comptabilité budgétaire, version 4', 'FIN', 'mehdi.bouazza', 'execution', 1, 2900, -23, 6, 'costly', 12, 12.4],
  [16, 'Facturation électronique obligatoire', 'FIN', 'mehdi.bouazza', 'execution', 1, 690, -12, 3, 'steady', 6, 1.2],
  [28, 'Marchés publics, dématérialisation', 'FIN', 'aurelie.gillain', 'execution', 1, 1150, -15, 9, 'slides', 34, 3.8],
  [34, 'Recouvrement des indus', 'FIN', 'aurelie.gillain', 'preparation', 0, 275, -7, 10, 'steady', 0, -1.0],
  [45, 'Tableau de bord des engagements', 'FIN', 'mehdi.bouazza', 'execution', 0, 185, -8, 4, 'recovers', 10, 0.5],
  [51, 'Inventaire comptable du patrimoine', 'FIN', 'aurelie.gillain', 'execution', 0, 340, -11, 6, 'costly', 14, 8.9],
  [57, 'Gestion des conventions', 'FIN', 'sophie.marchal', 'request', 0, 160, -2, 12, 'young', 0, 0],
  [7, 'Entrepôt de données de l’enseignement', 'DON', 'jan.peeters', 'execution', 1, 1800, -20, 7, 'recovers', 15, 2.6],
  [
    18,
    'Indicateurs de l’enseignement, publication',
    'DON',
    'celine.dufrasne',
    'execution',
    1,
    420,
    -13,
    4,
    'steady',
    2,
    -2.2,
  ],
  [26, 'Référentiel des établissements', 'DON', 'jan.peeters', 'execution', 0, 980, -14, 8, 'volatile', 20, 4.1],
  [36, 'Qualité des données de l’élève', 'DON', 'celine.dufrasne', 'execution', 0, 290, -10, 6, 'slides', 38, 2.4],
  [39, 'Portail de données ouvertes', 'DON', 'jan.peeters', 'preparation', 0, 210, -6, 10, 'steady', 0, 0.3],
  [49, 'Prévision des effectifs', 'DON', 'celine.dufrasne', 'preparation', 0, 190, -5, 11, 'young', 4, 0],
  [53, 'Catalogue des traitements RGPD', 'DON', 'celine.dufrasne', 'execution', 0, 140, -9, 3, 'steady', 8, -1.4],
  [59, 'Assistant documentaire interne', 'DON', 'gaetan.leclercq', 'request', 0, 230, -3, 15, 'silent', 0, 0],
]

const projects: readonly DemoProject[] = lines.map(
  ([number, title, programme, manager, phase, priority, approved, startMonth, endMonth, story, slip, cost]) => ({
    number: `P-${String(number).padStart(3, '0')}`,
    title,
    programme,
    manager,
    phase,
    priority: priority === 1,
    approved,
    startMonth,
    endMonth,
    story,
    slip,
    cost,
  }),
)

/** Who replaces a project manager for a day or a fortnight: the colleague with whom they share an office. */
const delegates: Readonly<Record<string, string>> = {
  'amira.haddouchi': 'aurelie.gillain',
  'aurelie.gillain': 'amira.haddouchi',
  'bastien.colard': 'claire.dombret',
  'claire.dombret': 'bastien.colard',
  'celine.dufrasne': 'gaetan.leclercq',
  'gaetan.leclercq': 'celine.dufrasne',
  'hugo.warnier': 'jan.peeters',
  'jan.peeters': 'hugo.warnier',
  'julie.marechaux': 'karim.verhelst',
  'karim.verhelst': 'julie.marechaux',
  'laure.stievenart': 'mehdi.bouazza',
  'mehdi.bouazza': 'laure.stievenart',
  'nora.pirard': 'olivier.bertaux',
  'olivier.bertaux': 'nora.pirard',
  'sophie.marchal': 'thomas.roevens',
  'thomas.roevens': 'sophie.marchal',
  'yanis.delcroix': 'elise.makanda',
  'elise.makanda': 'yanis.delcroix',
}

export interface Organisation {
  readonly programmes: readonly DemoProgramme[]
  readonly projects: readonly DemoProject[]
  readonly delegates: Readonly<Record<string, string>>
  /** Published cycles that lie behind, the latest in the month before the seeding. */
  readonly pastCycles: number
}

export const demoOrganisation: Organisation = { programmes, projects, delegates, pastCycles: 12 }
