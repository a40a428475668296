import { Button, Checkbox } from '@fluentui/react-components'
import { Delete20Regular } from '@fluentui/react-icons/svg/delete'
import { useSession } from '../ui/session'
import { ChoiceField, TextField, TimeField } from './fields'
import type { SectionProps } from './section-props'

const MONTHS = [1, 2, 3, 4, 6, 12]
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]
/** Monday, 5 January 2026: a week to take the names of its days from. */
const MONDAY = Date.UTC(2026, 0, 5, 12)
const DAY_MS = 86_400_000

/** When cycles open and end: by a rule, or as the organisation lists them. */
export const CycleSettings = ({ draft, onChange, faultOf }: SectionProps) => {
  const { t, locale } = useSession()
  const weekday = (day: number): string =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(MONDAY + (day - 1) * DAY_MS)
  const kind = (value: string): void => onChange({ kind: value === 'calendar' ? 'calendar' : 'monthly' })
  return (
    <section aria-labelledby="st-cycles">
      <h2 id="st-cycles">{t('settings:cycles.title')}</h2>
      <div className="st-fields">
        <ChoiceField
          label={t('settings:recurrence.kind')}
          fault={faultOf('recurrence.kind')}
          value={draft.kind}
          options={[
            ['monthly', t('settings:recurrence.monthly')],
            ['calendar', t('settings:recurrence.calendar')],
          ]}
          onChange={kind}
        />
        {draft.kind === 'monthly' ? (
          <>
            <ChoiceField
              label={t('settings:recurrence.everyMonths')}
              fault={faultOf('recurrence.everyMonths')}
              value={draft.everyMonths}
              options={MONTHS.map((count) => [String(count), t('settings:recurrence.months', { count })])}
              onChange={(everyMonths) => onChange({ everyMonths })}
            />
            <ChoiceField
              label={t('settings:recurrence.cutOffWeekday')}
              fault={faultOf('recurrence.cutOffWeekday')}
              value={draft.cutOffWeekday}
              options={WEEKDAYS.map((day) => [
                String(day),
                t('settings:recurrence.lastWeekday', { weekday: weekday(day) }),
              ])}
              onChange={(cutOffWeekday) => onChange({ cutOffWeekday })}
            />
            <TextField
              label={t('settings:recurrence.openBusinessDays')}
              hint={t('settings:recurrence.openHint')}
              fault={faultOf('recurrence.openBusinessDays')}
              type="number"
              value={draft.openBusinessDays}
              onChange={(openBusinessDays) => onChange({ openBusinessDays })}
            />
          </>
        ) : null}
        <TimeField
          label={t('settings:recurrence.cutOffTime')}
          fault={faultOf('recurrence.cutOffTime')}
          value={draft.cutOffTime}
          onChange={(cutOffTime) => onChange({ cutOffTime })}
        />
      </div>
      {draft.kind === 'calendar' ? <OwnCycles draft={draft} onChange={onChange} faultOf={faultOf} /> : null}
      <Checkbox
        label={t('settings:recurrence.automatic')}
        checked={draft.automatic}
        onChange={(_, { checked }) => onChange({ automatic: checked === true })}
      />
    </section>
  )
}

const BLANK = { code: '', title: '', opensOn: '', cutOff: '' } as const
const columns = ['code', 'title', 'opensOn', 'cutOff'] as const

const OwnCycles = ({ draft, onChange, faultOf }: SectionProps) => {
  const { t } = useSession()
  const { cycles } = draft
  return (
    <div className="st-cycles">
      {cycles.map((cycle, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line being typed has no identity but its place
        <fieldset key={index}>
          <legend className="gv-visually-hidden">{t('settings:cycle.line', { number: index + 1 })}</legend>
          {columns.map((name) => (
            <TextField
              key={name}
              label={t(`settings:cycle.${name}`)}
              fault={faultOf(`cycles.${index}.${name}`)}
              type={name === 'opensOn' || name === 'cutOff' ? 'date' : 'text'}
              value={cycle[name]}
              onChange={(value) =>
                onChange({ cycles: cycles.map((one, at) => (at === index ? { ...one, [name]: value } : one)) })
              }
            />
          ))}
          <Button
            appearance="subtle"
            icon={<Delete20Regular />}
            aria-label={t('settings:cycle.remove', { number: index + 1 })}
            onClick={() => onChange({ cycles: cycles.filter((_, at) => at !== index) })}
          />
        </fieldset>
      ))}
      <Button onClick={() => onChange({ cycles: [...cycles, BLANK] })}>{t('settings:cycle.add')}</Button>
    </div>
  )
}
