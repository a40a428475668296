import type { Links } from '../../context'

/** Addresses inside the local client, which stands for Teams. */
export const localLinks = (publicUrl: string): Links => ({ tab: (path) => `${publicUrl}/#/${path}` })

/** Pages by the static tab of the manifest in which they open; all others open in the portfolio. */
const entities: Readonly<Record<string, string>> = {
  cycle: 'cycle',
  committees: 'committees',
  meetings: 'committees',
  meeting: 'committees',
}

/** Deep links into the personal tabs of the Teams app; the page travels as `subEntityId` (GRAPH-FACTS 5.7). */
export const teamsLinks = (teamsAppId: string): Links => ({
  tab: (path) => {
    const entity = entities[path.split('/')[0] ?? ''] ?? 'portfolio'
    const context = encodeURIComponent(JSON.stringify({ subEntityId: path }))
    return `https://teams.microsoft.com/l/entity/${teamsAppId}/${entity}?context=${context}`
  },
})
