import { at, parameter } from '../../json'
import type { TenantPerson } from '../../people'
import { mailbox } from '../../registration'
import { countOption, type GraphCall, GraphError, type GraphReply, ok, option, param } from '../exchange'
import { parseFilter, satisfies } from '../filter'
import { offsetPage } from '../offset-page'
import { mailboxKey } from '../outlook/mailboxes'
import { type GraphParts, graphUrl } from '../parts'
import { refuseUndeclared, refuseUnknownSelect } from '../properties'
import type { GraphRoute } from '../router'

const DEFAULT_PAGE = 100
const LARGEST_PAGE = 999
const DEFAULT_PROPERTIES = [
  'businessPhones',
  'displayName',
  'givenName',
  'id',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
]

/** Directory users (GRAPH-FACTS 12) and mail sent in their name. */
export const peopleRoutes = (parts: GraphParts): readonly GraphRoute[] => [
  { method: 'GET', template: '/users', operation: 'people.read', units: 0, handle: (call) => page(parts, call) },
  { method: 'GET', template: '/users/{user}', operation: 'people.read', units: 0, handle: (call) => one(parts, call) },
  {
    method: 'GET',
    template: '/me',
    operation: 'me.read',
    units: 0,
    handle: (call) => (call.caller.person ? userReply(parts, call, call.caller.person) : notThere('me')),
  },
  {
    method: 'POST',
    template: '/users/{user}/sendMail',
    operation: 'mail.send',
    units: 0,
    mailbox: (call) => mailboxKey(parts, call),
    handle: (call) => send(parts, call),
  },
]

const notThere = (id: string): never => {
  throw new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )
}

/** A person by object id or user principal name. */
export const findPerson = (parts: GraphParts, call: GraphCall): TenantPerson => {
  const given = param(call, 'user').toLowerCase()
  for (const person of parts.state.people.values()) {
    if (person.id === given || person.userPrincipalName.toLowerCase() === given) return person
  }
  return notThere(param(call, 'user'))
}

/** What `User.ReadBasic.All` shows of other people; the rest is null (GRAPH-FACTS 12). */
const BASIC = ['id', 'displayName', 'givenName', 'surname', 'mail', 'userPrincipalName']

const seesAll = ({ caller }: GraphCall, person: TenantPerson): boolean =>
  caller.person?.id === person.id ||
  caller.permissions.some((one) => /^(User\.Read(Write)?|Directory\.Read)\.All$/.test(one))

/** A person as the caller may see them. */
const shownTo = (call: GraphCall, person: TenantPerson): Record<string, unknown> => {
  const body = userBody(person)
  if (seesAll(call, person)) return body
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, BASIC.includes(name) ? value : null]))
}

const userBody = (person: TenantPerson): Record<string, unknown> => {
  const [givenName = '', ...surname] = person.displayName.split(' ')
  return {
    businessPhones: [],
    displayName: person.displayName,
    givenName,
    id: person.id,
    jobTitle: person.jobTitle,
    mail: person.userPrincipalName,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: person.preferredLanguage,
    surname: surname.join(' '),
    userPrincipalName: person.userPrincipalName,
    accountEnabled: true,
    department: person.department,
    userType: 'Member',
  }
}

const selected = (call: GraphCall, body: Record<string, unknown>): object => {
  const names =
    option(call, 'select')
      ?.split(',')
      .map((name) => name.trim()) ?? DEFAULT_PROPERTIES
  refuseUnknownSelect(call, 'user')
  // What Graph knows of people and nobody has filled in.
  return Object.fromEntries(names.map((name) => [name, body[name] ?? null]))
}

const userReply = (parts: GraphParts, call: GraphCall, person: TenantPerson): GraphReply =>
  ok({ '@odata.context': `${graphUrl(parts)}/$metadata#users/$entity`, ...selected(call, shownTo(call, person)) })

const one = (parts: GraphParts, call: GraphCall): GraphReply => {
  const given = param(call, 'user').toLowerCase()
  return userReply(parts, call, given === mailbox.id || given === mailbox.mail ? shared : findPerson(parts, call))
}

/** A shared mailbox has a user of its own, which lists of people leave out here. */
const shared: TenantPerson = {
  id: mailbox.id,
  displayName: mailbox.name,
  userPrincipalName: mailbox.mail,
  jobTitle: '',
  department: '',
  preferredLanguage: 'fr-BE',
  appRoles: [],
}

/** Operators that the directory answers to advanced queries alone (GRAPH-FACTS 12). */
const ADVANCED = /\bendswith\s*\(|\sne\s|\bnot\b/i

const advanced = (call: GraphCall): GraphError => {
  const asks = call.headers.get('consistencylevel')?.toLowerCase() === 'eventual' && option(call, 'count') === 'true'
  return asks
    ? new GraphError(501, 'notImplemented', 'The local tenant does not implement advanced queries of the directory.')
    : new GraphError(
        400,
        'Request_UnsupportedQuery',
        'Operator is not supported by this query without ConsistencyLevel.',
      )
}

const page = (parts: GraphParts, call: GraphCall): GraphReply => {
  const top = countOption(call, 'top') ?? DEFAULT_PAGE
  if (top > LARGEST_PAGE)
    throw new GraphError(
      400,
      'Request_UnsupportedQuery',
      `Invalid page size specified: '${top}'. Must be between 1 and 999 inclusive.`,
    )
  const text = option(call, 'filter')
  if (text !== undefined && ADVANCED.test(text)) throw advanced(call)
  const filter = text === undefined ? undefined : parseFilter(text)
  const matching = [...parts.state.people.values()]
    .map((person) => shownTo(call, person))
    .filter(
      (body) =>
        filter === undefined || satisfies(filter, (path, literal) => ({ value: property(body, path), literal })),
    )
  const { rows, links } = offsetPage(parts, call, matching, DEFAULT_PAGE, LARGEST_PAGE)
  return ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#users`,
    ...links,
    value: rows.map((body) => selected(call, body)),
  })
}

const property = (body: Record<string, unknown>, path: string): string | boolean | null => {
  const value = body[path]
  if (!(path in body))
    throw new GraphError(
      400,
      'BadRequest',
      `Invalid filter clause: Could not find a property named '${path}' on type 'microsoft.graph.user'.`,
    )
  return typeof value === 'string' || typeof value === 'boolean' ? value : null
}

/** 202: the message is accepted; it can be read in `/_tenant/mails`. */
const send = (parts: GraphParts, call: GraphCall): GraphReply => {
  const given = param(call, 'user').toLowerCase()
  const from = given === mailbox.id || given === mailbox.mail ? mailbox.mail : findPerson(parts, call).userPrincipalName
  const message = parameter(call.body, 'message')
  const recipients = at(message, 'toRecipients')
  if (typeof message !== 'object' || message === null || !Array.isArray(recipients) || recipients.length === 0) {
    throw new GraphError(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.')
  }
  refuseUndeclared(message, 'message')
  const kind = at(at(message, 'body'), 'contentType') ?? 'text'
  if (typeof kind !== 'string' || !/^(text|html)$/i.test(kind)) {
    const text = `The value '${String(kind)}' of the property 'contentType' is not a bodyType.`
    throw new GraphError(400, 'RequestBodyRead', text)
  }
  const id = crypto.randomUUID()
  parts.state.mails.put(id, { id, from, sentAt: parts.state.instant().toISOString(), message: { ...message } })
  return { status: 202 }
}
