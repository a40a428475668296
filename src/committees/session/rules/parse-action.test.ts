import { actionLines, type Candidate, parseAction } from './parse-action'

const TODAY = '2026-11-18'
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
])('%s lacks %j', (line, problems) => {
  expect(parseAction(line, people, TODAY).problems).toEqual(problems)
})

test('each line that says something is one action', () => {
  expect(actionLines('@a un 1/12\n\n  @b deux 2/12 ')).toEqual(['@a un 1/12', '@b deux 2/12'])
})
