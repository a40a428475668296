import { IANAZone } from 'luxon'
import { z } from 'zod'

/** Windows names that mailboxes of a European organisation carry; any other falls back to the organisation's zone. */
const WINDOWS: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  'Romance Standard Time': 'Europe/Brussels',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central European Standard Time': 'Europe/Warsaw',
  'Central Europe Standard Time': 'Europe/Budapest',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'GTB Standard Time': 'Europe/Athens',
  'FLE Standard Time': 'Europe/Helsinki',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'Eastern Standard Time': 'America/New_York',
  'Pacific Standard Time': 'America/Los_Angeles',
}

const ORGANISATION = 'Europe/Brussels'
/** Minutes that a zone adds to local time to give UTC; that of the organisation in winter. */
const ORGANISATION_BIAS = -60

export const zoneSchema = z.object({ name: z.string().nullish(), bias: z.number().nullish() })

/**
 * The IANA zone of working hours. A mailbox may tell its zone by rules under the name "Customized Time Zone" (GRAPH-FACTS 4.1): of
 * those only the offset is read, whole hours, because the rules of a summer time that nobody else has are not worth more.
 */
export const ianaZone = ({ name, bias }: z.output<typeof zoneSchema>): string => {
  const known = WINDOWS[name ?? ''] ?? name ?? ''
  if (IANAZone.isValidZone(known)) return known
  if (bias === null || bias === undefined || bias === ORGANISATION_BIAS || bias % 60 !== 0) return ORGANISATION
  return bias === 0 ? 'UTC' : `Etc/GMT${bias > 0 ? '+' : ''}${bias / 60}`
}
