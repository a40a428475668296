import type { Links } from '../../context'

/** Addresses inside the local client, which stands for Teams. */
export const localLinks = (publicUrl: string): Links => ({
  tab: (path) => `${publicUrl}/#/${path}`,
  page: pageOn(publicUrl),
})

const pageOn =
  (publicUrl: string) =>
  (path: string): string =>
    `${publicUrl}/tab.html#/${path}`

/** Pages that open in the static tab of the committees; `cycle` has its own, all others open in the portfolio. */
const committeePages = [
  'committees',
  'meetings',
  'meeting',
  'panel',
  'stage',
  'plan',
  'minutes',
  'decisions',
  'actions',
]

const entityOf = (page: string): string =>
  committeePages.includes(page) ? 'committees' : page === 'cycle' ? 'cycle' : 'portfolio'

/** Deep links into the personal tabs of the Teams app; the page travels as `subEntityId` (GRAPH-FACTS 5.7). */
export const teamsLinks = (teamsAppId: string, publicUrl: string): Links => ({
  page: pageOn(publicUrl),
  tab: (path) => {
    const entity = entityOf(path.split('/')[0] ?? '')
    const context = encodeURIComponent(JSON.stringify({ subEntityId: path }))
    return `https://teams.microsoft.com/l/entity/${teamsAppId}/${entity}?context=${context}`
  },
})
