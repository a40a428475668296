import type { Links } from '../../context'

/** Addresses inside the local client, which stands for Teams. */
export const localLinks = (publicUrl: string): Links => ({ tab: (path) => `${publicUrl}/#/${path}` })

/** Deep links into the personal tabs of the Teams app; the page travels as `subEntityId` (GRAPH-FACTS 5.7). */
export const teamsLinks = (teamsAppId: string): Links => ({
  tab: (path) => {
    const entity = path.split('/')[0] === 'cycle' ? 'cycle' : 'portfolio'
    const context = encodeURIComponent(JSON.stringify({ subEntityId: path }))
    return `https://teams.microsoft.com/l/entity/${teamsAppId}/${entity}?context=${context}`
  },
})
