import { GraphError } from '../exchange'
import type { Operation } from '../permission-table'
import type { GraphRoute } from '../router'

const calls: readonly (readonly [string, string, Operation])[] = [
  ['POST', '/teams/{team}/channels/{channel}/messages', 'channel.message'],
  ['POST', '/teams/{team}/channels/{channel}/messages/{message}/replies', 'channel.message'],
  ['POST', '/chats/{chat}/messages', 'chat.message'],
  ['POST', '/appCatalogs/teamsApps', 'catalog.publish'],
  ['POST', '/drives/{drive}/items/{item}/workbook/createSession', 'workbook.write'],
  ['POST', '/drives/{drive}/root/{:path}/workbook/createSession', 'workbook.write'],
  ['POST', '/drives/{drive}/root/{:path}/workbook/tables/{table}/rows', 'workbook.write'],
  ['PATCH', '/drives/{drive}/root/{:path}/workbook/worksheets/{sheet}/{range}', 'workbook.write'],
  ['POST', '/drives/{drive}/items/{item}/workbook/tables/{table}/rows', 'workbook.write'],
  ['POST', '/drives/{drive}/items/{item}/workbook/tables/{table}/rows/add', 'workbook.write'],
  ['PATCH', '/drives/{drive}/items/{item}/workbook/worksheets/{sheet}/{range}', 'workbook.write'],
]

/** Calls that no application may make (GRAPH-FACTS 0, 5.1, 7.4): known so that they are refused as they really are. */
export const refusalRoutes = (): readonly GraphRoute[] =>
  calls.map(([method, template, operation]) => ({
    method,
    template,
    operation,
    units: 0,
    handle: () => {
      const text = `The local tenant refuses ${method} ${template} to applications, and does not implement it for people.`
      throw new GraphError(501, 'notImplemented', text)
    },
  }))
