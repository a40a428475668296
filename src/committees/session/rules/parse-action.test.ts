import { actionLines, type Candidate, parseAction } from './parse-action'

const TODAY = { from: '2026-11-18', language: 'fr' } as const
const person = (name: string, here = true): Candidate => ({ id: name.toLowerCase(), name, here })
const people = [
  person('Nora Pirard'),
  person('Jean-Marc Hardy'),
  person('Anne-Catherine Rigaux'),
  person('Anne De Smet'),
  person('Nora Bastin', false),
  person('Kristel Van Damme', false),
  person('Inès Vandamme'),
]

test.each([
  ['@nora transmettre le plan révisé pour le 15/12', 'Nora Pirard', '2026-12-15', 'Transmettre le plan révisé'],
  ['Transmettre le plan @Nora Pirard 15/12/2026', 'Nora Pirard', '2026-12-15', 'Transmettre le plan'],
  ['@ines envoyer la note d’ici le 1er décembre', 'Inès Vandamme', '2026-12-01', 'Envoyer la note'],
  ['@Jean-Marc relancer le fournisseur vendredi', 'Jean-Marc Hardy', '2026-11-20', 'Relancer le fournisseur'],
  ['@hardy: relancer, avant le 3.2', 'Jean-Marc Hardy', '2027-02-03', 'Relancer'],
  ['@kristel send the figures by December 4th', 'Kristel Van Damme', '2026-12-04', 'Send the figures'],
  ['@van damme send the figures in 2 weeks', 'Kristel Van Damme', '2026-12-02', 'Send the figures'],
  ['@vand chiffrer les 3 scénarios dans 10 jours', 'Inès Vandamme', '2026-11-28', 'Chiffrer les 3 scénarios'],
  ['@rigaux valider au plus tard le 31 janvier 2027', 'Anne-Catherine Rigaux', '2027-01-31', 'Valider'],
  ['@de smet clôturer fin du mois', 'Anne De Smet', '2026-11-30', 'Clôturer'],
  ['@rigaux préparer le lot 2 pour demain', 'Anne-Catherine Rigaux', '2026-11-19', 'Préparer le lot 2'],
  ['@pirard close the 15/11 review by Wednesday', 'Nora Pirard', '2026-11-25', 'Close the 15/11 review'],
  ['@hardy relire le lot 2 pour le vendredi 18/12', 'Jean-Marc Hardy', '2026-12-18', 'Relire le lot 2'],
  ['@hardy review lot 2 by Friday, 18 December', 'Jean-Marc Hardy', '2026-12-18', 'Review lot 2'],
  ['Écrire à pmo@anne.be @ines 15/12', 'Inès Vandamme', '2026-12-15', 'Écrire à pmo@anne.be'],
  ['@nora b prévenir 2026-12-24', 'Nora Pirard', '2026-12-24', 'B prévenir'],
  ['@nora bas prévenir 2026-12-24', 'Nora Bastin', '2026-12-24', 'Prévenir'],
])('%s', (line, owner, dueOn, title) => {
  expect(parseAction(line, people, TODAY)).toMatchObject({ owner: { name: owner }, dueOn, title, problems: [] })
})

test.each([
  ['envoyer la note 15/12', ['no-owner']],
  ['@zoé envoyer la note 15/12', ['unknown-owner']],
  ['@anne envoyer la note 15/12', ['ambiguous-owner']],
  ['@nora envoyer la note', ['no-date']],
  ['@nora envoyer la note le 31/02', ['no-date']],
  ['@nora 15/12', ['no-title']],
  [`@nora ${'mot '.repeat(80)}15/12`, ['long-title']],
  ['écrire à info@nora.be', ['no-owner', 'no-date']],
  ['@nora envoyer la note le 17/11/2026', ['past-date']],
  ['@nora send the note by 2025-12-24', ['past-date']],
  ['@ines et @zoé envoyer la note 15/12', ['unknown-owner']],
  ['@ines, @anne envoyer la note 15/12', ['ambiguous-owner']],
])('%s lacks %j', (line, problems) => {
  expect(parseAction(line, people, TODAY).problems).toEqual(problems)
})

test.each([
  ['@ines et @hardy préparent le budget pour le 15/12', 'Préparent le budget (avec Jean-Marc Hardy)'],
  ['@ines, @hardy et @nora: préparer le budget 15/12', 'Préparer le budget (avec Jean-Marc Hardy, Nora Pirard)'],
  ['@ines and @hardy prepare the budget by 15/12', 'Prepare the budget (avec Jean-Marc Hardy)'],
  ['@ines / @hardy & @ines préparer le budget 15/12', 'Préparer le budget (avec Jean-Marc Hardy)'],
  ['Préparer le budget @ines et @hardy 15/12', 'Préparer le budget (avec Jean-Marc Hardy)'],
  ['@ines @hardy préparer le budget. 15/12', 'Préparer le budget (avec Jean-Marc Hardy)'],
  [
    '@ines transmettre le plan à @hardy et @rigaux 15/12',
    'Transmettre le plan à Jean-Marc Hardy et Anne-Catherine Rigaux',
  ],
  ['@ines et valider avec @zoé 15/12', 'Valider avec zoé'],
])('%s: one action of who is named first', (line, title) => {
  expect(parseAction(line, people, TODAY)).toMatchObject({ owner: { name: 'Inès Vandamme' }, title, problems: [] })
})

test('the language of the minutes says with whom; a day before the meeting is refused, its own is not', () => {
  const typing = { from: '2026-03-10', language: 'en' } as const
  const { title, dueOn } = parseAction('@ines and @hardy prepare the budget by 10/3', people, typing)
  expect([title, dueOn]).toEqual(['Prepare the budget (with Jean-Marc Hardy)', '2026-03-10'])
  expect(parseAction('@ines prepare 09/03/2026', people, typing).problems).toEqual(['past-date'])
})

test('each line that says something is one action', () => {
  expect(actionLines('@a un 1/12\n\n  @b deux 2/12 ')).toEqual(['@a un 1/12', '@b deux 2/12'])
})
