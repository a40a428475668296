import { Field, Input, Select, Textarea } from '@fluentui/react-components'
import type { TextKey } from '../../../src/i18n/text'
import { axes, health } from '../../../src/lists/codes'
import type { AnswerField } from '../../../src/status/answer-fields'
import { useSession } from '../../ui/session'

const isAxis = (field: AnswerField): field is (typeof axes)[number] => axes.some((axis) => axis === field)

const labelOf = (field: AnswerField): TextKey =>
  isAxis(field)
    ? `codes:axis.${field}`
    : field === 'comment' || field === 'forecastCost' || field === 'percentComplete'
      ? `cycle:mine.${field}`
      : `status:answer.${field}`

/** The input of one field of an answer, with its label and what was refused. */
export const AnswerInput = ({
  field,
  value,
  message,
  onChange,
}: {
  field: AnswerField
  value: string
  message: string | undefined
  onChange: (value: string) => void
}) => {
  const { t } = useSession()
  return (
    <Field
      label={t(labelOf(field))}
      required={field === 'overall'}
      validationMessage={message}
      className={kindOf(field) === 'text' ? 'an-wide' : undefined}
    >
      <Control field={field} value={value} onChange={onChange} />
    </Field>
  )
}

const kindOf = (field: AnswerField): 'health' | 'date' | 'number' | 'text' => {
  if (field === 'overall' || isAxis(field)) return 'health'
  if (field === 'forecastEnd') return 'date'
  return field === 'forecastCost' || field === 'percentComplete' ? 'number' : 'text'
}

/** Field hands the label and the message to its only child by props that it must pass on. */
const Control = ({
  field,
  value,
  onChange,
  ...labelling
}: {
  field: AnswerField
  value: string
  onChange: (value: string) => void
}) => {
  const { t } = useSession()
  switch (kindOf(field)) {
    case 'health':
      return (
        <Select {...labelling} name={field} value={value} onChange={(_, chosen) => onChange(chosen.value)}>
          <option value="">{t(field === 'overall' ? 'cycle:mine.choose' : 'cycle:mine.noDetail')}</option>
          {health.map((code) => (
            <option key={code} value={code}>
              {t(`codes:health.${code}`)}
            </option>
          ))}
        </Select>
      )
    case 'date':
      return (
        <Input {...labelling} name={field} type="date" value={value} onChange={(_, typed) => onChange(typed.value)} />
      )
    case 'number':
      return (
        <Input
          {...labelling}
          name={field}
          inputMode="decimal"
          value={value}
          onChange={(_, typed) => onChange(typed.value)}
        />
      )
    case 'text':
      return (
        <Textarea {...labelling} name={field} rows={2} value={value} onChange={(_, typed) => onChange(typed.value)} />
      )
  }
}
