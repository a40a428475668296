import type { Arbitration, Claims, Option } from '../../../src/committees/escalation/arbitration'
import { placeOf } from '../../../src/committees/escalation/hidden-project'
import type { Formats } from '../../../src/i18n/format'

/** An option as it is typed; its serial stays when others are taken away. */
export interface DraftOption {
  readonly serial: number
  readonly title: string
  readonly consequences: string
  readonly cost: string
  readonly project: string
}

export interface Draft {
  readonly options: readonly DraftOption[]
  /** Serial of the option that was chosen. */
  readonly chosen: number | null
  /** Serial of the one that was put to the vote, where the options were. */
  readonly proposed?: number | null
}

export const MOST_OPTIONS = 6

/** An arbitration to type on, with room for two options where there is none yet. */
export const draftOf = (arbitration: Arbitration | null, number: Formats['number']): Draft => ({
  options: (arbitration?.options ?? [0, 1].map(() => ({ title: '', consequences: '', cost: null, project: null }))).map(
    ({ title, consequences, cost, project }, serial) => ({
      ...{ serial, title, consequences, project: project ?? '' },
      cost: cost === null ? '' : amountText(cost, number),
    }),
  ),
  chosen: arbitration?.chosen ?? null,
  ...(arbitration?.proposed === undefined ? {} : { proposed: arbitration.proposed }),
})

/** An amount as people read it, cents where there are any: `1 250 000`, `1 250,50`. */
export const amountText = (euros: number, number: Formats['number']): string =>
  number(euros, Number.isInteger(euros) ? 0 : 2)

export const withMore = (draft: Draft): Draft => {
  const serial = Math.max(...draft.options.map((each) => each.serial)) + 1
  return { ...draft, options: [...draft.options, { serial, title: '', consequences: '', cost: '', project: '' }] }
}

export const without = (draft: Draft, serial: number): Draft => ({
  ...draft,
  options: draft.options.filter((each) => each.serial !== serial),
})

/** What can be sent; null while an option has no name or a cost that cannot be read. */
export const usable = (
  { options, chosen, proposed }: Draft,
  parseAmount: (typed: string) => number | null,
): Arbitration | null => {
  const read = options.map(({ title, consequences, cost, project }) => ({
    ...{ title: title.trim(), consequences: consequences.trim() },
    cost: cost.trim() === '' ? null : parseAmount(cost),
    project: project === '' ? null : project,
  }))
  const isUnclear = read.some(({ cost }, index) => cost === null && options[index]?.cost.trim() !== '')
  if (isUnclear || read.some(({ title }) => title === '')) return null
  // One that was taken away is none.
  const placeOf = (serial: number | null): number | null => {
    const at = options.findIndex((each) => each.serial === serial)
    return at < 0 ? null : at
  }
  return {
    ...{ options: read, chosen: placeOf(chosen) },
    ...(proposed === undefined ? {} : { proposed: placeOf(proposed) }),
  }
}

const isHidden = ({ project }: Option): boolean => project !== null && placeOf(project) !== undefined

/**
 * Options that were typed on one version of the list, to be saved over another: what stands for a project that the person may not see
 * follows the option that favoured it, by its title or else its place, and goes where there is none.
 */
export const carriedOver = (mine: Claims | null, from: Claims | null, onto: Claims | null): Claims | null =>
  mine && {
    ...mine,
    options: mine.options.map((option) => {
      const place = option.project === null ? undefined : placeOf(option.project)
      if (place === undefined) return option
      const hidden = onto?.options.filter(isHidden) ?? []
      const same = hidden.find(({ title }) => title === from?.options[place]?.title)
      return { ...option, project: (same ?? hidden.find(({ project }) => project === option.project))?.project ?? null }
    }),
  }
