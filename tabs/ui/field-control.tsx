import { Input, Select, Textarea } from '@fluentui/react-components'
import type { Field } from '../../src/lists/kit/list'
import { useSession } from './session'

interface FieldControlProps {
  readonly definition: Field
  readonly value: string
  /** Code and words of each value that the field may take; absent for what is typed freely. */
  readonly options?: readonly (readonly [code: string, words: string])[] | undefined
  readonly onChange: (value: string) => void
}

/**
 * The control that a field's definition asks for. Fluent's Field hands the label and the message to its only child by props, which are
 * passed on.
 */
export const FieldControl = ({ definition, value, options, onChange, ...labelling }: FieldControlProps) => {
  const { t } = useSession()
  const onTyped = (_: unknown, typed: { readonly value: string }): void => onChange(typed.value)
  if (options)
    return (
      <Select {...labelling} value={value} onChange={onTyped}>
        {definition.required ? null : <option value="">{t('common:choose')}</option>}
        {options.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </Select>
    )
  switch (definition.kind) {
    case 'note':
      return <Textarea {...labelling} rows={3} value={value} onChange={onTyped} />
    case 'date':
      return <Input {...labelling} type="date" value={value} onChange={onTyped} />
    case 'number':
    case 'money':
      return <Input {...labelling} inputMode="decimal" value={value} onChange={onTyped} />
    case 'text':
    case 'choice':
    case 'choices':
    case 'instant':
    case 'flag':
    case 'person':
    case 'ref':
      return <Input {...labelling} value={value} onChange={onTyped} />
  }
}
