/** Tasks of a plan in Planner. Nobody is told of their changes (GRAPH-FACTS 8): whoever wants to know reads the plan, in one request. */
export interface Tasks {
  /** Every task of the plan; undefined when the plan cannot be reached. */
  ofPlan(plan: string): Promise<readonly PlannerTask[] | undefined>
  /** Creates tasks, 20 per request, outcomes in the order given. */
  create(tasks: readonly NewTask[]): Promise<readonly TaskOutcome[]>
  /** Changes tasks under the version that was read (`If-Match`), 20 per request, outcomes in the order given. */
  change(changes: readonly TaskChange[]): Promise<readonly TaskOutcome[]>
}

export interface PlannerTask {
  readonly id: string
  readonly etag: string
  readonly title: string
  readonly percentComplete: number
  /** `yyyy-MM-dd` */
  readonly dueOn: string | null
  /** UTC ISO 8601; null while it is not complete. */
  readonly completedAt: string | null
  /** Entra object ids. */
  readonly assignees: readonly string[]
}

export interface NewTask {
  readonly plan: string
  readonly bucket: string | null
  readonly title: string
  readonly dueOn: string | null
  /** Nobody where Planner does not know the person in the plan's group. */
  readonly assignee: string | null
}

export interface TaskChange {
  readonly id: string
  readonly etag: string
  readonly title?: string
  readonly percentComplete?: 0 | 100
  readonly dueOn?: string | null
  /** Replaces those who have it. */
  readonly assign?: { readonly to: string | null; readonly instead: readonly string[] }
}

export type TaskOutcome =
  | { readonly ok: true; readonly id: string }
  /** `not-in-group`: the person may not be given tasks of this plan. `conflict`: somebody was quicker. `full`: a limit of Planner. */
  | {
      readonly ok: false
      readonly reason: 'not-in-group' | 'conflict' | 'not-found' | 'full' | 'refused' | 'unavailable'
    }
