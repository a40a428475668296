import { Checkbox, Field } from '@fluentui/react-components'
import type { EditableField } from '../../src/portfolio/portfolio-view'
import type { ProjectView } from '../../src/projects/project-view'
import { FieldControl } from '../ui/field-control'
import { useSession } from '../ui/session'
import { choicesOf } from './field-words'
import { definitionOf, type FieldError } from './form-values'

/** The input that a field's definition asks for, with its label and, when what was typed cannot be read, why. */
export const FieldInput = ({
  field,
  value,
  error,
  view,
  onChange,
}: {
  field: EditableField
  value: string | boolean
  error: FieldError | undefined
  view: ProjectView
  onChange: (value: string | boolean) => void
}) => {
  const { t, format } = useSession()
  const definition = definitionOf(field)
  const name = t(`fields:Projects.${field}`)
  const label = definition.kind === 'money' ? t('common:inEuros', { label: name }) : name
  const options = useOptions(field, view)
  if (typeof value === 'boolean')
    return <Checkbox label={label} checked={value} onChange={(_, { checked }) => onChange(checked === true)} />
  const message =
    error === undefined
      ? undefined
      : error.kind === 'range'
        ? t('project:form.range', { min: format.number(error.min), max: format.number(error.max) })
        : t(`project:form.${error.kind}`)
  return (
    <Field
      label={label}
      required={definition.required === true}
      validationMessage={message}
      className={definition.kind === 'note' || field === 'title' ? 'pj-wide' : undefined}
    >
      <FieldControl definition={definition} value={value} options={options} onChange={onChange} />
    </Field>
  )
}

const useOptions = (field: EditableField, view: ProjectView) => {
  const { t } = useSession()
  switch (definitionOf(field).kind) {
    case 'choice':
      return choicesOf(field).map(([code, key]) => [code, t(key)] as const)
    case 'person':
      return view.people.map(({ id, name }) => [id, name] as const)
    case 'ref':
      return view.programmes.map(({ code, title }) => [code, title] as const)
    default:
      return undefined
  }
}
