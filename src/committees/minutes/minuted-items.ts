import type { Actions } from '../../lists/committees/actions'
import type { AgendaItems } from '../../lists/committees/agenda-items'
import type { Decisions } from '../../lists/committees/decisions'
import type { Values } from '../../lists/kit/list'
import type { Wording } from '../../reports/pack/wording'
import { arbitrationIn } from '../escalation/arbitration'
import { isGate } from '../rules/gate'
import { ruleWords } from '../session/rules/rule-words'
import type { Fact, MinutedDecision, MinutedItem, MinutesContent, NameOf, Table } from './minutes-content'
import type { MinutesSource } from './minutes-source'

type Item = Values<typeof AgendaItems>
type Decision = Values<typeof Decisions>
type Action = Values<typeof Actions>

const paragraphsOf = (...texts: readonly (string | null)[]): readonly string[] =>
  texts.flatMap((text) => (text ?? '').split(/\n+/)).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))

/** One item of the agenda with what was said, decided and agreed. */
export const minutedItem = (
  item: Item,
  rank: number,
  { decisions, actions, openProjects }: MinutesSource,
  nameOf: NameOf,
  wording: Wording,
): MinutedItem => {
  const { t } = wording
  const about = [
    t(`followUp:itemKind.${item.kind}`),
    item.project,
    item.presenter === null ? null : t('followUp:minutes.presentedBy', { name: nameOf(item.presenter) ?? '?' }),
    item.state === 'postponed' ? t('followUp:minutes.postponed') : null,
  ]
  const isOf = ({ item: key }: { item: string | null }): boolean => key === item.itemKey
  return {
    title: `${rank}. ${item.title}`,
    about: about.filter((part) => part !== null).join(' · '),
    question: item.question,
    paragraphs: paragraphsOf(item.notes),
    decisions: decisions.filter(isOf).map((decision) => minutedDecision(decision, openProjects, wording, item)),
    actions: minutedActions(actions.filter(isOf), nameOf, wording),
  }
}

/** What stands above it, on the item that it belongs to, is not said again. */
export const minutedDecision = (
  decision: Decision,
  openProjects: MinutesSource['openProjects'],
  wording: Wording,
  item: Item | null,
): MinutedDecision => {
  const { number, title, text, question, result, conditions } = decision
  const above = paragraphsOf(item?.title ?? null, item?.question ?? null)
  return {
    number,
    result: resultOf(result, item, wording),
    paragraphs: paragraphsOf(...new Set([title, text ?? question])).filter((line) => !above.includes(line)),
    facts: [...conditionFacts(conditions, wording), ...voteFacts(decision, wording)],
    options: optionsTable(decision, openProjects, wording),
  }
}

const resultOf = (result: Decision['result'], item: Item | null, { t }: Wording): string =>
  result === null ? '' : t(item && isGate(item) ? `common:gate.${result}` : `followUp:result.${result}`)

const conditionFacts = (conditions: string | null, { t }: Wording): readonly Fact[] =>
  conditions === null ? [] : [{ label: t('followUp:minutes.conditions'), value: paragraphsOf(conditions).join(' ') }]

/** How the vote went and what made its result; nothing where there was none. */
const voteFacts = (decision: Decision, { t, format }: Wording): readonly Fact[] => {
  const { votesFor, votesAgainst, abstentions, recusals, secret } = decision
  if (votesFor === null && votesAgainst === null && abstentions === null) return []
  const counts = [
    [votesFor, 'followUp:minutes.votesFor'],
    [votesAgainst, 'followUp:minutes.votesAgainst'],
    [abstentions, 'followUp:minutes.abstentions'],
    [recusals, 'followUp:minutes.recusals'],
  ] as const
  const value = counts
    .filter(([count], index) => index < 3 || (count ?? 0) > 0)
    .map(([count, key]) => t(key, { count: count ?? 0, shown: format.number(count ?? 0) }))
    .join(', ')
  const rule = ruleWords(decision, t).join(' ')
  return [
    { label: t(secret ? 'followUp:minutes.secretVote' : 'followUp:minutes.vote'), value },
    ...(rule === '' ? [] : [{ label: t('followUp:minutes.rule'), value: rule }]),
  ]
}

const optionsTable = (
  decision: Decision,
  openProjects: MinutesSource['openProjects'],
  { t, format }: Wording,
): Table | null => {
  const arbitration = decision.type === 'arbitration' ? arbitrationIn(decision.options) : null
  if (arbitration === null) return null
  return {
    columns: [
      { title: t('committees:arbitration.option'), share: 30 },
      { title: t('committees:arbitration.consequences'), share: 42 },
      { title: t('committees:arbitration.cost'), share: 14 },
      { title: t('committees:arbitration.choice'), share: 14 },
    ],
    rows: arbitration.options.map(({ title, consequences, cost, project }, index) => [
      project !== null && openProjects.has(project) ? `${title} (${project})` : title,
      consequences,
      cost === null ? '–' : format.money(cost),
      [
        ...(index === arbitration.proposed ? [t('committees:arbitration.proposed')] : []),
        ...(index === arbitration.chosen ? [t('committees:arbitration.chosen')] : []),
      ].join('\n'),
    ]),
  }
}

const dueOf = ({ firstDueOn, dueOn }: Action, { t, format }: Wording): string => {
  const due = firstDueOn ?? dueOn
  return due === null ? t('followUp:minutes.noDate') : format.date(due)
}

export const minutedActions = (actions: readonly Action[], nameOf: NameOf, wording: Wording): readonly string[] =>
  actions.map((action) =>
    wording.t('followUp:minutes.action', {
      number: action.number,
      title: action.title,
      name: nameOf(action.owner) ?? wording.t('followUp:minutes.nobody'),
      date: dueOf(action, wording),
    }),
  )

/** The tables at the end: what was decided, and who does what by when. */
export const summaryOf = (
  { items, decisions, actions }: MinutesSource,
  nameOf: NameOf,
  wording: Wording,
): MinutesContent['summary'] => {
  const { t } = wording
  return {
    decisions:
      decisions.length === 0
        ? null
        : {
            columns: [
              { title: t('followUp:minutes.number'), share: 18 },
              { title: t('followUp:minutes.decision'), share: 58 },
              { title: t('followUp:minutes.result'), share: 24 },
            ],
            rows: decisions.map(({ number, title, result, item }) => [
              number,
              title,
              resultOf(result, items.find(({ itemKey }) => itemKey === item) ?? null, wording),
            ]),
          },
    actions:
      actions.length === 0
        ? null
        : {
            columns: [
              { title: t('followUp:minutes.number'), share: 18 },
              { title: t('followUp:minutes.actionTitle'), share: 42 },
              { title: t('followUp:minutes.owner'), share: 24 },
              { title: t('followUp:minutes.due'), share: 16 },
            ],
            rows: actions.map((action) => [
              action.number,
              action.title,
              nameOf(action.owner) ?? t('followUp:minutes.nobody'),
              dueOf(action, wording),
            ]),
          },
  }
}
