import type { ItemException } from '../../src/committees/escalation/escalation-view'
import { useSession } from '../ui/session'
import { EscalateButton } from './escalate-button'
import './item-exceptions.css'

interface ItemExceptionsProps {
  readonly title: string
  readonly exceptions: readonly ItemException[]
  /** What shows them, read again once one lies before the body above. */
  readonly shownIn: readonly string[]
}

/** The exceptions behind an item: where else they lie, and the way to the body above for those who may send them there. */
export const ItemExceptions = ({ title, exceptions, shownIn }: ItemExceptionsProps) => {
  const { t } = useSession()
  const known = exceptions.filter(({ escalatedTo, mayEscalate }) => escalatedTo.length > 0 || mayEscalate !== null)
  if (known.length === 0) return null
  return (
    <ul className="cm-exceptions">
      {known.map(({ key, tolerance, escalatedTo, mayEscalate }) => (
        <li key={key}>
          <span>{t(`committees:exception.${tolerance}`)}</span>
          {escalatedTo.map(({ body, meeting }) => (
            <span key={body} className="gv-caption">
              {t('committees:exception.before', { body, meeting })}
            </span>
          ))}
          {mayEscalate ? (
            <EscalateButton
              size="small"
              from={mayEscalate.from}
              what={{ exception: key }}
              label={t('committees:exception.escalate', { body: mayEscalate.to })}
              name={t('committees:exception.escalateOf', {
                body: mayEscalate.to,
                title,
                tolerance: t(`committees:exception.${tolerance}`),
              })}
              done={t('committees:exception.escalated', { body: mayEscalate.to })}
              shownIn={shownIn}
            />
          ) : null}
        </li>
      ))}
    </ul>
  )
}
