import { ErrorCircle16Filled } from '@fluentui/react-icons/svg/error-circle'
import { useSession } from '../../ui/session'
import { fieldKey } from '../grid/grid-fields'
import { draftKey } from './unsaved'
import type { Edits } from './use-edits'

/** Edits that could not be saved: what was typed is kept, can be sent again or given up. */
export const DraftsBar = ({ edits }: { edits: Edits }) => {
  const { t } = useSession()
  if (edits.drafts.size === 0) return null
  return (
    <section className="pf-drafts" role="alert" aria-label={t('portfolio:edit.drafts')}>
      {[...edits.drafts.values()].map((draft) => (
        <p key={draftKey(draft.number, draft.field)}>
          <ErrorCircle16Filled className="gv-red" aria-hidden />
          <span>
            {t('portfolio:edit.draft', {
              number: draft.number,
              field: t(fieldKey(draft.field)),
              message: draft.message,
            })}
          </span>
          {draft.readable ? (
            <button type="button" className="gv-link" onClick={() => edits.retry(draft)}>
              {t('common:action.retry')}
            </button>
          ) : null}
          <button type="button" className="gv-link" onClick={() => edits.discard(draft)}>
            {t('portfolio:edit.discard')}
          </button>
        </p>
      ))}
    </section>
  )
}
