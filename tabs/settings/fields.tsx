import { Field, Input, Select, Textarea } from '@fluentui/react-components'
import { TimeInput } from '../ui/time-input'

interface Common {
  readonly label: string
  readonly hint?: string
  readonly fault: string | undefined
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A short text, a number or a day. */
export const TextField = ({
  label,
  hint,
  fault,
  value,
  onChange,
  type = 'text',
}: Common & { readonly type?: 'text' | 'number' | 'date' }) => (
  <Field label={label} hint={hint} validationMessage={fault}>
    <Input
      {...(type === 'number' ? { inputMode: 'decimal' as const } : { type })}
      value={value}
      onChange={(_, typed) => onChange(typed.value)}
    />
  </Field>
)

export const TimeField = ({ label, hint, fault, value, onChange }: Common) => (
  <Field label={label} hint={hint} validationMessage={fault}>
    <TimeInput value={value} onChange={onChange} />
  </Field>
)

export const ChoiceField = ({
  label,
  hint,
  fault,
  value,
  onChange,
  options,
}: Common & { readonly options: readonly (readonly [code: string, words: string])[] }) => (
  <Field label={label} hint={hint} validationMessage={fault}>
    <Select value={value} onChange={(_, chosen) => onChange(chosen.value)}>
      {options.map(([code, words]) => (
        <option key={code} value={code}>
          {words}
        </option>
      ))}
    </Select>
  </Field>
)

export const LinesField = ({ label, hint, fault, value, onChange }: Common) => (
  <Field label={label} hint={hint} validationMessage={fault} className="st-wide">
    <Textarea rows={3} value={value} onChange={(_, typed) => onChange(typed.value)} />
  </Field>
)
