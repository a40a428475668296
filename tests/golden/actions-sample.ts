import type { ActionForm, ActionsModel } from '../../src/committees/actions/card-model'

const line = {
  number: 'A-2026-061',
  title: 'Prévenir les écoles de la nouvelle date',
  body: 'CoPil Inscriptions',
  owner: 'Nora Pirard',
  dueOn: '2026-12-04',
  state: 'open',
  daysLate: 0,
  reason: null,
  mayEdit: true,
} as const

/** One that is due, one that is late and was put off, one that is done. */
export const dueActions: ActionsModel = {
  kind: 'due',
  firstName: 'Nora',
  lines: [
    line,
    { ...line, number: 'A-2026-055', title: '**Budget** [2027](x)', daysLate: 6, reason: 'Le fournisseur tarde.' },
    { ...line, number: 'A-2026-050', title: 'Nommer les responsables', state: 'done' },
  ],
  form: null,
  tabUrl: 'https://teams.microsoft.com/l/entity/app/actions',
}

export const laterForm: ActionForm = {
  number: 'A-2026-061',
  kind: 'later',
  dueOn: '2026-12-11',
  reason: '',
  people: [],
  refusal: 'Dites pourquoi l’échéance recule.',
}

export const passForm: ActionForm = {
  ...laterForm,
  kind: 'reassign',
  people: [
    { id: 'a', name: 'Bernadette Lacroix' },
    { id: 'b', name: 'Youssef Benali' },
  ],
  refusal: null,
}
