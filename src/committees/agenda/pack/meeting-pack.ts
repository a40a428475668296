import type { Locale } from '../../../i18n/text'
import type { Paper } from '../rules/papers'

/** The content of a meeting's pack, in words: what writes the file only places them. */
export interface MeetingPack {
  readonly locale: Locale
  readonly title: string
  readonly footer: { readonly left: string; readonly right: string }
  readonly cover: { readonly kicker: string; readonly title: string; readonly lines: readonly string[] }
  readonly agenda: {
    readonly kicker: string
    readonly title: string
    readonly columns: readonly [string, string, string, string, string]
    readonly lines: readonly AgendaLine[]
    readonly total: string
    readonly empty: string
  }
  readonly items: readonly ItemPage[]
}

export interface AgendaLine {
  readonly number: string
  readonly time: string
  readonly title: string
  readonly presenter: string
  readonly kind: string
  readonly minutes: string
}

export interface ItemPage {
  readonly kicker: string
  readonly title: string
  readonly sections: readonly { readonly title: string; readonly text: string; readonly strong: boolean }[]
  readonly optionsTitle: string
  /** Competing claims between which the body is asked to decide. */
  readonly options: readonly { readonly title: string; readonly text: string }[]
  readonly papersTitle: string
  readonly papers: readonly Pick<Paper, 'name' | 'url'>[]
  readonly noPapers: string
}
