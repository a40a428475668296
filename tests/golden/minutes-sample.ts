import type { MinutesModel } from '../../src/committees/minutes/minutes-view'

/** What the golden tests of cards about minutes draw. */
export const minutes: MinutesModel = {
  key: 'COPIL:7',
  meeting: 'CoPil, réunion n°\u00a07',
  version: 2,
  mayApprove: false,
  absence: null,
  approved: null,
  refusal: null,
  tabUrl: 'https://teams.microsoft.com/l/entity/app/minutes/COPIL:7',
}
