import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle'
import { Warning16Filled } from '@fluentui/react-icons/svg/warning'
import {
  actionLines,
  type Candidate,
  parseAction,
  type Typing,
} from '../../../../src/committees/session/rules/parse-action'
import { useSession } from '../../../ui/session'

/** What was understood of each line, while it is typed: who, by when, what; or what it still lacks. */
export const ActionPreview = ({
  text,
  people,
  typing,
}: {
  text: string
  people: readonly Candidate[]
  typing: Typing
}) => {
  const { t, format } = useSession()
  const lines = actionLines(text)
  if (lines.length === 0 || people.length === 0) return null
  return (
    <ul className="se-plain se-preview" aria-live="polite">
      {lines.map((line, index) => {
        const { title, owner, dueOn, problems } = parseAction(line, people, typing)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text have no other name than their place
          <li key={index}>
            {problems.length === 0 ? (
              <CheckmarkCircle16Filled className="se-done" aria-hidden />
            ) : (
              <Warning16Filled className="se-warn" aria-hidden />
            )}
            <span>
              {title || '…'}
              <span className="gv-caption">
                {[
                  ...(owner ? [owner.name] : []),
                  ...(dueOn ? [format.date(dueOn)] : []),
                  ...problems.map((problem) => t(`session:problem.${problem}`)),
                ].join(' · ')}
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
