import { useSession } from '../ui/session'
import { TextField, TimeField } from './fields'
import type { SectionProps } from './section-props'

/** Who is reminded when, and when nobody is disturbed. */
export const LadderSettings = ({ draft, onChange, faultOf }: SectionProps) => {
  const { t } = useSession()
  return (
    <section aria-labelledby="st-ladder">
      <h2 id="st-ladder">{t('settings:ladder.title')}</h2>
      <div className="st-fields">
        <TextField
          label={t('settings:ladder.reminders')}
          hint={t('settings:ladder.remindersHint')}
          fault={faultOf('ladder.reminders')}
          value={draft.reminders}
          onChange={(reminders) => onChange({ reminders })}
        />
        <TextField
          label={t('settings:ladder.escalation')}
          hint={t('settings:ladder.after')}
          fault={faultOf('ladder.escalation')}
          type="number"
          value={draft.escalation}
          onChange={(escalation) => onChange({ escalation })}
        />
        <TextField
          label={t('settings:ladder.digest')}
          hint={t('settings:ladder.after')}
          fault={faultOf('ladder.digest')}
          type="number"
          value={draft.digest}
          onChange={(digest) => onChange({ digest })}
        />
        <TimeField
          label={t('settings:ladder.time')}
          fault={faultOf('ladder.time')}
          value={draft.ladderTime}
          onChange={(ladderTime) => onChange({ ladderTime })}
        />
        <TimeField
          label={t('settings:quiet.from')}
          hint={t('settings:quiet.hint')}
          fault={faultOf('quietHours.from')}
          value={draft.quietFrom}
          onChange={(quietFrom) => onChange({ quietFrom })}
        />
        <TimeField
          label={t('settings:quiet.to')}
          fault={faultOf('quietHours.to')}
          value={draft.quietTo}
          onChange={(quietTo) => onChange({ quietTo })}
        />
      </div>
    </section>
  )
}
