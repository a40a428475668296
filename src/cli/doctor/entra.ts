import { z } from 'zod'
import { GraphFailure } from '../../graph/http/failure'
import { createTokens } from '../../graph/identity/tokens'
import { roleHolders } from '../../server/wiring/app-roles'
import { type Finding, found, type Patient, reasonOf, stateOf } from './finding'

const claims = z.object({ roles: z.array(z.string()).default([]) })
const grants = z.array(z.object({ consentType: z.string(), scope: z.string() }))

/** The registration signs in: its permissions are those that the token carries, whatever a portal shows. */
export const checkToken = async ({
  microsoft,
}: Patient): Promise<{ readonly finding: Finding; readonly roles: readonly string[] | null }> => {
  const { clientId } = microsoft.graph
  try {
    const token = await createTokens(microsoft.graph).application()
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
    return { finding: found('token', 'ok', clientId), roles: claims.parse(JSON.parse(payload)).roles }
  } catch (error) {
    const state = stateOf(error)
    // A directory that cannot be found may be a wrong id as well as a line that is down; the secret is not to blame.
    const reset = state === 'missing' ? [`az ad app credential reset --id ${clientId} --append`] : []
    const mend = [...reset, 'MicrosoftAppPassword, MicrosoftAppTenantId']
    return { finding: found('token', state, reasonOf(error), { mend }), roles: null }
  }
}

/** A month: somebody has to find the time. */
const WARNED_MS = 30 * 86_400_000
const registrations = z.array(
  z.object({ passwordCredentials: z.array(z.object({ hint: z.string().nullish(), endDateTime: z.iso.datetime() })) }),
)

/** Until when the secret in use is good. Entra keeps its first three characters; of several that begin alike, the first to end. */
export const checkSecret = async ({
  door,
  microsoft,
  now,
}: Pick<Patient, 'microsoft' | 'now'> & {
  readonly door: { readonly application: Pick<Patient['door']['application'], 'all'> }
}): Promise<Finding> => {
  const { clientId, clientSecret } = microsoft.graph
  const query = { $filter: `appId eq '${clientId}'`, $select: 'passwordCredentials' }
  const list = `az ad app credential list --id ${clientId} --query "[].{hint:hint, end:endDateTime}"`
  try {
    const asked = await door.application.all({ method: 'GET', path: '/applications', query })
    const [end] = registrations
      .parse(asked)
      .flatMap(({ passwordCredentials }) => passwordCredentials)
      .filter(({ hint }) => hint === clientSecret.slice(0, 3))
      .map(({ endDateTime }) => endDateTime)
      .filter((each) => Date.parse(each) > now.getTime())
      .toSorted((a, b) => Date.parse(a) - Date.parse(b))
    if (end === undefined) return found('secret', 'by-hand', '', { required: false, mend: [list] })
    const lasts = Date.parse(end) - now.getTime() > WARNED_MS
    const mend = [list, `az ad app credential reset --id ${clientId} --append`, 'MicrosoftAppPassword']
    return found('secret', lasts ? 'ok' : 'by-hand', end.slice(0, 10), { mend })
  } catch (error) {
    return found('secret', 'unknown', reasonOf(error), { required: false, mend: [list] })
  }
}

/** Where one permission does for another, or where there is another way to the same right. */
const SITES = /^Sites\.(ReadWrite|Manage)\.All$/

/**
 * Lists can be made once by an administrator; mail and calendars can be given by Exchange, for one mailbox, which shows in no token
 * and is looked at by trying.
 */
const BY_OTHER_MEANS = ['Sites.Manage.All', 'Mail.Send', 'Calendars.ReadWrite']

/** One finding per declared application permission. */
export const checkPermissions = (patient: Patient, held: readonly string[]): readonly Finding[] =>
  patient.declared.roles.map((role) => {
    const isSelected = SITES.test(role) && held.some((one) => /^Sites\.(Selected|FullControl\.All)$/.test(one))
    if (held.includes(role) || isSelected) return found('permission', 'ok', role)
    const required = !BY_OTHER_MEANS.includes(role)
    return found('permission', 'missing', role, { required, mend: consentOf(patient) })
  })

/** Consent that is held and not asked for: it stays when the registration is narrowed, until a person takes it back. */
export const checkBeyond = (patient: Patient, held: readonly string[]): readonly Finding[] =>
  held
    .filter((role) => role !== 'Sites.Selected' && !patient.declared.roles.includes(role))
    .map((role) => found('beyond', 'by-hand', role, { required: false, mend: consentOf(patient).slice(1) }))

const consentOf = ({ microsoft }: Patient): readonly string[] => {
  const { clientId } = microsoft.graph
  return [
    `az ad app permission admin-consent --id ${clientId}`,
    `https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/${clientId}`,
  ]
}

/** Consent for everybody to the delegated permissions. Reading it takes Directory.Read.All, which the service does not ask for. */
export const checkDelegated = async (
  patient: Pick<Patient, 'declared' | 'microsoft'> & { readonly door: Pick<Patient['door'], 'application'> },
): Promise<Finding> => {
  const { clientId } = patient.microsoft.graph
  const wanted = patient.declared.scopes
  const consent = `az ad app permission admin-consent --id ${clientId}`
  const principals = {
    method: 'GET',
    path: '/servicePrincipals',
    query: { $filter: `appId eq '${clientId}'` },
  } as const
  try {
    const { application } = patient.door
    const [principal] = z.array(z.object({ id: z.string() })).parse(await application.all(principals))
    const path = `/servicePrincipals/${principal?.id}/oauth2PermissionGrants`
    const given = grants.parse(await application.all({ method: 'GET', path }))
    const forAll = given.filter(({ consentType }) => consentType === 'AllPrincipals')
    const scopes = new Set(forAll.flatMap(({ scope }) => scope.split(' ')))
    const lacking = wanted.filter((scope) => !scopes.has(scope))
    return lacking.length === 0
      ? found('delegated', 'ok', wanted.join(', '))
      : found('delegated', 'missing', lacking.join(', '), { mend: [consent] })
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error
    const path = `servicePrincipals(appId='${clientId}')/oauth2PermissionGrants`
    const look = `az rest --method GET --url "https://graph.microsoft.com/v1.0/${path}"`
    return found('delegated', 'by-hand', wanted.join(', '), { mend: [look, consent] })
  }
}

/** Somebody must be able to open a cycle. */
export const checkRoles = async ({ door, microsoft }: Patient): Promise<Finding> => {
  const mend = [
    'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade > Gouvernail > Users and groups: officer',
  ]
  try {
    const holders = await roleHolders(door.application, microsoft.graph.clientId)
    const officers = [...holders.values()].filter((roles) => roles.includes('officer')).length
    return officers > 0
      ? found('roles', 'ok', `officer: ${officers}`)
      : found('roles', 'missing', 'officer: 0', { mend })
  } catch (error) {
    return found('roles', 'unknown', reasonOf(error), { mend })
  }
}
