import type { TextKey } from '../../src/i18n/text'
import { confidentiality, lifecycle, method, phase, profile } from '../../src/lists/codes'
import type { EditableField, FieldValue } from '../../src/portfolio/portfolio-view'
import type { ProjectView } from '../../src/projects/project-view'
import type { Session } from '../ui/session'
import { definitionOf } from './form-values'

type Options = readonly (readonly [code: string, label: TextKey])[]

/** The codes of each choice field with the key of its label. */
export const choicesOf = (field: EditableField): Options => {
  switch (field) {
    case 'phase':
      return phase.map((code) => [code, `codes:phase.${code}`])
    case 'lifecycle':
      return lifecycle.map((code) => [code, `codes:lifecycle.${code}`])
    case 'profile':
      return profile.map((code) => [code, `codes:profile.${code}`])
    case 'method':
      return method.map((code) => [code, `codes:method.${code}`])
    case 'confidentiality':
      return confidentiality.map((code) => [code, `codes:confidentiality.${code}`])
    default:
      return []
  }
}

/** A value of a project as a person reads it. */
export const fieldWords = (
  { t, format }: Pick<Session, 't' | 'format'>,
  view: ProjectView,
  field: EditableField,
  value: FieldValue,
): string => {
  if (value === null || value === '') return t('project:reports.blank')
  if (typeof value === 'boolean') return t(value ? 'portfolio:yes' : 'portfolio:no')
  const definition = definitionOf(field)
  // A text that is no number of the field is shown as it was typed.
  if ((definition.kind === 'money' || definition.kind === 'number') && typeof value !== 'number') return value
  switch (definition.kind) {
    case 'money':
      return format.money(Number(value))
    case 'number':
      return format.number(Number(value))
    case 'date':
      return format.date(String(value))
    case 'person':
      return view.people.find(({ id }) => id === value)?.name ?? String(value)
    case 'ref':
      return view.programmes.find(({ code }) => code === value)?.title ?? String(value)
    case 'choice': {
      const label = choicesOf(field).find(([code]) => code === value)?.[1]
      return label ? t(label) : String(value)
    }
    case 'text':
    case 'note':
    case 'choices':
    case 'instant':
    case 'flag':
      return String(value)
  }
}
