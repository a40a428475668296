import { Field, Select } from '@fluentui/react-components'
import {
  type AdjustChange,
  type CadenceCode,
  cadenceCodes,
  type PlanCadence,
  type PlanShown,
} from '../../../src/committees/planning/plan-view'
import { useSession } from '../../ui/session'

const cadenceOf = (code: CadenceCode): PlanCadence => {
  const [unit, every] = code.split('-')
  return unit === 'week' || unit === 'month' ? { unit, every: Number(every) } : { unit: 'once' }
}

const ON_DEMAND = 'onDemand'

interface CadenceFieldProps {
  readonly plan: PlanShown
  readonly body: string
  /** Whose rhythm it is, where the page has not just said. */
  readonly title?: string
  readonly disabled?: boolean
  readonly onChange: (asked: AdjustChange) => void
}

/** How often a body meets in this plan, which leaves the body itself as it is. */
export const CadenceField = ({ plan, body, title, disabled = false, onChange }: CadenceFieldProps) => {
  const { t } = useSession()
  const planned = plan.bodies.find(({ code }) => code === body)
  const isOnDemand = planned === undefined || planned.isOnDemand
  const cadence = planned ? (planned.cadence ?? '') : ON_DEMAND
  return (
    <Field label={t('planning:adjust.cadence')}>
      <Select
        size="small"
        value={cadence}
        disabled={disabled}
        {...(title === undefined ? {} : { 'aria-label': t('planning:adjust.cadenceOf', { title }) })}
        onChange={(_, { value }) => {
          const code = cadenceCodes.find((each) => each === value)
          if (value === ON_DEMAND) onChange({ kind: 'cadence', body, cadence: null })
          if (code) onChange({ kind: 'cadence', body, cadence: cadenceOf(code) })
        }}
      >
        {cadence === '' ? <option value="">–</option> : null}
        {isOnDemand ? <option value={ON_DEMAND}>{t('planning:cadence.onDemand')}</option> : null}
        {cadenceCodes.map((code) => (
          <option key={code} value={code}>
            {t(`planning:cadence.${code}`)}
          </option>
        ))}
      </Select>
    </Field>
  )
}
