import { isRecord } from '../json'
import { type GraphCall, GraphError, option } from './exchange'

const named = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Every property of what can be written here, as Microsoft's own types declare it (a test compares them). */
export const properties = {
  event: named(`
    allowNewTimeProposals attachments attendees body bodyPreview calendar cancelledOccurrences categories
    changeKey createdDateTime end exceptionOccurrences extensions hasAttachments hideAttendees iCalUId id
    importance instances isAllDay isCancelled isDraft isOnlineMeeting isOrganizer isReminderOn
    lastModifiedDateTime location locations multiValueExtendedProperties onlineMeeting onlineMeetingProvider
    onlineMeetingUrl organizer originalEndTimeZone originalStart originalStartTimeZone recurrence
    reminderMinutesBeforeStart responseRequested responseStatus sensitivity seriesMasterId showAs
    singleValueExtendedProperties start subject transactionId type webLink`),
  attendee: named(`
    emailAddress proposedNewTime status type`),
  message: named(`
    attachments bccRecipients body bodyPreview categories ccRecipients changeKey conversationId
    conversationIndex createdDateTime extensions flag from hasAttachments id importance
    inferenceClassification internetMessageHeaders internetMessageId isDeliveryReceiptRequested isDraft
    isRead isReadReceiptRequested lastModifiedDateTime multiValueExtendedProperties parentFolderId
    receivedDateTime replyTo sender sentDateTime singleValueExtendedProperties subject toRecipients
    uniqueBody webLink`),
  subscription: named(`
    applicationId changeType clientState creatorId encryptionCertificate encryptionCertificateId
    expirationDateTime id includeResourceData latestSupportedTlsVersion lifecycleNotificationUrl
    notificationQueryOptions notificationUrl notificationUrlAppId resource`),
  plannerPlan: named(`
    buckets container createdBy createdDateTime details id owner tasks title`),
  plannerBucket: named(`
    id name orderHint planId tasks`),
  plannerTask: named(`
    activeChecklistItemCount appliedCategories assignedToTaskBoardFormat assigneePriority assignments
    bucketId bucketTaskBoardFormat checklistItemCount completedBy completedDateTime conversationThreadId
    createdBy createdDateTime details dueDateTime hasDescription id orderHint percentComplete planId
    previewType priority progressTaskBoardFormat referenceCount startDateTime title`),
  plannerTaskDetails: named(`
    checklist description id previewType references`),
  sitePage: named(`
    canvasLayout createdBy createdByUser createdDateTime description eTag id lastModifiedBy
    lastModifiedByUser lastModifiedDateTime name pageLayout parentReference promotionKind publishingState
    reactions showComments showRecommendedPages thumbnailWebUrl title titleArea webParts webUrl`),
  list: named(`
    columns contentTypes createdBy createdByUser createdDateTime description displayName drive eTag id items
    lastModifiedBy lastModifiedByUser lastModifiedDateTime list name operations parentReference sharepointIds
    subscriptions system webUrl`),
  user: named(`
    aboutMe accountEnabled activities ageGroup agreementAcceptances appRoleAssignments assignedLicenses
    assignedPlans authentication authorizationInfo birthday businessPhones calendar calendarGroups calendars
    calendarView chats city cloudClipboard companyName consentProvidedForMinor contactFolders contacts country
    createdDateTime createdObjects creationType customSecurityAttributes dataSecurityAndGovernance
    deletedDateTime department deviceEnrollmentLimit deviceManagementTroubleshootingEvents directReports
    displayName drive drives employeeExperience employeeHireDate employeeId employeeLeaveDateTime
    employeeOrgData employeeType events extensions externalUserState externalUserStateChangeDateTime faxNumber
    followedSites givenName hireDate id identities imAddresses inferenceClassification insights interests
    isManagementRestricted isResourceAccount jobTitle joinedTeams lastPasswordChangeDateTime
    legalAgeGroupClassification licenseAssignmentStates licenseDetails mail mailboxSettings mailFolders
    mailNickname managedAppRegistrations managedDevices manager memberOf messages mobilePhone mySite
    oauth2PermissionGrants officeLocation onenote onlineMeetings onPremisesDistinguishedName
    onPremisesDomainName onPremisesExtensionAttributes onPremisesImmutableId onPremisesLastSyncDateTime
    onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled
    onPremisesUserPrincipalName otherMails outlook ownedDevices ownedObjects passwordPolicies passwordProfile
    pastProjects people permissionGrants photo photos planner postalCode preferredDataLocation
    preferredLanguage preferredName presence print provisionedPlans proxyAddresses registeredDevices
    responsibilities schools scopedRoleMemberOf securityIdentifier serviceProvisioningErrors settings
    showInAddressList signInActivity signInSessionsValidFromDateTime skills solutions sponsors state
    streetAddress surname teamwork todo transitiveMemberOf usageLocation userPrincipalName userType`),
} as const
export type EntityType = keyof typeof properties

const unknown = (verb: string, type: EntityType): GraphError =>
  new GraphError(400, 'BadRequest', `${verb} on type 'microsoft.graph.${type}'.`)

/** Graph's types are closed: a name that the type lacks, a typing error above all, refuses the whole request. */
export const refuseUndeclared = (body: unknown, type: EntityType): void => {
  if (!isRecord(body)) return
  const strange = Object.keys(body).find((name) => !name.includes('@') && !properties[type].has(name))
  if (strange !== undefined) throw unknown(`The property '${strange}' does not exist`, type)
}

/** Whether everything that `$select` names is a property of the type. */
export const refuseUnknownSelect = (call: GraphCall, type: EntityType): void => {
  const names = option(call, 'select')?.split(',') ?? []
  const strange = names.find((name) => !properties[type].has(name.trim().split('/')[0] ?? ''))
  if (strange !== undefined) throw unknown(`Could not find a property named '${strange.trim()}'`, type)
}
