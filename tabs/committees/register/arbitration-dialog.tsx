import { Button, Field, Input, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import type { DecisionView } from '../../../src/committees/register/register-view'
import { Dialog } from '../../ui/dialog'
import { parseAmount } from '../../ui/parse-amount'
import { Refusal } from '../../ui/refusal'
import { useSession } from '../../ui/session'
import { useWordsOf } from '../use-bodies'
import { type Draft, type DraftOption, draftOf, MOST_OPTIONS, usable } from './arbitration-draft'
import { useArbitrate } from './use-arbitrate'

const NONE = 'none'

/** The claims between which a body decides: for each what it brings about, what it costs and which project it favours. */
export const ArbitrationDialog = ({ view, onClose }: { view: DecisionView; onClose: () => void }) => {
  const { t } = useSession()
  const wordsOf = useWordsOf()
  // What the person started from: what somebody else records meanwhile must not be written over unseen.
  const [seen] = useState(view)
  const arbitrate = useArbitrate(seen)
  const [draft, setDraft] = useState<Draft>(() => draftOf(view.decision.arbitration))
  const arbitration = usable(draft, parseAmount)
  const { options, chosen } = draft
  const change = (serial: number, part: Partial<DraftOption>): void =>
    setDraft({ ...draft, options: options.map((each) => (each.serial === serial ? { ...each, ...part } : each)) })
  const remove = (serial: number): void =>
    setDraft({
      ...draft,
      options: options.filter((each) => each.serial !== serial),
      chosen: chosen === serial ? null : chosen,
    })
  const save = (): void => {
    if (arbitration) arbitrate.mutate(arbitration, { onSuccess: onClose })
  }
  return (
    <Dialog title={t('followUp:arbitration.options')} onClose={onClose}>
      <form
        noValidate
        className="cm-form"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <p>{t('followUp:arbitration.about')}</p>
        {options.map((option, index) => (
          <OptionFields
            key={option.serial}
            option={option}
            rank={index + 1}
            projects={view.projects}
            onChange={(part) => change(option.serial, part)}
            {...(options.length > 2 ? { onRemove: () => remove(option.serial) } : {})}
          />
        ))}
        {options.length < MOST_OPTIONS ? (
          <div>
            <Button size="small" onClick={() => setDraft(draftWithMore(draft))}>
              {t('followUp:arbitration.add')}
            </Button>
          </div>
        ) : null}
        <Field label={t('followUp:arbitration.chosen')}>
          <RadioGroup
            value={chosen === null ? NONE : String(chosen)}
            onChange={(_, { value }) => setDraft({ ...draft, chosen: value === NONE ? null : Number(value) })}
          >
            <Radio value={NONE} label={t('followUp:arbitration.undecided')} />
            {options.map(({ serial, title }, index) => (
              <Radio
                key={serial}
                value={String(serial)}
                label={title.trim() || t('followUp:arbitration.rank', { rank: index + 1 })}
              />
            ))}
          </RadioGroup>
        </Field>
        <Refusal text={arbitrate.error ? wordsOf(arbitrate.error) : null} />
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button appearance="primary" type="submit" disabled={arbitration === null || arbitrate.isPending}>
            {t('common:action.save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

const draftWithMore = (draft: Draft): Draft => {
  const serial = Math.max(...draft.options.map((each) => each.serial)) + 1
  return { ...draft, options: [...draft.options, { serial, title: '', consequences: '', cost: '', project: '' }] }
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
  projects: DecisionView['projects']
  onChange: (part: Partial<DraftOption>) => void
  /** Absent while there are only two. */
  onRemove?: () => void
}) => {
  const { t } = useSession()
  const { title, consequences, cost, project } = option
  const isUnclear = cost.trim() !== '' && parseAmount(cost) === null
  const isListed = project === '' || projects.some(({ code }) => code === project)
  return (
    <fieldset className="cm-fields">
      <legend>{t('followUp:arbitration.rank', { rank })}</legend>
      <Field label={t('followUp:arbitration.name')} required className="cm-wide">
        <Input value={title} maxLength={255} onChange={(_, { value }) => onChange({ title: value })} />
      </Field>
      <Field label={t('followUp:arbitration.project')}>
        <Select value={project} onChange={(_, { value }) => onChange({ project: value })}>
          <option value="">{t('followUp:arbitration.noProject')}</option>
          {isListed ? null : <option value={project}>{project}</option>}
          {projects.map(({ code, title: name }) => (
            <option key={code} value={code}>
              {code} {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={t('followUp:arbitration.costInEuros')}
        {...(isUnclear
          ? { validationState: 'error' as const, validationMessage: t('followUp:arbitration.unclearCost') }
          : {})}
      >
        <Input value={cost} inputMode="decimal" onChange={(_, { value }) => onChange({ cost: value })} />
      </Field>
      <Field label={t('followUp:arbitration.consequences')} className="cm-wide">
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
          <Button size="small" aria-label={t('followUp:arbitration.removeOf', { rank })} onClick={onRemove}>
            {t('followUp:arbitration.remove')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}
