import { Button } from '@fluentui/react-components'
import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { Vote16Regular } from '@fluentui/react-icons/svg/vote'
import { type ReactNode, useState } from 'react'
import type { Option } from '../../../src/committees/escalation/arbitration'
import type { OptionsView } from '../../../src/committees/escalation/escalation-view'
import { placeOf } from '../../../src/committees/escalation/hidden-project'
import { useSession } from '../../ui/session'
import { Unbroken } from '../../ui/unbroken'
import './arbitration.css'

/** The competing claims with what each brings about; the one put to the vote and the one that was chosen say so in words. */
export const OptionsList = ({
  view: { options, proposed, chosen, projects },
  action,
}: {
  view: OptionsView
  /** What can be done with an option that was not chosen. */
  action?: (place: number, option: Option) => ReactNode
}) => {
  const { t, format } = useSession()
  const isLong = options.reduce((length, { consequences }) => length + consequences.length, 0) > READ_AT_ONCE
  return (
    <ol className="ar-options">
      {options.map((option, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two options may have one title, and their place is what is chosen
        <li key={place} className={place === (chosen ?? proposed) ? 'ar-option ar-marked' : 'ar-option'}>
          <p className="ar-title">
            <Unbroken text={t('committees:arbitration.line', { rank: place + 1, title: option.title })} />
          </p>
          <Consequences text={option.consequences} rank={place + 1} isLong={isLong} />
          <Facts option={option} projects={projects} money={format.money} />
          {place === chosen || place === proposed || action ? (
            <p className="ar-foot">
              <span className="ar-marks">
                {place === proposed ? (
                  <span className="ar-mark">
                    <Vote16Regular aria-hidden />
                    {t('committees:arbitration.proposed')}
                  </span>
                ) : null}
                {place === chosen ? (
                  <span className="ar-mark">
                    <CheckmarkCircle16Regular aria-hidden />
                    {t('committees:arbitration.chosen')}
                  </span>
                ) : null}
              </span>
              {place === chosen ? null : action?.(place, option)}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

/** Characters of all consequences together that stand in nobody's way to what comes below. */
const READ_AT_ONCE = 1_500
/** Of one option, what is told while the rest waits. */
const BEGINNING = 160

/** Where all of them together are long, the first words of each, and the rest on demand: votes are cast below them. */
const Consequences = ({ text, rank, isLong }: { text: string; rank: number; isLong: boolean }) => {
  const { t } = useSession()
  const [isOpen, setIsOpen] = useState(false)
  if (text === '') return null
  const isCut = isLong && text.length > BEGINNING
  const space = text.lastIndexOf(' ', BEGINNING)
  const shown = isCut && !isOpen ? `${text.slice(0, space > 0 ? space : BEGINNING)}…` : text
  return (
    <>
      <p className="ar-text">
        <Unbroken text={shown} />
      </p>
      {isCut ? (
        <Button
          size="small"
          appearance="transparent"
          className="ar-more"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'committees:arbitration.lessOf' : 'committees:arbitration.moreOf', { rank })}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t(isOpen ? 'committees:arbitration.less' : 'committees:arbitration.more')}
        </Button>
      ) : null}
    </>
  )
}

const Facts = ({
  option: { cost, project },
  projects,
  money,
}: {
  option: Option
  projects: OptionsView['projects']
  money: (euros: number) => string
}) => {
  const { t } = useSession()
  if (cost === null && project === null) return null
  const title = projects.find(({ code }) => code === project)?.title
  const named =
    project === null
      ? null
      : placeOf(project) === undefined
        ? `${t('committees:arbitration.project')} ${[project, title].filter(Boolean).join(' ')}`
        : t('committees:arbitration.hidden')
  return (
    <p className="gv-caption ar-facts">
      <Unbroken
        text={[cost === null ? null : `${t('committees:arbitration.cost')} ${money(cost)}`, named]
          .filter((part) => part !== null)
          .join(' · ')}
      />
    </p>
  )
}
