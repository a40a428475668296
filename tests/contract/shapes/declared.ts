/** Examples that the local tenant has no answer to put beside, and why: file and place. */
export const notCompared: Readonly<Record<string, string>> = {
  '07-error-412-and-409-concurrency sharepoint_rest_412_observed': 'SharePoint’s REST interface, which is not Graph',
  '08-error-429 sharepoint_ratelimit_headers 2': 'a part of the headers of the one before',
  '08-error-429 other_workloads': 'a code of workloads that nobody here calls',
  '12-getschedule-errors errors 4': 'a failure of the service in 2019, of which only the status is known',
}

/** Where the local tenant differs from an example, and why: the name of the comparison and the path in the answer. */
export const declared: Readonly<Record<string, string>> = {
  '06-list-item-delta initial_page: .value[].parentReference.path':
    'a folder of a library in Microsoft’s page; an item of a list has no path, as the captures 03 and 04 show',
  '06-list-item-delta last_page: .value[].parentReference.path': 'as on the first page',
  '13-event-created-online-meeting: .onlineMeeting.tollNumber':
    'only with a licence for audio conferences, which the organisation does not have',
  '14-batch-mixed-statuses: .responses[].headers.x-ms-resource-unit':
    'a figure of the directory’s quota, which the local tenant does not count; SharePoint sends RateLimit headers instead',
  '19-teams-and-bot-errors errors 5: code':
    'captured in 2017 at SharePoint’s own door; Graph’s gateway refuses a missing token before (GRAPH-FACTS 1.11)',
  '20-teamsapp-catalog-and-install catalog: .value[].name':
    'an early form of teamsApp; version 1.0 calls it displayName (resource page of teamsApp)',
  '20-teamsapp-catalog-and-install catalog: .value[].version':
    'an early form of teamsApp; version 1.0 has it in appDefinitions',
}
