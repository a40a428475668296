import { actions, may } from '../../access/policy'
import type { Route } from '../../route'

/** `GET /me`: who the service takes the reader for, and what they may do whatever the row. */
export const meRoute: Route = {
  method: 'GET',
  path: '/me',
  action: 'me.read',
  handle: async ({ ctx, actor }) => {
    const person = ctx.directory.person(actor.person)
    return {
      status: 200,
      body: {
        id: actor.person,
        name: person?.name ?? '',
        mail: person?.mail ?? '',
        jobTitle: person?.jobTitle ?? null,
        locale: actor.locale,
        roles: actor.roles,
        actions: actions.filter((action) => may(actor, action)),
      },
    }
  },
}
