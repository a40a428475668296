import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { Clock16Regular } from '@fluentui/react-icons/svg/clock'
import { DismissCircle16Regular } from '@fluentui/react-icons/svg/dismiss-circle'
import { Warning16Regular } from '@fluentui/react-icons/svg/warning'
import type { DecisionResult } from '../../../src/committees/register/register-view'
import { useSession } from '../../ui/session'

const marks = {
  adopted: CheckmarkCircle16Regular,
  conditional: Warning16Regular,
  deferred: Clock16Regular,
  rejected: DismissCircle16Regular,
} as const

/** What was decided: shape and word. */
export const ResultMark = ({ result, ofGate }: { result: DecisionResult; ofGate: boolean }) => {
  const { t } = useSession()
  const Mark = marks[result]
  return (
    <span className={`fu-result fu-${result}`}>
      <Mark aria-hidden />
      {t(ofGate ? `common:gate.${result}` : `followUp:result.${result}`)}
    </span>
  )
}
