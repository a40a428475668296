import { Button, Field, Input, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components'
import type { Subject } from '../../../src/committees/bodies-view'
import { placeOf } from '../../../src/committees/escalation/hidden-project'
import type { TextKey } from '../../../src/i18n/text'
import { parseAmount } from '../../ui/parse-amount'
import { useSession } from '../../ui/session'
import { amountText, type Draft, type DraftOption, MOST_OPTIONS, withMore, without } from './arbitration-draft'

/** What the one option that can be marked is: chosen by a decision, or put to the vote by an item. */
export type Mark = 'chosen' | 'proposed'

const marks: Readonly<Record<Mark, readonly [one: TextKey, none: TextKey]>> = {
  chosen: ['committees:arbitration.chosen', 'committees:arbitration.undecided'],
  proposed: ['committees:arbitration.proposed', 'committees:arbitration.noneProposed'],
}

const NONE = 'none'

/** The claims between which a body decides: for each what it brings about, what it costs and which project it favours. */
export const OptionsForm = ({
  draft,
  mark,
  projects,
  onChange,
}: {
  draft: Draft
  mark: Mark
  projects: readonly Subject[]
  onChange: (draft: Draft) => void
}) => {
  const { t } = useSession()
  const { options, chosen } = draft
  const [one, none] = marks[mark]
  const change = (serial: number, part: Partial<DraftOption>): void =>
    onChange({ ...draft, options: options.map((each) => (each.serial === serial ? { ...each, ...part } : each)) })
  return (
    <>
      {options.map((option, index) => (
        <OptionFields
          key={option.serial}
          option={option}
          rank={index + 1}
          projects={projects}
          onChange={(part) => change(option.serial, part)}
          {...(options.length > 2 ? { onRemove: () => onChange(without(draft, option.serial)) } : {})}
        />
      ))}
      {options.length < MOST_OPTIONS ? (
        <div>
          <Button size="small" onClick={() => onChange(withMore(draft))}>
            {t('committees:arbitration.add')}
          </Button>
        </div>
      ) : null}
      <Field label={t(one)}>
        <RadioGroup
          value={options.some(({ serial }) => serial === chosen) ? String(chosen) : NONE}
          onChange={(_, { value }) => onChange({ ...draft, chosen: value === NONE ? null : Number(value) })}
        >
          <Radio value={NONE} label={t(none)} />
          {options.map(({ serial, title }, index) => (
            <Radio
              key={serial}
              value={String(serial)}
              label={title.trim() || t('committees:arbitration.rank', { rank: index + 1 })}
            />
          ))}
        </RadioGroup>
      </Field>
    </>
  )
}

const OptionFields = ({
  option,
  rank,
  projects,
  onChange,
  onRemove,
}: {
  option: DraftOption
  rank: number
  projects: readonly Subject[]
  onChange: (part: Partial<DraftOption>) => void
  /** Absent while there are only two. */
  onRemove?: () => void
}) => {
  const { t, format } = useSession()
  const { title, consequences, cost, project } = option
  const amount = parseAmount(cost)
  const isUnclear = cost.trim() !== '' && amount === null
  const isListed = project === '' || projects.some(({ code }) => code === project)
  return (
    <fieldset className="cm-fields">
      <legend>{t('committees:arbitration.rank', { rank })}</legend>
      <Field label={t('committees:arbitration.name')} required className="cm-wide">
        <Input value={title} maxLength={255} onChange={(_, { value }) => onChange({ title: value })} />
      </Field>
      <Field label={t('committees:arbitration.project')}>
        <Select value={project} onChange={(_, { value }) => onChange({ project: value })}>
          <option value="">{t('committees:arbitration.noProject')}</option>
          {isListed ? null : (
            <option value={project}>
              {placeOf(project) === undefined ? project : t('committees:arbitration.hidden')}
            </option>
          )}
          {projects.map(({ code, title: name }) => (
            <option key={code} value={code}>
              {code} {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={t('committees:arbitration.costInEuros')}
        {...(isUnclear
          ? { validationState: 'error' as const, validationMessage: t('committees:arbitration.unclearCost') }
          : {})}
      >
        <Input
          value={cost}
          inputMode="decimal"
          onChange={(_, { value }) => onChange({ cost: value })}
          onBlur={() => (amount === null ? undefined : onChange({ cost: amountText(amount, format.number) }))}
        />
      </Field>
      <Field label={t('committees:arbitration.consequences')} className="cm-wide">
        <Textarea
          rows={2}
          resize="vertical"
          value={consequences}
          maxLength={2_000}
          onChange={(_, { value }) => onChange({ consequences: value })}
        />
      </Field>
      {onRemove ? (
        <div>
          <Button size="small" aria-label={t('committees:arbitration.removeOf', { rank })} onClick={onRemove}>
            {t('committees:arbitration.remove')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}
