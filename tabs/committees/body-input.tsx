import { Checkbox, Field } from '@fluentui/react-components'
import type { BodyField, BodyView } from '../../src/committees/bodies-view'
import { FieldControl } from '../ui/field-control'
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
  const options = useOptions(field, view)
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
      <FieldControl definition={definition} value={value} options={options} onChange={onChange} />
    </Field>
  )
}

const useOptions = (field: BodyField, view: BodyView) => {
  const { t } = useSession()
  const { kind } = definitionOf(field)
  if (kind === 'choice') return choicesOf(field).map(([code, key]) => [code, t(key)] as const)
  if (kind !== 'ref') return undefined
  const { bodies, programmes, projects } = view.choices
  const subjects = field === 'escalatesTo' ? bodies : field === 'programme' ? programmes : projects
  return subjects.map(({ code, title }) => [code, field === 'project' ? `${code} ${title}` : title] as const)
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
