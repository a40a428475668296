import { at, isRecord, textAt } from '../../json'
import { mailbox, team } from '../../registration'
import { type GraphCall, GraphError } from '../exchange'
import type { GraphParts } from '../parts'
import { overLimit } from './entities'

const MOST = { assignees: 20, checklist: 20, references: 10 }
const LONGEST_TITLE = 255
const HINT = / ?.*!$/

export const invalid = (message: string): GraphError => new GraphError(400, '', message)

/** The group's members: the competence centre, and the product's own account. */
export const isMember = ({ state }: GraphParts, person: string): boolean =>
  state.people.get(person)?.department === 'Centre de compétence' || person === mailbox.id

type Fields = Readonly<Record<string, unknown>>

/** Order hints are written as `previous next!`; one that came back may not be sent back (GRAPH-FACTS 8). */
const readHint = (value: unknown, property: string): string => {
  const hint = value ?? ' !'
  if (typeof hint !== 'string' || !HINT.test(hint))
    throw invalid(`The value for the property '${property}' is invalid.`)
  return hint
}

/** What the service makes of a hint. */
const computedHint = (index: number): string => `8585${String(900_000_000 - index).padStart(9, '0')}P~`

/** Merges open-typed properties: `null` removes one, the others need their `@odata.type`. */
const merge = (before: unknown, sent: unknown, type: string, read: (key: string, value: Fields) => Fields): Fields => {
  const merged: Record<string, unknown> = isRecord(before) ? { ...before } : {}
  if (sent === undefined) return merged
  if (!isRecord(sent)) throw invalid('The request is invalid.')
  for (const [key, value] of Object.entries(sent)) {
    if (value === null) {
      delete merged[key]
      continue
    }
    if (!isRecord(value) || textAt(value, '@odata.type')?.replace('#', '') !== type) {
      throw invalid(`The '@odata.type' of '${key}' is missing or is not '#${type}'.`)
    }
    merged[key] = { '@odata.type': `#${type}`, ...read(key, value) }
  }
  return merged
}

const readAssignments = (parts: GraphParts, call: GraphCall, before: unknown): Fields => {
  const by = { user: { id: call.caller.person?.id ?? null }, application: { id: null } }
  const merged = merge(before, at(call.body, 'assignments'), 'microsoft.graph.plannerAssignment', (person, value) => {
    if (!isMember(parts, person)) throw overLimit('AssigneeNotInGroup')
    readHint(value.orderHint, 'orderHint')
    const assignedDateTime = parts.state.instant().toISOString()
    return { assignedBy: by, assignedDateTime, orderHint: computedHint(0) }
  })
  if (Object.keys(merged).length > MOST.assignees) throw overLimit('MaximumAssigneesInTasks')
  return merged
}

const KEPT = [
  'title',
  'bucketId',
  'percentComplete',
  'priority',
  'startDateTime',
  'dueDateTime',
  'appliedCategories',
  'assigneePriority',
  'conversationThreadId',
]

/** The fields of a new or changed task. */
export const readTask = (parts: GraphParts, call: GraphCall, before: Fields): Fields => {
  if (!isRecord(call.body)) throw invalid('The request is invalid.')
  const kept = Object.fromEntries(Object.entries(call.body).filter(([name]) => KEPT.includes(name)))
  const fields = { ...before, ...kept, assignments: readAssignments(parts, call, before.assignments) }
  const { title, startDateTime, dueDateTime, percentComplete, priority }: Fields = fields
  if (typeof title !== 'string' || title.trim() === '' || title.length > LONGEST_TITLE)
    throw invalid("The value for the property 'title' is invalid.")
  if (
    typeof startDateTime === 'string' &&
    typeof dueDateTime === 'string' &&
    Date.parse(startDateTime) > Date.parse(dueDateTime)
  ) {
    throw invalid('The start date cannot be after the due date.')
  }
  if (typeof percentComplete !== 'number' || percentComplete < 0 || percentComplete > 100) {
    throw invalid("The value for the property 'percentComplete' is invalid.")
  }
  if (typeof priority !== 'number' || priority < 0 || priority > 10)
    throw invalid("The value for the property 'priority' is invalid.")
  const done = percentComplete === 100
  const now = parts.state.instant().toISOString()
  return { ...fields, completedDateTime: done ? (before.completedDateTime ?? now) : null }
}

/** The fields of a task's details. */
export const readDetails = (body: unknown, before: Fields): Fields => {
  if (!isRecord(body)) throw invalid('The request is invalid.')
  const checklist = merge(before.checklist, body.checklist, 'microsoft.graph.plannerChecklistItem', (_key, value) => {
    readHint(value.orderHint, 'orderHint')
    return { isChecked: value.isChecked === true, title: textAt(value, 'title') ?? '', orderHint: computedHint(1) }
  })
  if (Object.keys(checklist).length > MOST.checklist) throw overLimit('MaximumChecklistItemsOnTask')
  const references = merge(
    before.references,
    body.references,
    'microsoft.graph.plannerExternalReference',
    (key, value) => {
      // Property names may not hold these: the address comes percent-encoded (GRAPH-FACTS 8).
      if (/[.:@#]/.test(key)) throw invalid(`The reference '${key}' must be percent-encoded.`)
      return {
        alias: textAt(value, 'alias') ?? null,
        type: textAt(value, 'type') ?? 'Other',
        previewPriority: computedHint(2),
      }
    },
  )
  if (Object.keys(references).length > MOST.references) throw overLimit('MaximumReferencesOnTask')
  const description = body.description === undefined ? before.description : body.description
  return { description, previewType: body.previewType ?? before.previewType, checklist, references }
}

/** The group that owns plans. */
export const planContainer = (origin: string): Fields => ({
  '@odata.type': '#microsoft.graph.plannerPlanContainer',
  containerId: team.teamId,
  type: 'group',
  url: `${origin}/v1.0/groups/${team.teamId}`,
})
