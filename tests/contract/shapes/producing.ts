import { type Answer, ines, startClient, type TenantClient } from '../tenant-client'

/** The local tenant as the productions use it. */
export interface Producing {
  readonly client: TenantClient
  /** Of somebody who may make lists. */
  readonly person: string
  readonly sites: string
  /** A list with what the examples' lists have; its path. */
  makeList(columns?: readonly object[]): Promise<string>
  /** Bodies that come instead of an answer to a request: notifications, tokens. */
  answered(body: unknown, status?: number): Produced
}

export interface Produced {
  readonly status: number | null
  readonly headers: Headers | null
  readonly body: unknown
}

/** How the local tenant answers what an example answers. */
export interface Production {
  /** File of the example, without `.json`, and where in it the answer stands. */
  readonly example: string
  readonly at: readonly (string | number)[]
  /** The example holds a request besides the status of its answer. */
  readonly statusOnly?: boolean
  produce(on: Producing): Promise<Produced | Answer>
}

export const startProducing = async (): Promise<Producing> => {
  const roles = [
    'Sites.ReadWrite.All',
    'Sites.Manage.All',
    'Files.ReadWrite.All',
    'Calendars.ReadWrite',
    'User.Read.All',
  ]
  const more = ['Tasks.ReadWrite.All', 'OnlineMeetings.Read.All', 'AppCatalog.Read.All', 'GroupMember.Read.All']
  const client = await startClient({
    grantedRoles: [...roles, ...more, 'TeamsAppInstallation.ReadWriteForUser.All'],
    grantedScopes: ['Sites.ReadWrite.All', 'Sites.Manage.All', 'Calendars.ReadWrite', 'User.Read'],
  })
  const person = await client.personToken(ines)
  const sites = `/sites/${client.tenant.registration.siteId}`
  let made = 0
  return {
    client,
    person,
    sites,
    makeList: async (columns = []) => {
      made += 1
      const body = { displayName: `Example ${made}`, columns, list: { template: 'genericList' } }
      const answer = await client.graph('POST', `${sites}/lists`, { body, token: person })
      if (answer.status !== 201) throw new Error(answer.text)
      return `${sites}/lists/${String(answer.at('id'))}`
    },
    answered: (body, status) => ({ status: status ?? null, headers: null, body }),
  }
}

/** The answer as it is compared. */
export const producedOf = (answer: Produced | Answer): Produced =>
  'body' in answer
    ? answer
    : {
        status: answer.status,
        headers: answer.headers,
        body: answer.text === '' ? null : JSON.parse(answer.text),
      }
