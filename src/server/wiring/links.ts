import type { Links } from '../../context'

/** Addresses inside the local client, which stands for Teams. */
export const localLinks = (publicUrl: string): Links => ({ tab: (path) => `${publicUrl}/#/${path}` })

/** Static tabs of the manifest that have pages of their own; all other pages open in the portfolio. */
const entities = ['cycle', 'committees']
/** Pages that open in the tab of committees. */
const ofCommittees = ['minutes', 'decisions', 'actions']

/** Deep links into the personal tabs of the Teams app; the page travels as `subEntityId` (GRAPH-FACTS 5.7). */
export const teamsLinks = (teamsAppId: string): Links => ({
  tab: (path) => {
    const page = path.split('/')[0] ?? ''
    const entity = ofCommittees.includes(page) ? 'committees' : (entities.find((tab) => page === tab) ?? 'portfolio')
    const context = encodeURIComponent(JSON.stringify({ subEntityId: path }))
    return `https://teams.microsoft.com/l/entity/${teamsAppId}/${entity}?context=${context}`
  },
})
