export type Operation = keyof typeof permissionTable

/** What a person must be allowed on the site for a delegated call (the intersection rule, GRAPH-FACTS 1.10). */
export type SiteRight = 'read' | 'write' | 'manage'

export interface Requirement {
  /** Any of these; empty when the call has no such form. */
  readonly application: readonly string[]
  readonly delegated: readonly string[]
  readonly site?: SiteRight
  /** Whose words the refusal takes; the directory's unless told otherwise. */
  readonly refusal?: 'outlook' | 'teams' | 'site'
}

const all = (names: readonly string[]): string[] => names.map((name) => `${name}.All`)
const manage = ['Sites.Manage.All', 'Sites.FullControl.All']
const write = ['Sites.ReadWrite.All', ...manage]
const read = ['Sites.Read.All', ...write]
/** Files know fewer names than lists: neither Sites.Manage.All nor Sites.FullControl.All opens them (driveitem-put-content.md). */
const writeFiles = ['Files.ReadWrite.All', 'Sites.ReadWrite.All']
const readFiles = ['Files.Read.All', 'Sites.Read.All', ...writeFiles]
const directory = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All']
const people = ['User.ReadBasic.All', ...directory]
const readInstalls = ['TeamsAppInstallation.ReadForUser', 'TeamsAppInstallation.ReadWriteSelfForUser']
const readCalendar = ['Calendars.Read', 'Calendars.ReadWrite']
const basicCalendar = ['Calendars.ReadBasic', ...readCalendar]
const planRead = ['Tasks.Read', 'Tasks.ReadWrite']
const chatInstall = [
  'ReadWriteSelfForChat',
  'ReadWriteForChat',
  'ReadWriteAndConsentSelfForChat',
  'ReadWriteAndConsentForChat',
].map((name) => `TeamsAppInstallation.${name}`)
const readChatInstalls = ['TeamsAppInstallation.ReadForChat', ...chatInstall]
const tabWrite = ['TeamsTab.Create', 'TeamsTab.ReadWriteForChat']
const meetings = ['OnlineMeetings.Read', 'OnlineMeetings.ReadWrite']
const both = (names: readonly string[]): Pick<Requirement, 'application' | 'delegated'> => ({
  application: names,
  delegated: names,
})
/** Delegated names; the application's end in `.All`. */
const withAll = (names: readonly string[]): Pick<Requirement, 'application' | 'delegated'> => ({
  application: all(names),
  delegated: names,
})

/** Excerpt of GRAPH-FACTS section 12. */
export const permissionTable = {
  'site.read': { ...both(read), site: 'read' },
  'site.grant': { application: ['Sites.FullControl.All'], delegated: [], refusal: 'site' },
  'list.read': { ...both(read), site: 'read' },
  'list.manage': { ...both(manage), site: 'manage' },
  'column.manage': { ...both(manage), site: 'manage' },
  'item.read': { ...both(read), site: 'read' },
  'item.write': { ...both(write), site: 'write' },
  'page.read': { ...both(read), site: 'read' },
  'page.write': { ...both(write), site: 'write' },
  'page.publish': { application: writeFiles, delegated: ['Files.ReadWrite', ...writeFiles], site: 'write' },
  'file.read': { application: readFiles, delegated: ['Files.Read', 'Files.ReadWrite', ...readFiles], site: 'read' },
  'file.write': { application: writeFiles, delegated: ['Files.ReadWrite', ...writeFiles], site: 'write' },
  /** driveitem-createuploadsession.md names one application permission. */
  'file.session': {
    application: ['Sites.ReadWrite.All'],
    delegated: ['Files.ReadWrite', ...writeFiles],
    site: 'write',
  },
  'workbook.write': { application: [], delegated: ['Files.ReadWrite', 'Files.ReadWrite.All'], refusal: 'site' },
  'people.read': both(people),
  'people.structure': both(directory),
  'people.reports': { application: directory, delegated: ['User.Read', ...directory] },
  'photo.read': {
    application: ['ProfilePhoto.Read.All', 'ProfilePhoto.ReadWrite.All', 'User.Read.All', 'User.ReadWrite.All'],
    delegated: ['User.Read', ...people],
    refusal: 'outlook',
  },
  'photo.write': {
    application: ['ProfilePhoto.ReadWrite.All', 'User.ReadWrite.All'],
    delegated: ['ProfilePhoto.ReadWrite.All', 'User.ReadWrite', 'User.ReadWrite.All'],
    refusal: 'outlook',
  },
  'presence.read': {
    application: ['Presence.Read.All', 'Presence.ReadWrite.All'],
    delegated: ['Presence.Read', 'Presence.ReadWrite', 'Presence.Read.All'],
    refusal: 'teams',
  },
  'group.members': both(['GroupMember.ReadBasic.All', 'GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All']),
  'team.members': {
    ...both(['TeamMember.Read.All', 'TeamMember.ReadWrite.All', 'TeamMember.Read.Group']),
    refusal: 'teams',
  },
  'me.read': { application: [], delegated: ['User.Read', 'User.ReadBasic.All', 'User.Read.All'] },
  'application.read': both(['Application.Read.All', 'Directory.Read.All']),
  'mail.send': both(['Mail.Send']),
  'calendar.schedule': { ...both(basicCalendar), refusal: 'outlook' },
  'calendar.view': { ...both(basicCalendar), refusal: 'outlook' },
  'calendar.read': { ...both(readCalendar), refusal: 'outlook' },
  'calendar.write': { ...both(['Calendars.ReadWrite']), refusal: 'outlook' },
  'calendar.findTimes': {
    application: [],
    delegated: ['Calendars.Read.Shared', 'Calendars.ReadWrite.Shared', 'Calendars.Read', 'Calendars.ReadWrite'],
    refusal: 'outlook',
  },
  'mailbox.settings': { ...both(['MailboxSettings.Read', 'MailboxSettings.ReadWrite']), refusal: 'outlook' },
  'place.read': { ...both(['Place.Read.All', 'Place.ReadWrite.All']), refusal: 'outlook' },
  'meeting.read': { ...withAll(meetings), refusal: 'teams' },
  'plan.read': { ...withAll(planRead) },
  'plan.write': { ...withAll(['Tasks.ReadWrite']) },
  'catalog.read': {
    application: ['AppCatalog.Read.All', 'AppCatalog.ReadWrite.All'],
    delegated: ['AppCatalog.Submit'],
  },
  'catalog.publish': {
    application: [],
    delegated: ['AppCatalog.Submit', 'AppCatalog.ReadWrite.All'],
    refusal: 'teams',
  },
  'install.read': withAll(readInstalls),
  'install.write': {
    application: ['TeamsAppInstallation.ReadWriteSelfForUser.All', 'TeamsAppInstallation.ReadWriteForUser.All'],
    delegated: ['TeamsAppInstallation.ReadWriteSelfForUser'],
  },
  'chat.readApps': { ...withAll(readChatInstalls), refusal: 'teams' },
  'chat.install': { ...withAll(chatInstall), refusal: 'teams' },
  'chat.tab': {
    application: [...tabWrite.slice(0, 1), 'TeamsTab.Create.Chat', 'TeamsTab.ReadWriteForChat.All'],
    delegated: tabWrite,
    refusal: 'teams',
  },
  'chat.message': { application: ['Teamwork.Migrate.All'], delegated: ['ChatMessage.Send'], refusal: 'teams' },
  'channel.message': { application: ['Teamwork.Migrate.All'], delegated: ['ChannelMessage.Send'], refusal: 'teams' },
  'feed.send': {
    application: ['TeamsActivity.Send', 'TeamsActivity.Send.User', 'TeamsActivity.Send.Chat'],
    delegated: ['TeamsActivity.Send'],
    refusal: 'teams',
  },
  /** A list wants this one permission even to listen (GRAPH-FACTS 9). */
  'list.listen': { ...both(['Sites.ReadWrite.All']), site: 'write' },
  /** Decided by the resource, in the call itself. */
  'subscription.manage': {
    ...both(['Sites.Read.All', ...write, 'Sites.Selected', ...readFiles, ...readCalendar, ...people]),
  },
} satisfies Record<string, Requirement>
