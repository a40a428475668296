import { DateTime, IANAZone } from 'luxon'
import { textAt } from '../../json'
import { type GraphCall, GraphError } from '../exchange'

/** Windows names that Outlook speaks, with the IANA zone each stands for; the first of a zone is the one that comes back. */
const WINDOWS_ZONES: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  'Romance Standard Time': 'Europe/Brussels',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central European Standard Time': 'Europe/Warsaw',
  'GMT Standard Time': 'Europe/London',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'Eastern Standard Time': 'America/New_York',
  'Pacific Standard Time': 'America/Los_Angeles',
}

/** Name under which a zone comes back: Windows where there is one. */
export const windowsName = (zone: string): string =>
  Object.entries(WINDOWS_ZONES).find(([, iana]) => iana === zone)?.[0] ?? zone

/** IANA zone of a Windows or IANA name. */
const ianaZone = (name: string): string => {
  const zone = WINDOWS_ZONES[name] ?? name
  if (!IANAZone.isValidZone(zone)) {
    throw new GraphError(400, 'TimeZoneNotSupportedException', 'A valid TimeZone value must be specified.')
  }
  return zone
}

/** Reads a `dateTimeTimeZone`. */
export const readMoment = (value: unknown, property: string): { instant: DateTime; zone: string } => {
  const text = textAt(value, 'dateTime')
  const zone = ianaZone(textAt(value, 'timeZone') ?? 'UTC')
  const instant = DateTime.fromISO(text ?? '', { zone })
  if (!instant.isValid) {
    throw new GraphError(400, 'ErrorInvalidRequest', `The value of '${property}' is not a valid date and time.`)
  }
  return { instant, zone }
}

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/

/** The same as a request says it: the zone stands beside the local time, never in it (GRAPH-FACTS 4.3). */
export const readLocal = (value: unknown, property: string): { instant: DateTime; zone: string } => {
  if (LOCAL.test(textAt(value, 'dateTime') ?? '')) return readMoment(value, property)
  throw new GraphError(400, 'ErrorInvalidRequest', `The value of '${property}' is not a local date and time.`)
}

/** The zone that the caller prefers in answers: UTC unless `Prefer: outlook.timezone` says otherwise. */
export const preferredZone = (call: GraphCall): string => {
  const name = /outlook\.timezone\s*=\s*"?([^",]+)"?/i.exec(call.headers.get('prefer') ?? '')?.[1]
  return name === undefined ? 'UTC' : ianaZone(name.trim())
}

/** An instant as Outlook writes it: local time with seven decimals, and the name of its zone. */
export const momentBody = (iso: string, zone: string): { dateTime: string; timeZone: string } => ({
  dateTime: `${localText(iso, zone)}.0000000`,
  timeZone: windowsName(zone),
})

/** UTC without a calendar library: a quarter of everybody's calendar is tens of thousands of moments. */
const localText = (iso: string, zone: string): string =>
  zone === 'UTC'
    ? new Date(iso).toISOString().slice(0, 19)
    : DateTime.fromISO(iso, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss")
