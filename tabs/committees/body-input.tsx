import { Checkbox, Field, Input, Select, Textarea } from '@fluentui/react-components'
import type { BodyField, BodyView } from '../../src/committees/bodies-view'
import { useSession } from '../ui/session'
import { choicesOf, definitionOf, type FormValue } from './form-values'

interface InputProps {
  readonly field: BodyField
  readonly value: FormValue
  readonly invalid: boolean
  readonly view: BodyView
  readonly onChange: (value: FormValue) => void
}

/** The input that a field's definition asks for, with its label. */
export const BodyInput = ({ field, value, invalid, view, onChange }: InputProps) => {
  const { t } = useSession()
  const definition = definitionOf(field)
  const label = t(`fields:Bodies.${field}`)
  if (typeof value === 'boolean')
    return <Checkbox label={label} checked={value} onChange={(_, { checked }) => onChange(checked === true)} />
  if (typeof value === 'object') return <Ticks field={field} label={label} value={value} onChange={onChange} />
  const hint =
    field === 'programmes' || field === 'projects'
      ? t('committees:form.linesHint')
      : field === 'preferredHours' || field === 'excludedHours'
        ? t('committees:form.hoursHint')
        : undefined
  return (
    <Field
      label={label}
      required={definition.required === true}
      hint={hint}
      validationMessage={invalid ? t('committees:form.invalid') : undefined}
      className={field === 'mandate' || field === 'title' ? 'cm-wide' : undefined}
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
}: Pick<InputProps, 'field' | 'view' | 'onChange'> & { value: string }) => {
  const { t } = useSession()
  const definition = definitionOf(field)
  const select = (options: readonly (readonly [string, string])[]) => (
    <Select {...labelling} value={value} onChange={(_, { value: chosen }) => onChange(chosen)}>
      {definition.required ? null : <option value="">{t('committees:form.choose')}</option>}
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
    case 'ref': {
      const { bodies, programmes, projects } = view.choices
      const subjects = field === 'escalatesTo' ? bodies : field === 'programme' ? programmes : projects
      return select(subjects.map(({ code, title }) => [code, field === 'project' ? `${code} ${title}` : title]))
    }
    case 'note':
      return <Textarea {...labelling} rows={3} value={value} onChange={(_, { value: typed }) => onChange(typed)} />
    case 'date':
      return <Input {...labelling} type="date" value={value} onChange={(_, { value: typed }) => onChange(typed)} />
    case 'number':
      return (
        <Input {...labelling} inputMode="decimal" value={value} onChange={(_, { value: typed }) => onChange(typed)} />
      )
    default:
      return <Input {...labelling} value={value} onChange={(_, { value: typed }) => onChange(typed)} />
  }
}

const Ticks = ({
  field,
  label,
  value,
  onChange,
}: Pick<InputProps, 'field' | 'onChange'> & { label: string; value: readonly string[] }) => {
  const { t } = useSession()
  return (
    <fieldset className="cm-ticks cm-wide">
      <legend>{label}</legend>
      {choicesOf(field).map(([code, key]) => (
        <Checkbox
          key={code}
          label={t(key)}
          checked={value.includes(code)}
          onChange={(_, { checked }) =>
            onChange(checked === true ? [...value, code] : value.filter((each) => each !== code))
          }
        />
      ))}
    </fieldset>
  )
}
