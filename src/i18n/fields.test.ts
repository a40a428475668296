import { allLists } from '../lists/all'
import { fieldsOf } from '../lists/kit/list'
import { en } from './en'
import { fr } from './fr'

test.each(allLists.map((list) => [list.name, list] as const))('every field of %s has a label', (_name, list) => {
  const keys = fieldsOf(list).map(([field]) => `${list.name}.${field}`)
  expect(keys.filter((key) => !(key in fr.fields) || !(key in en.fields))).toEqual([])
})

test('no label is left of a field that is gone', () => {
  const keys = new Set(allLists.flatMap((list) => fieldsOf(list).map(([field]) => `${list.name}.${field}`)))
  expect(Object.keys(fr.fields).filter((key) => !keys.has(key))).toEqual([])
})
