import type { Health } from '../../src/lists/codes'
import type { AnswerValues, QuestionModel, QuestionProject } from '../../src/status/question-view'

/** What the golden and size tests of cards draw: invented people and projects, fixed dates. */

const values = (overall: Health | null, forecastEnd: string, forecastCost: number): AnswerValues => ({
  overall,
  schedule: overall,
  cost: 'green',
  scope: null,
  risk: null,
  resources: null,
  benefits: null,
  comment: null,
  achieved: null,
  next: null,
  issues: null,
  decisionsRequested: null,
  forecastEnd,
  forecastCost,
  percentComplete: 60,
})

export const awaited: QuestionProject = {
  number: 'P-058',
  title: 'Numérisation des fonds de presse',
  last: {
    cycle: '2026-10',
    cycleTitle: 'octobre 2026',
    overall: 'green',
    trend: 'stable',
    forecastEnd: '2027-02-26',
    forecastCost: 298_000,
    at: '2026-10-26T11:00:00Z',
  },
  recorded: null,
  prefill: values('green', '2027-02-26', 298_000),
  canConfirm: true,
  computed: { health: 'green', sentence: null, worseThanDeclared: false },
  nextMilestone: { title: 'Recette', due: '2026-12-11' },
  delegate: 'Olivier Bertaux',
  onBehalfOf: null,
  tabUrl: 'https://teams.microsoft.com/l/entity/app/portfolio?subEntityId=project%2FP-058',
}

export const slipping: QuestionProject = {
  ...awaited,
  number: 'P-037',
  title: 'Archivage audiovisuel pérenne',
  last: {
    cycle: '2026-10',
    cycleTitle: 'octobre 2026',
    overall: 'green',
    trend: 'worsening',
    forecastEnd: '2027-10-12',
    forecastCost: 2_210_000,
    at: '2026-10-30T11:00:00Z',
  },
  prefill: values('green', '2027-10-12', 2_210_000),
  computed: {
    health: 'amber',
    sentence: 'Déclaré vert, mais calculé orange : la fin prévue est à 11 jours de la référence (tolérance 30 j).',
    worseThanDeclared: true,
  },
  nextMilestone: { title: 'Transfert des bandes, lot 2', due: '2026-11-04' },
}

export const recorded: QuestionProject = {
  ...awaited,
  number: 'P-022',
  title: 'Guichet unique des subventions',
  recorded: {
    overall: 'amber',
    trend: 'stable',
    forecastEnd: '2027-05-31',
    forecastCost: 640_000,
    answeredAt: '2026-11-23T08:04:00Z',
    answeredBy: 'Julie Maréchaux',
  },
  canConfirm: false,
}

export const question = (projects: readonly QuestionProject[]): QuestionModel => ({
  cycle: { code: '2026-11', title: 'novembre 2026', cutOff: '2026-11-27T11:00:00Z', accepting: true },
  person: { id: 'c4689fdc-13d4-42f8-8990-8cb74bac9da3', name: 'Julie Maréchaux', firstName: 'Julie' },
  projects,
  answered: projects.filter((project) => project.recorded !== null).length,
  generatedAt: '2026-11-23T09:00:00Z',
  tabUrl: 'https://teams.microsoft.com/l/entity/app/cycle?subEntityId=cycle%2F2026-11',
})

/** Long but believable: twelve projects of one manager, each with everything that a block can show. */
export const twelve: QuestionModel = question(
  Array.from({ length: 12 }, (_, index) => ({
    ...slipping,
    number: `P-${String(index + 101)}`,
    title: `Modernisation de la chaîne d’échanges avec les communes, lot ${index + 1}`,
    onBehalfOf: 'Olivier Bertaux',
  })),
)
