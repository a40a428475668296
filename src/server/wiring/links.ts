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

/** Static tabs of the manifest that have pages of their own; all other pages open in the portfolio. */
const entities = ['cycle', 'committees']

/** Deep links into the personal tabs of the Teams app; the page travels as `subEntityId` (GRAPH-FACTS 5.7). */
export const teamsLinks = (teamsAppId: string, publicUrl: string): Links => ({
  page: pageOn(publicUrl),
  tab: (path) => {
    const entity = entities.find((tab) => path.split('/')[0] === tab) ?? 'portfolio'
    const context = encodeURIComponent(JSON.stringify({ subEntityId: path }))
    return `https://teams.microsoft.com/l/entity/${teamsAppId}/${entity}?context=${context}`
  },
})
