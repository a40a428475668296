import type { StandIns } from '../../src/committees/approver-view'
import { useSession } from '../ui/session'

/** Who is asked to approve in place of a chair, and why, as one sentence. */
export const useApprover = () => {
  const { t } = useSession()
  return ({ absence, names }: StandIns, of: 'agenda' | 'minutes'): string =>
    t(`committees:absence.${of}`, {
      why: t(`committees:absence.${absence}.why`),
      who:
        names.length === 0
          ? t('committees:absence.office')
          : t('committees:absence.officeOf', { names: names.join(', ') }),
    })
}
