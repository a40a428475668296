/** Codes shared by several lists (GLOSSARY); labels are locale keys `code.<set>.<code>`. */

export const health = ['green', 'amber', 'red'] as const
export type Health = (typeof health)[number]

export const trend = ['improving', 'stable', 'worsening'] as const
export type Trend = (typeof trend)[number]

/** FWB life cycle: demande, préparation, réalisation, clôture. */
export const phase = ['request', 'preparation', 'execution', 'closure'] as const
export type Phase = (typeof phase)[number]

export const lifecycle = ['proposed', 'active', 'onHold', 'closing', 'closed', 'cancelled'] as const
export type Lifecycle = (typeof lifecycle)[number]

export const profile = ['light', 'standard', 'full'] as const
export const method = ['prince2', 'agile', 'hybrid'] as const
export const confidentiality = ['internal', 'restricted', 'confidential'] as const
export type Confidentiality = (typeof confidentiality)[number]

/** The axes a status report may detail besides the overall health. */
export const axes = ['schedule', 'cost', 'scope', 'risk', 'resources', 'benefits'] as const
export type Axis = (typeof axes)[number]
