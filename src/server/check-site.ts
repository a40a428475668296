import { versionIn } from '../graph/schema'
import { SCHEMA_VERSION } from '../lists/schema-version'
import { Settings, siteRows } from '../lists/settings'
import type { ListStore } from '../ports/lists'

/** The site is not one that this release may work on. */
export class UnfitSite extends Error {
  override readonly name = 'UnfitSite'
  constructor(
    readonly why: 'newer' | 'older' | 'restoring',
    /** Schema of the site. */
    readonly version: number,
  ) {
    super(`The site does not suit this release of schema ${SCHEMA_VERSION}: ${why}, schema ${version}`)
  }
}

/**
 * A release works on a site of its own schema alone: an older site lacks columns, a later one holds rows that this release would
 * misread. Nor does it work on a site that is only half restored.
 */
export const checkSite = (lists: Pick<ListStore, 'find'>, unfinished: boolean): void => {
  const version = versionIn(lists.find(Settings, siteRows.schema)?.value)
  if (version > SCHEMA_VERSION) throw new UnfitSite('newer', version)
  if (lists.find(Settings, siteRows.restoring)) {
    // An export of an earlier release carries its own version until it is all in.
    if (unfinished) return
    throw new UnfitSite('restoring', version)
  }
  if (version < SCHEMA_VERSION) throw new UnfitSite('older', version)
}
