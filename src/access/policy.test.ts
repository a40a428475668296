import { expectedRights } from '../../tests/access/expected-rights'
import { confidentiality } from '../lists/codes'
import { type Actor, type Role, roles } from './actor'
import { actions, dependsOnRow, may, mayOn, type Relation, relations, relationsTo, relationsToBody } from './policy'

const actor = (...held: Role[]): Actor => ({ person: 'p', roles: held, locale: 'fr' })
const held = (...names: Relation[]): ReadonlySet<Relation> => new Set(names)

test('every action is covered', () => {
  expect(Object.keys(expectedRights).sort()).toEqual([...actions].sort())
})

describe.each(actions)('%s', (action) => {
  const granted = (name: string): boolean =>
    expectedRights[action].includes('*') || expectedRights[action].includes(name)

  test.each(roles)('for the role %s', (role) => {
    expect(may(actor(role), action)).toBe(granted(role))
    expect(mayOn(actor(role), action, held(), 'internal')).toBe(granted(role))
  })

  test.each(relations)('for the relation %s, whatever the confidentiality', (relation) => {
    for (const level of confidentiality) expect(mayOn(actor(), action, held(relation), level)).toBe(granted(relation))
  })

  test('for a colleague without role or relation: internal projects only', () => {
    expect(mayOn(actor(), action, held(), 'internal')).toBe(expectedRights[action].includes('*'))
    expect(mayOn(actor(), action, held(), 'restricted')).toBe(false)
    expect(mayOn(actor(), action, held(), 'confidential')).toBe(false)
  })

  test('a relation is looked at only where one can grant it', () => {
    expect(dependsOnRow(action)).toBe(relations.some((relation) => expectedRights[action].includes(relation)))
  })
})

test('an analyst does not see a confidential project, an officer, an executive and the auditor do', () => {
  const sees = (role: Role): boolean => mayOn(actor(role), 'project.read', held(), 'confidential')
  expect(roles.filter(sees)).toEqual(['officer', 'executive', 'auditor'])
})

test('relations come from the project and its programme', () => {
  const project = { projectManager: 'a', delegate: 'b', sponsor: 'c', businessOwner: 'c' }
  expect([...relationsTo('c', project, { programmeManager: 'd' })]).toEqual(['sponsor', 'businessOwner'])
  expect([...relationsTo('d', project, { programmeManager: 'd' })]).toEqual(['programmeManager'])
  expect([...relationsTo('x', project, undefined)]).toEqual([])
})

test('relations to a body come from who sits in it', () => {
  const body = { chair: 'a', secretary: 'b', members: ['a', 'c'] }
  expect([...relationsToBody('a', body)]).toEqual(['memberOfBody', 'chairOfBody'])
  expect([...relationsToBody('b', body)]).toEqual(['secretaryOfBody'])
  expect([...relationsToBody('c', body)]).toEqual(['memberOfBody'])
  expect([...relationsToBody('x', body)]).toEqual([])
})
