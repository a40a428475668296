import { GraphFailure } from '../../graph/http/failure'
import { planProvision } from '../../graph/provision'
import { readSchemaRow, schemaRowCall, writeSchemaRow } from '../../graph/schema'
import { allLists } from '../../lists/all'
import { SCHEMA_VERSION } from '../../lists/schema-version'
import { Settings } from '../../lists/settings'
import { type Finding, found, type Patient, reasonOf, stateOf } from './finding'

/** What the application may do in the site, with the means that lets it. */
export const checkSite = async (patient: Patient): Promise<readonly Finding[]> => {
  const { door, microsoft } = patient
  const { site } = microsoft.graph
  const address = 'id' in site ? site.id : site.path
  let siteId: string
  try {
    siteId = await door.siteId()
    await door.application.send({ method: 'GET', path: `/sites/${siteId}`, query: { $select: 'id' } })
  } catch (error) {
    const mend = stateOf(error) === 'missing' ? [...grantOf(patient, address), 'SITE_URL'] : []
    return [
      found('site', stateOf(error), `${address}: ${reasonOf(error)}`, { mend }),
      ...(['lists', 'write', 'library'] as const).map((check) => found(check, 'unknown', address)),
    ]
  }
  return [found('site', 'ok', address), ...(await checkLists(patient, siteId)), await checkLibrary(patient)]
}

/** A grant for `Sites.Selected`, made by somebody with Sites.FullControl.All; `fullcontrol` is for `provision` alone. */
const grantOf = ({ microsoft }: Patient, siteId: string): readonly string[] => {
  const identity = `@{application=@{id='${microsoft.graph.clientId}'; displayName='Gouvernail'}}`
  return [
    'Connect-MgGraph -Scopes Sites.FullControl.All',
    // A path cannot be followed by `/permissions`; an id can.
    `$site = Get-MgSite -SiteId '${siteId}'`,
    `New-MgSitePermission -SiteId $site.Id -BodyParameter @{roles=@('write'); grantedToIdentities=@(${identity})}`,
  ]
}

const checkLists = async (patient: Patient, siteId: string): Promise<readonly Finding[]> => {
  try {
    const { steps, newer } = await planProvision(patient.door, allLists)
    if (newer !== undefined) {
      const detail = `schema ${newer} > ${SCHEMA_VERSION}`
      return [found('lists', 'missing', detail, { mend: ['gouvernail: install the later release'] })]
    }
    if (steps.length > 0) {
      const kinds = [...new Set(steps.map(({ kind }) => kind))].join(', ')
      const mend = ['gouvernail provision plan', 'gouvernail provision apply']
      return [found('lists', 'missing', `${steps.length}: ${kinds}`, { mend }), found('write', 'unknown', '')]
    }
    const lists = found('lists', 'ok', `schema ${SCHEMA_VERSION}, ${allLists.length} lists`)
    return [lists, await checkWrite(patient, siteId)]
  } catch (error) {
    return [found('lists', 'unknown', reasonOf(error)), found('write', 'unknown', '')]
  }
}

/** Writes the schema version back as it is: there is no other way to know whether a write is allowed. */
const checkWrite = async (patient: Patient, siteId: string): Promise<Finding> => {
  const { application } = patient.door
  const items = `/sites/${siteId}/lists/${Settings.name}/items`
  try {
    const row = readSchemaRow(await application.send(schemaRowCall(items)))
    await writeSchemaRow(application, items, row, row.version)
    return found('write', 'ok', Settings.name)
  } catch (error) {
    const isRefused = error instanceof GraphFailure && error.code === 'forbidden'
    return found('write', isRefused ? 'missing' : 'unknown', reasonOf(error), { mend: grantOf(patient, siteId) })
  }
}

const checkLibrary = async ({ door, microsoft }: Patient): Promise<Finding> => {
  const name = microsoft.graph.libraryName ?? ''
  try {
    await door.documents.below(['Gouvernail'])
    return found('library', 'ok', name)
  } catch (error) {
    return found('library', stateOf(error), reasonOf(error), { mend: ['LIBRARY'] })
  }
}

/** Rights of a list can be read with full control of the site alone, which the application does not ask for (decision 12). */
export const listRights = ({ microsoft }: Patient): Finding => {
  const { site } = microsoft.graph
  const connect = 'path' in site ? [`Connect-PnPOnline -Url 'https://${site.path.replace(':', '')}' -Interactive`] : []
  const names = allLists.map(({ name }) => `'${name}'`).join(',')
  return found('rights', 'by-hand', 'docs/decisions/0012-who-reads-the-site.md', {
    required: false,
    mend: [
      ...connect,
      `${names} | % { Get-PnPList -Identity $_ -Includes HasUniqueRoleAssignments } | ? { -not $_.HasUniqueRoleAssignments } | % Title`,
    ],
  })
}
