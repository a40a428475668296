import { useSession } from '../ui/session'
import { ChoiceField, LinesField, TextField } from './fields'
import type { SectionProps } from './section-props'

/** Tolerances where none were agreed, days off, the language of what everybody reads, and where reports are kept. */
export const OrganisationSettings = ({ draft, onChange, faultOf }: SectionProps) => {
  const { t, format } = useSession()
  return (
    <>
      <section aria-labelledby="st-tolerances">
        <h2 id="st-tolerances">{t('settings:tolerances.title')}</h2>
        <p className="gv-caption">{t('settings:tolerances.about')}</p>
        <div className="st-fields">
          <TextField
            label={t('settings:tolerances.days')}
            hint={t('settings:range', { min: 0, max: format.number(3650) })}
            fault={faultOf('tolerances.days')}
            type="number"
            value={draft.toleranceDays}
            onChange={(toleranceDays) => onChange({ toleranceDays })}
          />
          <TextField
            label={t('settings:tolerances.cost')}
            hint={t('settings:range', { min: 0, max: format.number(1000) })}
            fault={faultOf('tolerances.cost')}
            type="number"
            value={draft.toleranceCost}
            onChange={(toleranceCost) => onChange({ toleranceCost })}
          />
        </div>
      </section>
      <section aria-labelledby="st-organisation">
        <h2 id="st-organisation">{t('settings:organisation.title')}</h2>
        <div className="st-fields">
          <ChoiceField
            label={t('settings:language')}
            hint={t('settings:languageHint')}
            fault={faultOf('language')}
            value={draft.language}
            options={[
              ['fr', t('cycle:publish.language.fr')],
              ['en', t('cycle:publish.language.en')],
            ]}
            onChange={(value) => onChange({ language: value === 'en' ? 'en' : 'fr' })}
          />
          <TextField
            label={t('settings:folder')}
            hint={t('settings:folderHint')}
            fault={faultOf('reportFolder')}
            value={draft.reportFolder}
            onChange={(reportFolder) => onChange({ reportFolder })}
          />
          <TextField
            label={t('settings:plannerPlan')}
            hint={t('settings:plannerPlanHint')}
            fault={faultOf('planner.plan')}
            value={draft.plannerPlan}
            onChange={(plannerPlan) => onChange({ plannerPlan })}
          />
          <TextField
            label={t('settings:plannerBucket')}
            hint={t('settings:plannerBucketHint')}
            fault={faultOf('planner.bucket')}
            value={draft.plannerBucket}
            onChange={(plannerBucket) => onChange({ plannerBucket })}
          />
          <LinesField
            label={t('settings:holidays')}
            hint={t('settings:holidaysHint')}
            fault={faultOf('extraHolidays')}
            value={draft.holidays}
            onChange={(holidays) => onChange({ holidays })}
          />
        </div>
      </section>
    </>
  )
}
