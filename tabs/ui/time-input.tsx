import { Input, type InputProps } from '@fluentui/react-components'
import { clockTime } from './clock-time'

type TimeInputProps = Omit<InputProps, 'value' | 'onChange' | 'type'> & {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A time of day on 24 hours, put into its usual form when the person leaves the field. */
export const TimeInput = ({ value, onChange, ...rest }: TimeInputProps) => (
  <Input
    {...rest}
    inputMode="numeric"
    autoComplete="off"
    maxLength={5}
    value={value}
    onChange={(_, typed) => onChange(typed.value)}
    onBlur={() => onChange(clockTime(value) ?? value)}
  />
)
