import { z } from 'zod'
import { GraphFailure } from '../../graph/http/failure'
import { roleHolders } from '../../server/wiring/app-roles'
import { type Finding, found, type Patient, reach, stateOf } from './finding'
import { settingIn } from './setting'

const user = z.object({ id: z.string(), mail: z.string().nullish() })
const catalogue = z.object({ value: z.array(z.object({ id: z.string() })) })

/** The mailbox that writes to people whom the bot cannot reach; only a mail shows whether Exchange lets the application send. */
export const checkMailbox = async ({ door, microsoft, sendMail }: Patient): Promise<Finding> => {
  const { mailbox, clientId } = microsoft.graph
  if (mailbox === undefined) return found('mailbox', 'missing', 'MAILBOX', { required: false, mend: ['MAILBOX'] })
  const exists = await reach(() =>
    door.application.send({ method: 'GET', path: `/users/${encodeURIComponent(mailbox)}` }),
  )
  if (exists instanceof GraphFailure && exists.code === 'not-found') {
    const mend = [`New-Mailbox -Shared -Name Gouvernail -PrimarySmtpAddress ${mailbox}`, 'MAILBOX']
    return found('mailbox', 'missing', mailbox, { mend })
  }
  if (exists instanceof GraphFailure) return found('mailbox', 'unknown', exists.message)
  const test = 'gouvernail doctor --mail'
  if (!sendMail) return found('mailbox', 'by-hand', mailbox, { required: false, mend: [test] })
  const { ok } = await door.mail.send(mailbox, 'Gouvernail', 'gouvernail doctor --mail')
  const mend = exchangeRole(clientId, mailbox, 'Mail.Send')
  return ok ? found('mailbox', 'ok', mailbox) : found('mailbox', 'missing', mailbox, { mend })
}

/** Custom role of Exchange for the one mailbox; `permission` as Exchange names it. */
const exchangeRole = (clientId: string, mailbox: string, permission: string): readonly string[] => [
  'Connect-ExchangeOnline',
  `New-ServicePrincipal -AppId ${clientId} -ObjectId <object id of the enterprise application> -DisplayName Gouvernail`,
  `New-ManagementScope -Name Gouvernail -RecipientRestrictionFilter "PrimarySmtpAddress -eq '${mailbox}'"`,
  `New-ManagementRoleAssignment -Name 'Gouvernail ${permission}' -App ${clientId} -Role 'Application ${permission}' -CustomResourceScope Gouvernail`,
]

const planning = z.object({ mailbox: z.string().optional() })

/** The mailbox that convenes: that of the settings page, else that of the configuration. */
const organiserOf = async (patient: Patient): Promise<string | undefined> =>
  (await settingIn(patient, 'planning', planning))?.mailbox || patient.microsoft.graph.mailbox

const DAY_MS = 86_400_000

/**
 * Free and busy times, asked for through the mailbox that convenes: of itself, and of somebody else, who may be beyond what an access
 * policy of Exchange leaves open.
 */
const checkCalendar = async (patient: Patient, mailbox: string | undefined): Promise<Finding> => {
  const { door, microsoft } = patient
  if (mailbox === undefined) return found('calendar', 'missing', 'MAILBOX', { required: false, mend: ['MAILBOX'] })
  const consent = `az ad app permission admin-consent --id ${microsoft.graph.clientId}`
  const mend = [consent, ...exchangeRole(microsoft.graph.clientId, mailbox, 'Calendars.ReadWrite')]
  const seconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+/, '')
  const span = { from: seconds(Date.now()), to: seconds(Date.now() + DAY_MS) }
  const addresses = [mailbox, ...(await somebodyElse(patient))]
  const answer = await reach(() => door.calendars.schedules(mailbox, addresses, span))
  if (answer instanceof GraphFailure)
    return found('calendar', stateOf(answer), `${mailbox}: ${answer.message}`, { mend })
  const closed = addresses.filter((address) => answer.get(address.toLowerCase())?.isKnown !== true)
  return closed.length === 0
    ? found('calendar', 'ok', addresses.join(', '))
    : found('calendar', 'missing', closed.join(', '), { mend })
}

/** Somebody who holds the role of officer; nobody while that cannot be found out. */
const somebodyElse = async ({ door, microsoft }: Patient): Promise<readonly string[]> => {
  try {
    const holders = await roleHolders(door.application, microsoft.graph.clientId)
    const officer = [...holders].find(([, roles]) => roles.includes('officer'))
    if (officer === undefined) return []
    const reply = await door.application.send({
      method: 'GET',
      path: `/users/${officer[0]}`,
      query: { $select: 'id,mail' },
    })
    const { mail } = user.parse(reply.body)
    return mail ? [mail] : []
  } catch {
    return []
  }
}

const MEETINGS = /^OnlineMeetings\.Read(Write)?\.All$/
const NO_MEETING = 'https://teams.microsoft.com/l/meetup-join/none'

/** What meetings are convened with. */
export const checkConvening = async (patient: Patient): Promise<readonly Finding[]> => {
  const mailbox = await organiserOf(patient)
  return [await checkCalendar(patient, mailbox), ...(await checkMeetings(patient, mailbox))]
}

/** Application access policy of Teams; looked at when the registration declares that the service reads meetings. */
const checkMeetings = async (
  { door, microsoft, declared }: Patient,
  mailbox: string | undefined,
): Promise<readonly Finding[]> => {
  const { clientId } = microsoft.graph
  if (!declared.roles.some((role) => MEETINGS.test(role))) return []
  const mend = [
    'Connect-MicrosoftTeams',
    `New-CsApplicationAccessPolicy -Identity Gouvernail -AppIds ${clientId}`,
    'Grant-CsApplicationAccessPolicy -PolicyName Gouvernail -Global',
  ]
  if (mailbox === undefined) return [found('meetings', 'unknown', 'MAILBOX', { required: false, mend })]
  const organizer = await reach(() =>
    door.application.send({ method: 'GET', path: `/users/${encodeURIComponent(mailbox)}` }),
  )
  if (organizer instanceof GraphFailure) return [found('meetings', 'unknown', organizer.message, { mend })]
  const { id } = user.parse(organizer.body)
  const query = { $filter: `JoinWebUrl eq '${NO_MEETING}'` }
  const answer = await reach(() => door.application.send({ method: 'GET', path: `/users/${id}/onlineMeetings`, query }))
  // Nobody ever met there: any answer but a refusal shows that the application may look.
  if (answer instanceof GraphFailure && stateOf(answer) === 'unknown') {
    return [found('meetings', 'unknown', answer.message, { mend })]
  }
  const isRefused = answer instanceof GraphFailure && answer.code === 'forbidden'
  return [isRefused ? found('meetings', 'missing', answer.message, { mend }) : found('meetings', 'ok', mailbox)]
}

/** Graph installs for people only what the organisation's own catalogue holds (GRAPH-FACTS 5.2). */
export const checkCatalogue = async ({ door, microsoft }: Patient): Promise<Finding> => {
  const { teamsAppId } = microsoft
  const mend = [
    'npx -p @microsoft/m365agentstoolkit-cli atk publish --env prod',
    'https://admin.teams.microsoft.com/policies/manage-apps',
    'TEAMS_APP_ID',
  ]
  const query = { $filter: `externalId eq '${teamsAppId}'` }
  const answer = await reach(() => door.application.send({ method: 'GET', path: '/appCatalogs/teamsApps', query }))
  if (answer instanceof GraphFailure) return found('catalogue', 'unknown', answer.message, { mend })
  const entry = catalogue.parse(answer.body).value[0]?.id
  return entry === undefined
    ? found('catalogue', 'missing', `externalId ${teamsAppId}`, { mend })
    : found('catalogue', 'ok', `${teamsAppId} → ${entry}`)
}
