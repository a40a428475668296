import { peopleByName } from './people-by-name'

const people = [
  { id: 'a', name: 'Philippe Moreau', mail: 'philippe.moreau@opnum.example' },
  { id: 'b', name: 'Marie Dubois', mail: 'marie.dubois@opnum.example' },
  { id: 'c', name: 'Marie Dubois', mail: 'm.dubois2@opnum.example' },
  { id: 'd', name: 'Louis Martin', mail: 'louis@opnum.example' },
  { id: 'e', name: 'Martin Louis', mail: 'martin@opnum.example' },
]
const find = peopleByName(people)

test.each([
  ['philippe moreau', 'a'],
  ['MOREAU Philippe', 'a'],
  ['Moreau, Philippe', 'a'],
  ['Philippe.Moreau@opnum.example', 'a'],
  ['Marie Dubois', null],
  ['Dubois Marie', null],
  ['m.dubois2@opnum.example', 'c'],
  ['Louis Martin', 'd'],
  ['Martin Louis', 'e'],
  ['Philippe', null],
  ['  ', null],
])('%j is %j: nobody is chosen among namesakes', (text, id) => {
  expect(find(text)?.id ?? null).toBe(id)
})
