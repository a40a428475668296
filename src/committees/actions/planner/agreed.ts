import { z } from 'zod'

/** What an action and its task said alike when they were last compared. */
export interface Agreed {
  readonly plan: string
  readonly dueOn: string | null
  /** Of the action. */
  readonly owner: string | null
  /** The owner as the task has them; null where Planner does not know the person in the plan's group. */
  readonly assignee: string | null
}

const schema = z.object({
  plan: z.string(),
  dueOn: z.string().nullable(),
  owner: z.string().nullable(),
  assignee: z.string().nullable(),
})

export const agreedNote = ({ plan, dueOn, owner, assignee }: Agreed): string =>
  JSON.stringify({ plan, dueOn, owner, assignee })

/** Null for what was last compared before this was written down, and for what nobody can read. */
export const agreedIn = (note: string | null): Agreed | null => {
  if (note === null || note === '') return null
  try {
    return schema.safeParse(JSON.parse(note)).data ?? null
  } catch {
    return null
  }
}
