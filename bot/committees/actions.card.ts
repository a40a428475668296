import type { ActionForm, ActionLine, ActionsModel } from '../../src/committees/actions/card-model'
import type { Locale } from '../../src/context'
import type { Formats } from '../../src/i18n/format'
import type { Translate } from '../../src/i18n/text'
import { formatsIn, translate } from '../../src/i18n/translate'
import type { DrawnCard } from '../../src/ports/messaging'
import {
  actionSet,
  cardOf,
  container,
  type Element,
  execute,
  heading,
  openUrl,
  plain,
  quiet,
  runs,
} from '../cards/elements'

interface Drawing {
  readonly t: Translate
  readonly format: Formats
  readonly model: ActionsModel
}

/** Actions that are due, each answered where it is read: done, later because, or somebody else's. */
export const actionsCard = (model: ActionsModel, locale: Locale): DrawnCard => {
  const drawing: Drawing = { t: translate(locale), format: formatsIn(locale), model }
  const { t } = drawing
  const count = model.lines.filter(({ state }) => state === 'open').length
  const title = t(`followUp:card.actions.title.${model.kind}`, { count: model.lines.length })
  const lead =
    count === 0
      ? t('followUp:card.actions.allDone', { name: model.firstName })
      : t(`followUp:card.actions.lead.${model.kind}`, { name: model.firstName, count })
  return {
    card: cardOf(
      [heading(title), plain(lead, { spacing: 'Small' }), ...model.lines.map((line) => block(line, drawing))],
      [openUrl(t('followUp:card.actions.open'), model.tabUrl)],
    ),
    summary: model.lines.length === 1 ? `${model.lines[0]?.number} · ${model.lines[0]?.title}` : title,
  }
}

const block = (line: ActionLine, drawing: Drawing): Element => {
  const { t, format, model } = drawing
  const about = [
    line.body,
    model.kind === 'escalation' ? line.owner : null,
    line.dueOn === null ? null : t('followUp:card.actions.due', { date: format.date(line.dueOn) }),
  ]
  const form = model.form?.number === line.number ? model.form : null
  return container(
    [
      runs([
        { text: line.number, isSubtle: true },
        { text: `  ${line.title}`, weight: 'Bolder' },
      ]),
      quiet(about.filter((part) => part !== null).join(' · ')),
      ...stateOf(line, drawing),
      ...(form ? formOf(form, drawing) : line.state === 'open' && line.mayEdit ? [buttons(line, drawing)] : []),
    ],
    { separator: true, spacing: 'Medium' },
  )
}

/** Shape and word, never colour alone. */
const stateOf = ({ state, daysLate, reason }: ActionLine, { t }: Drawing): readonly Element[] => {
  if (state === 'done') return [runs([{ text: '✔', color: 'Good' }, { text: ` ${t('followUp:state.done')}` }])]
  if (state === 'cancelled') return [plain(t('followUp:state.cancelled'))]
  const late =
    daysLate > 0
      ? [
          runs([{ text: '▲', color: 'Warning' }, { text: ` ${t('followUp:action.late', { count: daysLate })}` }], {
            spacing: 'Small',
          }),
        ]
      : []
  return reason === null ? late : [...late, quiet(t('followUp:card.actions.reason', { reason }))]
}

const payloadOf = (number: string, { model }: Drawing): Readonly<Record<string, string>> => ({
  action: number,
  card: model.lines.map((line) => line.number).join(' '),
  kind: model.kind,
})

const buttons = ({ number }: ActionLine, drawing: Drawing): Element => {
  const { t } = drawing
  const payload = payloadOf(number, drawing)
  return actionSet([
    execute({ verb: 'action.done', payload, title: t('followUp:card.actions.done'), primary: true, inputs: false }),
    execute({ verb: 'action.later', payload, title: t('followUp:card.actions.later'), inputs: false }),
    execute({ verb: 'action.reassign', payload, title: t('followUp:card.actions.reassign'), inputs: false }),
  ])
}

const formOf = (form: ActionForm, drawing: Drawing): readonly Element[] => {
  const { t } = drawing
  const payload = payloadOf(form.number, drawing)
  const isLater = form.kind === 'later'
  const nobody = !isLater && form.people.length === 0
  return [
    ...(form.refusal === null ? [] : [runs([{ text: '▲', color: 'Warning' }, { text: ` ${form.refusal}` }])]),
    ...(nobody
      ? [plain(t('followUp:card.actions.nobodyElse'))]
      : isLater
        ? laterInputs(form, t)
        : [ownerInput(form, t)]),
    actionSet([
      ...(nobody
        ? []
        : [
            execute({
              verb: isLater ? 'action.postpone' : 'action.pass',
              payload,
              title: t(isLater ? 'followUp:card.actions.postpone' : 'followUp:card.actions.pass'),
              primary: true,
              inputs: true,
            }),
          ]),
      execute({ verb: 'action.view', payload, title: t('bot:action.cancel'), inputs: false }),
    ]),
  ]
}

const laterInputs = (form: ActionForm, t: Translate): readonly Element[] => [
  {
    type: 'Input.Date',
    id: 'dueOn',
    label: t('followUp:card.actions.newDate'),
    value: form.dueOn,
    isRequired: true,
    errorMessage: t('followUp:action.error.date-passed'),
  },
  {
    type: 'Input.Text',
    id: 'reason',
    label: t('followUp:card.actions.because'),
    value: form.reason,
    isMultiline: true,
    maxLength: 1000,
    isRequired: true,
    errorMessage: t('followUp:action.error.reason-required'),
  },
]

const ownerInput = (form: ActionForm, t: Translate): Element => ({
  type: 'Input.ChoiceSet',
  id: 'owner',
  label: t('followUp:card.actions.newOwner'),
  style: 'compact',
  isRequired: true,
  errorMessage: t('followUp:card.actions.chooseOwner'),
  choices: form.people.map(({ id, name }) => ({ title: name, value: id })),
})
