import { ines, startClient, type TenantClient } from '../tenant-client'

/**
 * GRAPH-FACTS 12, call by call: with its least permission a call passes (whatever else it may answer), with another it is 403;
 * null where there is no such form. Calls that the local tenant does not answer are left out.
 */
let client: TenantClient
beforeAll(async () => {
  client = await startClient()
})
afterAll(() => client.close())

const [site, list, drive] = ['/sites/SITE', '/sites/SITE/lists/none', '/drives/DRIVE']
const me = `/users/${ines}`
const page = `${site}/pages/none`
const own = 'ReadWriteSelfFor'
const install = (whom: string): string => `TeamsAppInstallation.${own}${whom}`

/** Method, path, least delegated, least application permission. */
const table: readonly (readonly [string, string, string | null, string | null])[] = [
  ['GET', site, 'Sites.Read.All', 'Sites.Read.All'],
  ['GET', `${site}/lists`, 'Sites.Read.All', 'Sites.Read.All'],
  ['GET', `${list}/items`, 'Sites.Read.All', 'Sites.Read.All'],
  ['GET', `${list}/columns`, 'Sites.Read.All', 'Sites.Read.All'],
  ['GET', `${list}/items/delta`, 'Sites.Read.All', 'Sites.Read.All'],
  ['GET', `${list}/items/1/versions`, 'Sites.Read.All', 'Sites.Read.All'],
  ['POST', `${list}/items/1/versions/1.0/restoreVersion`, 'Sites.ReadWrite.All', 'Sites.ReadWrite.All'],
  ['POST', `${site}/lists`, 'Sites.Manage.All', 'Sites.Manage.All'],
  ['POST', `${list}/columns`, 'Sites.Manage.All', 'Sites.Manage.All'],
  ['PATCH', `${list}/columns/x`, 'Sites.Manage.All', 'Sites.Manage.All'],
  ['DELETE', `${list}/columns/x`, 'Sites.Manage.All', 'Sites.Manage.All'],
  ['POST', `${list}/items`, 'Sites.ReadWrite.All', 'Sites.ReadWrite.All'],
  ['PATCH', `${list}/items/1`, 'Sites.ReadWrite.All', 'Sites.ReadWrite.All'],
  ['PATCH', `${list}/items/1/fields`, 'Sites.ReadWrite.All', 'Sites.ReadWrite.All'],
  ['DELETE', `${list}/items/1`, 'Sites.ReadWrite.All', 'Sites.ReadWrite.All'],
  ['POST', `${site}/permissions`, null, 'Sites.FullControl.All'],
  ['POST', `${me}/calendar/getSchedule`, 'Calendars.ReadBasic', 'Calendars.ReadBasic'],
  ['POST', `${me}/findMeetingTimes`, 'Calendars.Read.Shared', null],
  ['POST', `${me}/events`, 'Calendars.ReadWrite', 'Calendars.ReadWrite'],
  ['PATCH', `${me}/events/x`, 'Calendars.ReadWrite', 'Calendars.ReadWrite'],
  ['DELETE', `${me}/events/x`, 'Calendars.ReadWrite', 'Calendars.ReadWrite'],
  ['POST', `${me}/events/x/cancel`, 'Calendars.ReadWrite', 'Calendars.ReadWrite'],
  ['GET', `${me}/calendarView`, 'Calendars.ReadBasic', 'Calendars.ReadBasic'],
  ['GET', `${me}/mailboxSettings`, 'MailboxSettings.Read', 'MailboxSettings.Read'],
  ['GET', '/places/microsoft.graph.room', 'Place.Read.All', 'Place.Read.All'],
  ['GET', `${me}/onlineMeetings`, 'OnlineMeetings.Read', 'OnlineMeetings.Read.All'],
  ['POST', '/chats/x/installedApps', install('Chat'), `${install('Chat')}.All`],
  ['POST', '/chats/x/tabs', 'TeamsTab.Create', 'TeamsTab.Create'],
  ['POST', `${me}/teamwork/installedApps`, install('User'), `${install('User')}.All`],
  [
    'GET',
    `${me}/teamwork/installedApps/x/chat`,
    'TeamsAppInstallation.ReadForUser',
    'TeamsAppInstallation.ReadForUser.All',
  ],
  ['POST', `${me}/teamwork/sendActivityNotification`, 'TeamsActivity.Send', 'TeamsActivity.Send'],
  ['POST', '/teamwork/sendActivityNotificationToRecipients', 'TeamsActivity.Send', 'TeamsActivity.Send'],
  ['GET', '/appCatalogs/teamsApps', 'AppCatalog.Submit', 'AppCatalog.Read.All'],
  ['POST', '/appCatalogs/teamsApps', 'AppCatalog.Submit', null],
  ['POST', '/teams/x/channels/y/messages', 'ChannelMessage.Send', 'Teamwork.Migrate.All'],
  ['POST', '/chats/x/messages', 'ChatMessage.Send', 'Teamwork.Migrate.All'],
  ['PUT', `${drive}/root:/x.txt:/content`, 'Files.ReadWrite', 'Files.ReadWrite.All'],
  ['POST', `${drive}/root:/x.txt:/createUploadSession`, 'Files.ReadWrite', 'Sites.ReadWrite.All'],
  ['GET', `${drive}/items/x/content`, 'Files.Read', 'Files.Read.All'],
  ['POST', `${drive}/items/x/workbook/createSession`, 'Files.ReadWrite', null],
  ['POST', `${drive}/items/x/workbook/tables/y/rows`, 'Files.ReadWrite', null],
  ['PATCH', `${drive}/items/x/workbook/worksheets/y/range(address='A1')`, 'Files.ReadWrite', null],
  ['POST', '/subscriptions', 'Sites.Read.All', 'Sites.Read.All'],
  ['POST', `${site}/pages`, 'Sites.ReadWrite.All', 'Sites.ReadWrite.All'],
  ['PATCH', `${page}/microsoft.graph.sitePage`, 'Sites.ReadWrite.All', 'Sites.ReadWrite.All'],
  ['GET', `${page}/microsoft.graph.sitePage`, 'Sites.Read.All', 'Sites.Read.All'],
  ['POST', `${page}/microsoft.graph.sitePage/publish`, 'Files.ReadWrite', 'Files.ReadWrite.All'],
  ['DELETE', page, 'Sites.ReadWrite.All', 'Sites.ReadWrite.All'],
  ['POST', '/planner/plans', 'Tasks.ReadWrite', 'Tasks.ReadWrite.All'],
  ['POST', '/planner/buckets', 'Tasks.ReadWrite', 'Tasks.ReadWrite.All'],
  ['POST', '/planner/tasks', 'Tasks.ReadWrite', 'Tasks.ReadWrite.All'],
  ['PATCH', '/planner/tasks/x', 'Tasks.ReadWrite', 'Tasks.ReadWrite.All'],
  ['GET', '/planner/tasks/x', 'Tasks.Read', 'Tasks.Read.All'],
  ['GET', '/users', 'User.ReadBasic.All', 'User.ReadBasic.All'],
  ['GET', me, 'User.ReadBasic.All', 'User.ReadBasic.All'],
  ['GET', `${me}/manager`, 'User.Read.All', 'User.Read.All'],
  ['GET', `${me}/directReports`, 'User.Read.All', 'User.Read.All'],
  ['GET', `${me}/photo/$value`, 'User.ReadBasic.All', 'ProfilePhoto.Read.All'],
  ['GET', `${me}/presence`, 'Presence.Read.All', 'Presence.Read.All'],
  ['POST', `${me}/sendMail`, 'Mail.Send', 'Mail.Send'],
  ['GET', '/teams/TEAM/members', 'TeamMember.Read.All', 'TeamMember.Read.Group'],
  ['GET', '/groups/TEAM/members', 'GroupMember.ReadBasic.All', 'GroupMember.ReadBasic.All'],
  ['GET', '/me', 'User.Read', null],
]

/** A permission that opens nothing of all this. */
const NOTHING = 'Notes.Read'

const statusWith = async (method: string, path: string, kind: 'roles' | 'scopes', permission: string) => {
  client.tenant.consent({ roles: [NOTHING], scopes: [NOTHING], [kind]: [permission] })
  const token = kind === 'roles' ? await client.appToken() : await client.personToken(ines)
  const { siteId, driveId, pmoTeamId } = client.tenant.registration
  const address = path.replace('SITE', siteId).replace('DRIVE', driveId).replace('TEAM', pmoTeamId)
  return (await client.graph(method, address, { token, ...(method === 'GET' ? {} : { body: {} }) })).status
}

test.each(table)('%s %s: %s for a person, %s for an application', async (method, path, delegated, application) => {
  for (const [kind, least] of [
    ['scopes', delegated],
    ['roles', application],
  ] as const) {
    // What means one person to Graph means nothing without one (400).
    const refusal = kind === 'roles' && path.startsWith('/me') ? 400 : 403
    expect([kind, await statusWith(method, path, kind, NOTHING)]).toEqual([kind, refusal])
    if (least !== null) expect([kind, least, await statusWith(method, path, kind, least)]).not.toContain(403)
  }
})
