/**
 * Version of what the site's lists hold. Raised once per release that changes a list (a test says when), and with every data
 * migration. 1 is release 0.1.0, which wrote no version into the site.
 */
export const SCHEMA_VERSION = 2
/** Of a site that names none. */
export const UNVERSIONED = 1
