import { Bodies } from '../../src/lists/bodies'
import { Milestones } from '../../src/lists/milestones'
import { Programmes } from '../../src/lists/programmes'
import { Projects } from '../../src/lists/projects'
import { idOf } from '../kit/personas'
import { programme, project } from '../kit/rows'
import type { Stack } from '../kit/stack'

/** Words that stand in hidden projects and nowhere else: wherever one of them turns up, the project has leaked. */
export const SECRET = 'Ultramarin'
export const RESTRICTED = 'P-902'
export const CONFIDENTIAL = 'P-903'
export const OPEN = 'P-901'

export const officer = 'Inès Vandamme'
export const analyst = 'Nadège Collignon'
/** Manages the hidden projects. */
export const insider = 'Claire Dombret'
/** Manages the open project and has no relation to the hidden ones. */
export const outsider = 'Nora Pirard'

const common = {
  programme: 'CAC',
  baselineEnd: '2027-06-30',
  forecastEnd: '2027-09-30',
  startDate: '2025-01-01',
  approvedCost: 900_000,
  forecastCost: 950_000,
}

/** Has no role and no relation to a project; sits in a committee where a test says so. */
export const sitter = 'Jan Peeters'

/** Three projects, one of each confidentiality, with a milestone and a committee each. */
export const fillPortfolio = async (stack: Stack): Promise<void> => {
  const hidden = { ...common, projectManager: idOf(insider) }
  const projects = [
    project({ ...common, number: OPEN, title: 'Accueil', projectManager: idOf(outsider) }),
    project({ ...hidden, number: RESTRICTED, title: `${SECRET} deux`, confidentiality: 'restricted' }),
    project({ ...hidden, number: CONFIDENTIAL, title: `${SECRET} trois`, confidentiality: 'confidential' }),
  ]
  const milestones = projects.map(({ number, title }) => ({
    milestoneKey: `${number}:1`,
    project: number,
    title: `Jalon ${title}`,
    rank: 1,
    baselineDate: '2026-12-01',
    forecastDate: '2026-12-15',
    actualDate: null,
  }))
  const bodies = projects.map(({ number, title }) => ({
    code: `CP-${number}`,
    title: `Comité ${title}`,
    kind: 'project' as const,
    project: number,
  }))
  const code = 'CAC'
  await stack.ctx.outbox.put([
    { list: Programmes, key: code, values: programme({ code, programmeManager: idOf('Samira Lejeune') }) },
    ...projects.map((values) => ({ list: Projects, key: values.number, values })),
    ...bodies.map((values) => ({ list: Bodies, key: values.code, values })),
    ...milestones.map((values) => ({ list: Milestones, key: values.milestoneKey, values })),
  ])
  await stack.ctx.outbox.drained()
}
