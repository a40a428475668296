import { z } from 'zod'
import { health, lifecycle, phase, trend } from '../lists/codes'

/**
 * A cycle as it was published: everything that reports say, and nothing that they would have to look up elsewhere. Stored as
 * a file in the library, never changed afterwards. A new shape gets a new `schema` and keeps reading the old ones.
 */
export const SNAPSHOT_SCHEMA = 'gouvernail/snapshot/2'
/** Knew no gates. */
const FIRST_SCHEMA = 'gouvernail/snapshot/1'

const isoDay = z.iso.date()
const instant = z.iso.datetime()
const healthCode = z.enum(health).nullable()
const euros = z.number().nullable()

const countSchema = z.strictObject({
  green: z.int().min(0),
  amber: z.int().min(0),
  red: z.int().min(0),
  none: z.int().min(0),
})

/** As `Finding` of src/status/health: days for the schedule, percent of the approved cost for the cost. */
const findingSchema = z.discriminatedUnion('axis', [
  z.strictObject({ axis: z.literal('schedule'), health: z.enum(health), deviation: z.number(), allowed: z.number() }),
  z.strictObject({ axis: z.literal('cost'), health: z.enum(health), deviation: z.number(), allowed: z.number() }),
  z.strictObject({
    axis: z.literal('milestones'),
    health: z.literal('amber'),
    late: z.array(z.strictObject({ title: z.string(), due: isoDay })),
  }),
  z.strictObject({ axis: z.literal('endPassed'), health: z.literal('amber'), forecastEnd: isoDay }),
])

const milestoneSchema = z.strictObject({
  title: z.string(),
  baselineDate: isoDay.nullable(),
  forecastDate: isoDay.nullable(),
  actualDate: isoDay.nullable(),
  gate: z.boolean().default(false),
})

const exceptionSchema = z.strictObject({
  key: z.string(),
  tolerance: z.enum(['time', 'cost']),
  openedAt: instant.nullable(),
  deviation: z.number().nullable(),
  allowed: z.number().nullable(),
  cause: z.string().nullable(),
})

const previousSchema = z.strictObject({
  cycle: z.string(),
  title: z.string(),
  health: healthCode,
  trend: z.enum(trend).nullable(),
  forecastEnd: isoDay.nullable(),
  forecastCost: euros,
  percentComplete: z.number().nullable(),
})

const projectSchema = z.strictObject({
  number: z.string(),
  title: z.string(),
  programme: z.string().nullable(),
  phase: z.enum(phase).nullable(),
  lifecycle: z.enum(lifecycle),
  priority: z.boolean(),
  projectManager: z.string().nullable(),
  sponsor: z.string().nullable(),
  startDate: isoDay.nullable(),
  baselineEnd: isoDay.nullable(),
  forecastEnd: isoDay.nullable(),
  approvedCost: euros,
  committedCost: euros,
  paidCost: euros,
  forecastCost: euros,
  /** In force: the project's own, or else the organisation's default. Days, percent. */
  toleranceDays: z.number(),
  toleranceCost: z.number(),
  /** Null when the project owed a report and gave none. */
  published: healthCode,
  declared: healthCode,
  computed: healthCode,
  trend: z.enum(trend).nullable(),
  findings: z.array(findingSchema),
  previous: previousSchema.nullable(),
  percentComplete: z.number().nullable(),
  comment: z.string().nullable(),
  achieved: z.string().nullable(),
  next: z.string().nullable(),
  issues: z.string().nullable(),
  decisionsRequested: z.string().nullable(),
  answeredAt: instant.nullable(),
  answeredBy: z.string().nullable(),
  milestones: z.array(milestoneSchema),
  exceptions: z.array(exceptionSchema),
  /** Published health in each cycle of `history`, oldest first; null is "no answer", absent from the cycle is `notDue`. */
  history: z.array(z.union([z.enum(health), z.literal('notDue'), z.null()])),
})

export const snapshotSchema = z.strictObject({
  schema: z.enum([FIRST_SCHEMA, SNAPSHOT_SCHEMA]),
  cycle: z.strictObject({
    code: z.string(),
    title: z.string(),
    cutOff: instant.nullable(),
    closedAt: instant.nullable(),
  }),
  version: z.int().min(1),
  reason: z.string().nullable(),
  generatedAt: instant,
  /** Day in Brussels for which dates are judged: the day the cycle closed. */
  asOf: isoDay,
  counts: countSchema,
  /** Restricted and confidential projects: part of every count, named nowhere in this file. */
  confidential: z.int().min(0),
  programmes: z.array(
    z.strictObject({
      code: z.string(),
      title: z.string(),
      programmeManager: z.string().nullable(),
      counts: countSchema,
    }),
  ),
  projects: z.array(projectSchema),
  /** Up to 12 cycles, oldest first; the last is this one. */
  history: z.array(z.strictObject({ cycle: z.string(), title: z.string(), counts: countSchema })).min(1),
  /** Names of the people that the projects mention, by Entra object id. */
  people: z.record(z.string(), z.string()),
})

export type Snapshot = z.infer<typeof snapshotSchema>
export type SnapshotProject = Snapshot['projects'][number]
export type Counts = z.infer<typeof countSchema>

/** The stored form: UTF-8 JSON, two spaces, so that two snapshots can be compared by a person. */
export const snapshotBytes = (snapshot: Snapshot): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(snapshot, null, 2)}\n`)

/** Reads a stored snapshot; throws when it is not one. */
export const readSnapshot = (content: Uint8Array): Snapshot =>
  snapshotSchema.parse(JSON.parse(new TextDecoder().decode(content)))
