import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Member, SchedulingInput } from '../../src/scheduling/model'
import { instanceAround } from './instances'

/** unitedstates/congress-legislators, `committee-membership-current.yaml`: members by committee or subcommittee code. */
const Membership = z.record(
  z.string(),
  z.array(z.object({ bioguide: z.string(), title: z.string().optional(), party: z.string().optional() })),
)

export const CONGRESS = join(__dirname, '../../../shared/data/congress')

const FILE = 'committee-membership-current.yaml'

/**
 * The committees and subcommittees of the US Congress as bodies, or nothing when the file is not in the folder: the chair is
 * mandatory, a third of the members a quorum; everything else is invented, because the file has no calendars.
 */
export const congressInstance = (folder: string, seed: number): SchedulingInput | undefined => {
  const path = join(folder, FILE)
  if (!existsSync(path)) return undefined
  const membership = Membership.parse(parse(readFileSync(path, 'utf8')))
  const filled = Object.entries(membership).filter(([, members]) => members.length > 0)
  const bodies = filled.map(([id, members]) => {
    const chair = members.find(({ title }) => title !== undefined && /^chair(man|woman)?$/i.test(title)) ?? members[0]
    const known = new Map(
      members.map(({ bioguide }): [string, Member] => {
        const isChair = bioguide === chair?.bioguide
        return [
          bioguide,
          { person: bioguide, kind: isChair ? 'mandatory' : 'expected', roles: isChair ? ['chair'] : [] },
        ]
      }),
    )
    return { id, members: [...known.values()] }
  })
  return instanceAround(bodies, seed)
}
