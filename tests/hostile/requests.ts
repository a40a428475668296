import { allLists } from '../../src/lists/all'
import type { Route } from '../../src/route'
import { meRoute } from '../../src/server/http/me'
import { routes } from '../../src/server/routes'
import type { Stack } from '../kit/stack'

/** Everything that the service answers under `/api` for people. */
export const everyRoute: readonly Pick<Route, 'method' | 'path' | 'action' | 'takes'>[] = [
  meRoute,
  { method: 'GET', path: '/events', action: 'events.read' },
  ...routes,
]

/** The path with every parameter filled in. */
export const pathOf = (route: Pick<Route, 'path'>, fill: (parameter: string) => string): string =>
  `/api${route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(fill(name)))}`

/** All values of all lists, to compare before and after; without versions, which change when an earlier write arrives. */
export const rowsOf = (stack: Stack): string =>
  JSON.stringify(
    allLists.map((list) => [
      list.name,
      stack.ctx.lists
        .all(list)
        .map(({ $item: _, ...values }) => JSON.stringify(values))
        .sort(),
    ]),
  )

/** What no answer may ever show: stacks, names of modules, queries, tokens. */
export const INSIDES = /node_modules|\bat \S+ \(|\.ts:\d+|ZodError|TypeError|SyntaxError|select \w+ from|eyJ[\w-]{20,}/i
