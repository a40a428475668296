import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Bodies } from '../../lists/bodies'
import { fieldsOf } from '../../lists/kit/list'
import { bodyTargets, memberTargets, recognise } from './targets'

const document = readFileSync(join(__dirname, '../../../docs/committees-import.md'), 'utf8')
/** Field and names of its columns, of each line of the tables. */
const lines = [...document.matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].map(([, field = '', names = '']) => ({
  field,
  names: names.split(';').map((name) => name.trim()),
}))

test('the documentation names every column that an import takes, and each name means its field', () => {
  expect(lines.map(({ field }) => field)).toEqual([...bodyTargets, ...memberTargets])
  const scopes = lines.map((_, index) => (index < bodyTargets.length ? 'body' : 'member'))
  const misread = lines.flatMap(({ field, names }, index) =>
    names.flatMap((name) => {
      const found = recognise(name, 'table')
      return found === `${scopes[index]}.${field}` ? [] : [`${name}: ${found}`]
    }),
  )
  expect(misread).toEqual([])
})

test.each([
  ['Nombre de membres', null],
  ['Members', 'body.members'],
  ['Rôle dans l’instance', 'member.role'],
  ['Type d’instance', 'body.kind'],
  ['Code comité', 'body.code'],
  ['Committee name', 'body.title'],
  ['Comité', 'body.title'],
  ['Membre du comité', 'member.name'],
  ['E-mail du membre', 'member.mail'],
  ['Type de membre', null],
  ['Début du mandat', 'member.from'],
  ['Mandat', 'body.mandate'],
  ['Dossier publié (jours ouvrables avant)', 'body.packDays'],
  // As the label was once.
  ['Dossier publié (jours avant)', 'body.packDays'],
  ['Pack published (days before)', 'body.packDays'],
])('the heading %s means %s', (heading, target) => {
  expect(recognise(heading, 'table')).toBe(target)
})

test('everything that a body holds can be imported', () => {
  const known: readonly string[] = bodyTargets
  expect(fieldsOf(Bodies).flatMap(([field]) => (known.includes(field) ? [] : [field]))).toEqual(['importBatch'])
})
