import { DateTime } from 'luxon'
import { Projects } from '../lists/projects'
import { SCHEMA_VERSION } from '../lists/schema-version'
import { toFields } from './row-mapping'
import type { DataMigration, RawItem, Schema } from './schema'

/** In the order of their versions. A migration that has been released is never edited. */
const dataMigrations: readonly DataMigration[] = [
  {
    version: 2,
    name: 'Projects: day of the last publication that showed their health',
    async run({ items, patch }) {
      const [projects, reports, cycles] = [
        await items('Projects'),
        await items('StatusReports'),
        await items('StatusCycles'),
      ]
      const publishedOn = new Map(cycles.map(({ fields }) => [fields.Code, dayOf(fields.PublishedAt)]))
      const last = new Map<unknown, string>()
      for (const { fields } of reports) {
        const day = fields.State === 'published' ? publishedOn.get(fields.Cycle) : undefined
        if (day && day > (last.get(fields.Project) ?? '')) last.set(fields.Project, day)
      }
      const open = projects.filter(({ fields }) => fields.PublishedHealth && !fields.PublishedOn)
      await patch(
        'Projects',
        open.flatMap(({ id, fields }) => changeOf(id, fields, last.get(fields.Number))),
      )
    },
  },
]

/** Release 0.1.0 knew the day since which a health stands: it was shown then at the latest. */
const changeOf = (id: string, fields: RawItem['fields'], last: string | undefined): readonly RawItem[] => {
  const day = last ?? dayOf(fields.PublishedSince)
  return day ? [{ id, fields: toFields(Projects, { publishedOn: day }, () => undefined) }] : []
}

const dayOf = (instant: unknown): string | undefined => {
  if (typeof instant !== 'string') return undefined
  return DateTime.fromISO(instant, { zone: 'Europe/Brussels' }).toISODate() ?? undefined
}

/** What `provision` brings a site to. */
export const currentSchema: Schema = { version: SCHEMA_VERSION, migrations: dataMigrations }
