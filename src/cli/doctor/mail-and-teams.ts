import { z } from 'zod'
import { GraphFailure } from '../../graph/http/failure'
import { type Finding, found, type Patient, reasonOf } from './finding'

const user = z.object({ id: z.string() })
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
  const mend = [
    'Connect-ExchangeOnline',
    `New-ServicePrincipal -AppId ${clientId} -ObjectId <object id of the enterprise application> -DisplayName Gouvernail`,
    `New-ManagementScope -Name Gouvernail -RecipientRestrictionFilter "PrimarySmtpAddress -eq '${mailbox}'"`,
    `New-ManagementRoleAssignment -App ${clientId} -Role 'Application Mail.Send' -CustomResourceScope Gouvernail`,
  ]
  return ok ? found('mailbox', 'ok', mailbox) : found('mailbox', 'missing', mailbox, { mend })
}

const MEETINGS = /^OnlineMeetings\.Read(Write)?\.All$/
const NO_MEETING = 'https://teams.microsoft.com/l/meetup-join/none'

/** Application access policy of Teams; looked at when the registration declares that the service reads meetings. */
export const checkMeetings = async ({ door, microsoft, declared }: Patient): Promise<readonly Finding[]> => {
  const { mailbox, clientId } = microsoft.graph
  if (!declared.roles.some((role) => MEETINGS.test(role))) return []
  const mend = [
    'Connect-MicrosoftTeams',
    `New-CsApplicationAccessPolicy -Identity Gouvernail -AppIds ${clientId}`,
    'Grant-CsApplicationAccessPolicy -PolicyName Gouvernail -Global',
  ]
  if (mailbox === undefined) return [found('meetings', 'unknown', 'MAILBOX', { mend })]
  const organizer = await reach(() =>
    door.application.send({ method: 'GET', path: `/users/${encodeURIComponent(mailbox)}` }),
  )
  if (organizer instanceof GraphFailure) return [found('meetings', 'unknown', organizer.message, { mend })]
  const { id } = user.parse(organizer.body)
  const query = { $filter: `JoinWebUrl eq '${NO_MEETING}'` }
  const answer = await reach(() => door.application.send({ method: 'GET', path: `/users/${id}/onlineMeetings`, query }))
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

const reach = async <T>(send: () => Promise<T>): Promise<T | GraphFailure> => {
  try {
    return await send()
  } catch (error) {
    if (error instanceof GraphFailure) return error
    throw new Error(reasonOf(error), { cause: error })
  }
}
