import type { TenantPerson } from '../../people'
import { application, directory, site } from '../../registration'
import type { Column, ListEntity, Principal, Values } from '../../store/entities'
import type { TenantState } from '../../store/state'
import { builtInColumns, facetDefaults } from './column-kinds'

const LIST_ID = '6b1d6d0e-5e0a-4a0e-9c1f-0d7f2f1b9a01'
const SYSTEM = { person: null, viaApplication: false }
const SHAREPOINT_APP = 'i:0i.t|00000003-0000-0ff1-ce00-000000000000|app@sharepoint'
const OUR_APP = `i:0i.t|ms.sp.ext|${application.clientId}@${directory.tenantId}`
const loginOf = (person: TenantPerson): string => `i:0#.f|membership|${person.userPrincipalName}`

const textColumn = (name: string, displayName = name): Column => ({
  id: crypto.randomUUID(),
  name,
  displayName,
  description: '',
  type: 'text',
  facet: facetDefaults.text,
  indexed: false,
  enforceUniqueValues: false,
  required: false,
  hidden: false,
  readOnly: true,
  columnGroup: '_Hidden',
})

/**
 * The site's hidden User Information List. Who never touched the site has no row in it, and Graph has no call that makes one
 * (GRAPH-FACTS 1.4).
 */
export class SiteUsers {
  readonly #ids = new Map<string, number>()

  constructor(private readonly state: TenantState) {
    for (const item of state.liveItems(LIST_ID)) this.#ids.set(String(item.values.Name), item.id)
  }

  /** Makes the list with its two system users, and the people who already work in the site. */
  create(members: readonly TenantPerson[]): void {
    const now = this.state.now()
    const list: ListEntity = {
      id: LIST_ID,
      siteId: site.siteId,
      name: 'users',
      displayName: 'User Information List',
      description: 'All people.',
      template: 'userInformation',
      hidden: true,
      columns: [
        ...builtInColumns.map((column) => ({ ...column, readOnly: true })),
        ...['Name', 'EMail', 'UserName', 'JobTitle', 'Department'].map((name) => textColumn(name)),
      ],
      createdAt: now,
      modifiedAt: now,
      createdBy: SYSTEM,
      version: 1,
    }
    this.state.lists.put(list.id, list)
    this.#add(SHAREPOINT_APP, { Title: 'SharePoint App' })
    this.#add(OUR_APP, { Title: application.displayName })
    for (const person of members) this.ensure(person)
  }

  /** Gives a person who touches the site a row, once. */
  ensure(person: TenantPerson): number {
    const login = loginOf(person)
    return (
      this.#ids.get(login) ??
      this.#add(login, {
        Title: person.displayName,
        EMail: person.userPrincipalName,
        UserName: person.userPrincipalName,
        JobTitle: person.jobTitle,
        Department: person.department,
      })
    )
  }

  get applicationId(): number {
    return this.#ids.get(OUR_APP) ?? 0
  }

  /** Site user id on which a principal's writes are booked. */
  idOf(principal: Principal): number {
    const person = principal.person === null ? undefined : this.state.people.get(principal.person)
    return person ? this.ensure(person) : (this.#ids.get(SHAREPOINT_APP) ?? 0)
  }

  has(id: number): boolean {
    return this.state.table(LIST_ID).items.has(id)
  }

  title(id: number): string | undefined {
    return this.#text(id, 'Title')
  }

  mail(id: number): string | undefined {
    return this.#text(id, 'EMail')
  }

  #text(id: number, name: string): string | undefined {
    const value = this.state.table(LIST_ID).items.get(id)?.values[name]
    return typeof value === 'string' ? value : undefined
  }

  #add(login: string, values: Values): number {
    const table = this.state.table(LIST_ID)
    const now = this.state.now()
    const item = this.state.putItem({
      listId: LIST_ID,
      id: table.lastId + 1,
      guid: crypto.randomUUID(),
      change: table.lastChange + 1,
      version: 1,
      createdAt: now,
      modifiedAt: now,
      createdBy: SYSTEM,
      modifiedBy: SYSTEM,
      values: { ...values, Name: login },
      deleted: false,
    })
    this.#ids.set(login, item.id)
    return item.id
  }
}
