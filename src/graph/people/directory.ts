import { z } from 'zod'
import type { Log, Person } from '../../context'
import { plainLine } from '../../lists/kit/plain-text'
import type { GraphCaller } from '../http/caller'
import type { LiveDirectory } from '../ports'

const REFRESH_MS = 60 * 60 * 1000

const user = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  jobTitle: z.string().nullish(),
  preferredLanguage: z.string().nullish(),
})

/** People of the tenant, read in pages of 999 and kept in memory; see `LiveDirectory`. */
export const createDirectory = (
  caller: GraphCaller,
  log: Log,
  /** What else depends on who there is; done with every hourly refresh. */
  alongside: () => Promise<void>,
): LiveDirectory => {
  let people: ReadonlyMap<string, Person> = new Map()
  let timer: NodeJS.Timeout | undefined

  const refresh = async (): Promise<void> => {
    const found = await caller.all({
      method: 'GET',
      path: '/users',
      query: { $select: 'id,displayName,mail,userPrincipalName,jobTitle,preferredLanguage', $top: '999' },
    })
    people = new Map(found.map((one) => personOf(user.parse(one))).map((person) => [person.id, person]))
  }

  return {
    all: () => [...people.values()],
    person: (id) => people.get(id.toLowerCase()),
    refresh,
    async start() {
      await refresh()
      clearInterval(timer)
      timer = setInterval(() => {
        Promise.all([refresh(), alongside()]).catch((error: unknown) =>
          log.warn({ reason: String(error) }, 'People could not be read again'),
        )
      }, REFRESH_MS)
      timer.unref()
    },
    stop: () => clearInterval(timer),
  }
}

/** French unless the person's preferred language says English: it is the organisation's language. Guests choose their own names. */
const personOf = (found: z.infer<typeof user>): Person => {
  const address = found.mail ?? found.userPrincipalName ?? ''
  return {
    id: found.id.toLowerCase(),
    name: plainLine(found.displayName ?? '').trim() || address,
    mail: address,
    jobTitle: plainLine(found.jobTitle ?? '').trim() || null,
    locale: found.preferredLanguage?.toLowerCase().startsWith('en') ? 'en' : 'fr',
  }
}
