import { z } from 'zod'
import { GraphFailure } from '../../graph/http/failure'
import { teamsLinks } from '../../server/wiring/links'
import { type Finding, found, type Patient, reach, stateOf } from './finding'
import { settingIn } from './setting'

const planner = z.object({ plan: z.string().optional(), bucket: z.string().optional() })
const bucketRow = z.object({ id: z.string() })

/** The plan that actions go to, and its bucket; looked at once the settings name one. */
export const checkPlanner = async (patient: Patient): Promise<readonly Finding[]> => {
  const { plan, bucket } = (await settingIn(patient, 'planner', planner)) ?? {}
  if (!plan) return []
  const { door, microsoft, publicUrl } = patient
  const settings = teamsLinks(microsoft.teamsAppId, publicUrl).tab('settings')
  const path = `/planner/plans/${encodeURIComponent(plan)}/buckets`
  const answer = await reach(() => door.application.all({ method: 'GET', path }))
  if (answer instanceof GraphFailure) {
    const consent = `az ad app permission admin-consent --id ${microsoft.graph.clientId}`
    return [found('planner', stateOf(answer), `${plan}: ${answer.message}`, { mend: [settings, consent] })]
  }
  const isThere = !bucket || answer.some((row) => bucketRow.parse(row).id === bucket)
  return [isThere ? found('planner', 'ok', plan) : found('planner', 'missing', bucket, { mend: [settings] })]
}
