import type { Settings } from '../../src/settings/settings'
import { useSession } from '../ui/session'
import { ChoiceField, LinesField, TextField, TimeField } from './fields'
import type { SectionProps } from './section-props'

const roomsFor = [
  'nobody',
  'strategic',
  'tactical',
  'everybody',
] as const satisfies readonly Settings['planning']['roomsFor'][]

/** When the meetings of committees are placed, where, and who convenes them. */
export const PlanningSettings = ({ draft, onChange, faultOf }: SectionProps) => {
  const { t } = useSession()
  return (
    <section aria-labelledby="st-planning">
      <h2 id="st-planning">{t('settings:planning.title')}</h2>
      <div className="st-fields">
        <TextField
          label={t('settings:planning.mailbox')}
          hint={t('settings:planning.mailboxHint')}
          fault={faultOf('planning.mailbox')}
          value={draft.mailbox}
          onChange={(mailbox) => onChange({ mailbox })}
        />
        <ChoiceField
          label={t('settings:planning.roomsFor')}
          fault={faultOf('planning.roomsFor')}
          value={draft.roomsFor}
          options={roomsFor.map((code) => [code, t(`settings:planning.roomsFor.${code}`)])}
          onChange={(value) => onChange({ roomsFor: roomsFor.find((code) => code === value) ?? draft.roomsFor })}
        />
        <TextField
          label={t('settings:planning.from')}
          hint={t('settings:planning.periodHint')}
          fault={faultOf('planning.from')}
          type="date"
          value={draft.planFrom}
          onChange={(planFrom) => onChange({ planFrom })}
        />
        <TextField
          label={t('settings:planning.to')}
          fault={faultOf('planning.to')}
          type="date"
          value={draft.planTo}
          onChange={(planTo) => onChange({ planTo })}
        />
        <TimeField
          label={t('settings:planning.opens')}
          fault={faultOf('planning.opens')}
          value={draft.opens}
          onChange={(opens) => onChange({ opens })}
        />
        <TimeField
          label={t('settings:planning.closes')}
          fault={faultOf('planning.closes')}
          value={draft.closes}
          onChange={(closes) => onChange({ closes })}
        />
        <LinesField
          label={t('settings:planning.rooms')}
          hint={t('settings:planning.roomsHint')}
          fault={faultOf('planning.rooms')}
          value={draft.rooms}
          onChange={(rooms) => onChange({ rooms })}
        />
      </div>
    </section>
  )
}
