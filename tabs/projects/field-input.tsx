import { Checkbox, Field, Input, Select, Textarea } from '@fluentui/react-components'
import type { EditableField } from '../../src/portfolio/portfolio-view'
import type { ProjectView } from '../../src/projects/project-view'
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
  const label = t(`fields:Projects.${field}`)
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
      <Control field={field} value={value} view={view} onChange={onChange} />
    </Field>
  )
}

/** Field hands the label and the message to its only child by props that it must pass on. */
const Control = ({
  field,
  value,
  view,
  onChange,
  ...labelling
}: {
  field: EditableField
  value: string
  view: ProjectView
  onChange: (value: string) => void
}) => {
  const { t } = useSession()
  const definition = definitionOf(field)
  const select = (options: readonly (readonly [string, string])[]) => (
    <Select {...labelling} value={value} onChange={(_, { value: chosen }) => onChange(chosen)}>
      {definition.required ? null : <option value="">{t('project:form.choose')}</option>}
      {options.map(([code, words]) => (
        <option key={code} value={code}>
          {words}
        </option>
      ))}
    </Select>
  )
  switch (definition.kind) {
    case 'choice':
      return select(choicesOf(field).map(([code, key]) => [code, t(key)]))
    case 'person':
      return select(view.people.map(({ id, name }) => [id, name]))
    case 'ref':
      return select(view.programmes.map(({ code, title }) => [code, title]))
    case 'note':
      return <Textarea {...labelling} rows={3} value={value} onChange={(_, { value: typed }) => onChange(typed)} />
    case 'date':
      return <Input {...labelling} type="date" value={value} onChange={(_, { value: typed }) => onChange(typed)} />
    case 'number':
    case 'money':
      return (
        <Input {...labelling} inputMode="decimal" value={value} onChange={(_, { value: typed }) => onChange(typed)} />
      )
    case 'text':
    case 'choices':
    case 'instant':
    case 'flag':
      return <Input {...labelling} value={value} onChange={(_, { value: typed }) => onChange(typed)} />
  }
}
