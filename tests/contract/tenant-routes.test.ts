import { Chats } from '../../src/local-tenant/connector/chats'
import { Faults } from '../../src/local-tenant/faults'
import { DocumentLibrary } from '../../src/local-tenant/graph/drives/library'
import { Transfers } from '../../src/local-tenant/graph/drives/transfers'
import { SiteUsers } from '../../src/local-tenant/graph/lists/site-users'
import { graphRoutes } from '../../src/local-tenant/graph/routes'
import { people } from '../../src/local-tenant/people'
import { Journal } from '../../src/local-tenant/store/journal'
import { TenantState } from '../../src/local-tenant/store/state'
import { readOperations } from './graph-contract'

/** Calls that Microsoft documents and its table lacks or spells otherwise: type casts and media values. */
const unlisted: readonly string[] = [
  // GRAPH-FACTS 12
  'GET /places/microsoft.graph.room',
  'GET /users/{user}/photo/$value',
  'PUT /users/{user}/photo/$value',
  'GET /me/photo/$value',
  'PUT /me/photo/$value',
  // GRAPH-FACTS 7.3
  'GET /sites/{site}/pages/microsoft.graph.sitePage',
  'GET /sites/{site}/pages/{page}/microsoft.graph.sitePage',
  'DELETE /sites/{site}/pages/{page}/microsoft.graph.sitePage',
  'PATCH /sites/{site}/pages/{page}/microsoft.graph.sitePage',
  'POST /sites/{site}/pages/{page}/microsoft.graph.sitePage/publish',
  // GRAPH-FACTS 7.4: `range(address='A1:B2')`
  'PATCH /drives/{drive}/items/{item}/workbook/worksheets/{sheet}/{range}',
]

/** The parameters without their names; a site's drive is a drive, and `root` is an item (GRAPH-FACTS 7.1). */
const shape = (operation: string): string =>
  operation
    .replaceAll(/\{[^}]+\}/g, '{}')
    .replaceAll(/\(.*?\)/g, '')
    .replace('/sites/{}/drive/', '/drives/{}/')
    .replace(/(\/drives\/\{\})\/root(?=\/|$)/, '$1/items/{}')

test('every call that the tenant answers is one of Microsoft’s own table of version 1.0', () => {
  const state = new TenantState(new Journal(undefined), people, () => new Date())
  const origin = (): string => 'http://127.0.0.1'
  const library = new DocumentLibrary(state)
  const routes = graphRoutes({
    state,
    siteUsers: new SiteUsers(state),
    faults: new Faults(),
    origin,
    chats: new Chats(state),
    announce: () => undefined,
    library,
    transfers: new Transfers(library, origin),
    appManifest: { activityTypes: [], messageCommands: [], resourceSpecific: [] },
  })
  const known = new Set([...readOperations().keys(), ...unlisted].map(shape))
  const strangers = routes
    // An address by path is another way to write one by id.
    .filter(({ template }) => !template.includes('{:'))
    .map(({ method, template }) => `${method} ${template}`)
    .filter((operation) => !known.has(shape(operation)))
  expect(strangers).toEqual([])
})
