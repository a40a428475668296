/** Where a column of a source file may go, and the words by which such a column is recognised in French and English. */
export interface Target {
  readonly to: TargetName
  readonly kind: TargetKind
  /** Normalised phrases; the first that a header contains wins, longer phrases being tried first. */
  readonly words: readonly string[]
}

export type TargetKind =
  | 'name'
  | 'text'
  | 'note'
  | 'date'
  | 'amount'
  | 'percent'
  | 'days'
  | 'rating'
  | 'phase'
  | 'flag'
  | 'person'
  | 'cycle'

export const targetNames = [
  'project.title',
  'project.number',
  'project.programme',
  'project.phase',
  'project.priority',
  'project.projectManager',
  'project.sponsor',
  'project.startDate',
  'project.baselineEnd',
  'project.forecastEnd',
  'project.approvedCost',
  'project.committedCost',
  'project.paidCost',
  'project.forecastCost',
  'project.toleranceDays',
  'project.toleranceCost',
  'project.summary',
  'report.overall',
  'report.comment',
  'report.achieved',
  'report.next',
  'report.issues',
  'report.decisionsRequested',
  'report.percentComplete',
  'cycle',
] as const
export type TargetName = (typeof targetNames)[number]

export const targets: readonly Target[] = [
  {
    to: 'project.title',
    kind: 'name',
    words: [
      'project name',
      'nom du projet',
      'intitule du projet',
      'intitule',
      'libelle',
      'denomination',
      'titre',
      'title',
      'projet',
      'project',
      'name',
      'nom',
    ],
  },
  {
    to: 'project.number',
    kind: 'text',
    words: [
      'project number',
      'n de projet',
      'n du projet',
      'n projet',
      'numero de projet',
      'numero du projet',
      'project id',
      'gmpp id',
      'code projet',
      'numero',
      'number',
      'reference',
      'ref',
      'code',
    ],
  },
  {
    to: 'project.programme',
    kind: 'text',
    words: ['department', 'departement', 'programme name', 'programme', 'direction', 'program'],
  },
  { to: 'project.phase', kind: 'phase', words: ['phase', 'stage'] },
  { to: 'project.priority', kind: 'flag', words: ['prioritaire', 'priority', 'priorite'] },
  { to: 'project.projectManager', kind: 'person', words: ['chef de projet', 'cheffe de projet', 'project manager'] },
  { to: 'project.sponsor', kind: 'person', words: ['senior responsible owner', 'sponsor', 'commanditaire'] },
  { to: 'project.startDate', kind: 'date', words: ['start date', 'date de debut', 'debut', 'start'] },
  {
    to: 'project.baselineEnd',
    kind: 'date',
    words: ['baseline end', 'fin de reference', 'fin initiale', 'planned end', 'original end date'],
  },
  {
    to: 'project.forecastEnd',
    kind: 'date',
    words: ['end date', 'fin prevue', 'echeance', 'forecast end', 'date de fin', 'fin', 'end'],
  },
  {
    to: 'project.approvedCost',
    kind: 'amount',
    words: [
      'total budgeted whole life cost',
      'whole life cost total baseline',
      'wlc baseline',
      'whole life cost',
      'budget approuve',
      'approved budget',
      'approved cost',
      'approuve',
      'cout approuve',
      'budget total',
      'budget',
    ],
  },
  { to: 'project.committedCost', kind: 'amount', words: ['engage', 'committed'] },
  { to: 'project.paidCost', kind: 'amount', words: ['liquide', 'paye', 'paid', 'depense', 'spent'] },
  {
    to: 'project.forecastCost',
    kind: 'amount',
    words: ['cout prevu', 'forecast cost', 'estimate at completion', 'cout a terminaison'],
  },
  {
    to: 'project.toleranceDays',
    kind: 'days',
    words: ['tolerance de delai', 'tolerance delai', 'time tolerance', 'tolerance days', 'tolerance jours'],
  },
  { to: 'project.toleranceCost', kind: 'percent', words: ['tolerance de cout', 'tolerance cout', 'cost tolerance'] },
  { to: 'project.summary', kind: 'note', words: ['description', 'objectifs', 'resume', 'summary', 'aims'] },
  {
    to: 'report.overall',
    kind: 'rating',
    words: [
      'rag rating',
      'delivery confidence assessment',
      'colour rating',
      'color rating',
      'feu',
      'meteo',
      'statut',
      'status',
      'health',
      'rag',
      'rating',
    ],
  },
  {
    to: 'report.comment',
    kind: 'note',
    words: ['commentary on actions planned or taken', 'rating comment', 'commentaire', 'comment', 'commentary'],
  },
  { to: 'report.achieved', kind: 'note', words: ['realise', 'realisations', 'achieved', 'achievements'] },
  { to: 'report.next', kind: 'note', words: ['prochaines etapes', 'prochaine etape', 'next steps', 'a venir', 'next'] },
  {
    to: 'report.issues',
    kind: 'note',
    words: ['narrative on schedule', 'schedule comment', 'difficultes', 'problemes', 'incidence', 'issues'],
  },
  {
    to: 'report.decisionsRequested',
    kind: 'note',
    words: ['decision demandee', 'decisions demandees', 'decision requested', 'decisions requested'],
  },
  { to: 'report.percentComplete', kind: 'percent', words: ['avancement', 'percent complete', 'complete'] },
  { to: 'cycle', kind: 'cycle', words: ['campagne', 'cycle', 'year', 'annee', 'exercice', 'periode'] },
]

/** Words that say a column narrates about a figure or a rating rather than holding it. */
const narrative = ['narrative', 'commentary', 'comment', 'commentaire', 'variance', 'ecart']

/** Lower case, no accents, words separated by single spaces; characters lost in a broken encoding become spaces. */
export const normalised = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The target that a header most likely means, with the length of the phrase that matched as a measure of confidence. */
export const recognise = (header: string): { target: Target; length: number } | null => {
  const words = ` ${normalised(header)} `
  const narrates = narrative.some((word) => words.includes(` ${word} `))
  let best: { target: Target; length: number } | null = null
  for (const target of targets) {
    if (narrates && !['note', 'text'].includes(target.kind)) continue
    for (const phrase of target.words) {
      // A plural "s" may follow; the head of a header says more than what stands in brackets behind it.
      if (!words.includes(` ${phrase} `) && !words.includes(` ${phrase}s `)) continue
      if (best === null || phrase.length > best.length) best = { target, length: phrase.length }
    }
  }
  return best
}
