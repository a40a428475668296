import type { Locale } from '../../../i18n/text'
import { formatsIn, translate } from '../../../i18n/translate'
import type { Claims } from '../../escalation/arbitration'
import { ownTitle } from '../../meetings/full-title'
import type { AgendaKind } from '../rules/found-items'
import { papersIn } from '../rules/papers'
import { timingOf } from '../rules/timing'
import type { ItemPage, MeetingPack } from './meeting-pack'

export interface PackFacts {
  readonly body: string
  readonly title: string
  readonly number: number
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly place: string | null
  readonly approvedBy: string | null
  readonly approvedAt: string
  readonly version: number
  readonly reason: string | null
  /** Those on the agenda, in their order. */
  readonly items: readonly PackItem[]
}

export interface PackItem {
  readonly title: string
  readonly kind: AgendaKind
  readonly minutes: number | null
  readonly presenter: string | null
  readonly project: string | null
  readonly question: string | null
  readonly background: string | null
  /** As all members may read them. */
  readonly options: Claims | null
  readonly papers: string | null
}

/** The pack as a function of what was approved: the same facts give the same pages, whoever renders them and when. */
export const packContent = (facts: PackFacts, locale: Locale): MeetingPack => {
  const t = translate(locale)
  const format = formatsIn(locale)
  const when =
    facts.startsAt === null
      ? t('agenda:when.none')
      : t('agenda:pack.when', {
          date: format.date(localDate(facts.startsAt)),
          from: format.time(facts.startsAt),
          to: facts.endsAt === null ? '' : format.time(facts.endsAt),
        })
  const name = t('agenda:pack.meeting', { body: facts.body, number: facts.number })
  const timing = timingOf(facts.items, facts.startsAt, facts.endsAt)
  const approved = t('agenda:pack.approved', {
    date: format.date(localDate(facts.approvedAt)),
    name: facts.approvedBy ?? t('agenda:nobody'),
  })
  return {
    locale,
    title: t('agenda:pack.title', { meeting: name }),
    footer: { left: name, right: t('agenda:pack.footer', { version: facts.version, when }) },
    cover: {
      kicker: facts.body,
      title: ownTitle(facts.title, facts.body),
      lines: [
        when,
        ...(facts.place === null ? [] : [facts.place]),
        approved,
        t('agenda:pack.version', { version: facts.version }) + (facts.reason === null ? '' : ` – ${facts.reason}`),
      ],
    },
    agenda: {
      kicker: `${name} · ${when}`,
      title: t('agenda:pack.agenda'),
      columns: [
        t('agenda:column.time'),
        t('agenda:column.item'),
        t('agenda:column.presenter'),
        t('agenda:column.kind'),
        t('agenda:column.minutes'),
      ],
      lines: facts.items.map((item, index) => ({
        number: `${index + 1}.`,
        time: timed(timing.starts[index] ?? null, format.time),
        title: item.title,
        presenter: item.presenter ?? '–',
        kind: t(`agenda:kind.${item.kind}`),
        minutes: t('agenda:minutes', { count: item.minutes ?? 0 }),
      })),
      total: total(facts, locale),
      empty: t('agenda:items.empty'),
    },
    items: facts.items.map((item, index) => itemPage(item, index + 1, locale)),
  }
}

const timed = (at: string | null, words: (instant: string) => string): string => (at === null ? '–' : words(at))

/** The day in Brussels. */
const localDate = (instant: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels' }).format(new Date(instant))

const total = ({ items, startsAt, endsAt }: PackFacts, locale: Locale): string => {
  const t = translate(locale)
  const { planned, available, over } = timingOf(items, startsAt, endsAt)
  if (available === null) return t('agenda:timing.planned', { planned })
  return over > 0
    ? t('agenda:timing.over', { planned, available, over })
    : t('agenda:timing.fits', { planned, available })
}

const itemPage = (item: PackItem, number: number, locale: Locale): ItemPage => {
  const t = translate(locale)
  const kicker = [
    t('agenda:pack.item', { number }),
    t(`agenda:kind.${item.kind}`),
    ...(item.presenter === null ? [] : [item.presenter]),
    t('agenda:minutes', { count: item.minutes ?? 0 }),
    ...(item.project === null ? [] : [item.project]),
  ].join(' · ')
  return {
    kicker,
    title: `${number}. ${item.title}`,
    sections: [
      ...(item.question === null ? [] : [{ title: t('agenda:field.question'), text: item.question, strong: true }]),
      ...(item.background === null
        ? []
        : [{ title: t('agenda:field.background'), text: item.background, strong: false }]),
    ],
    optionsTitle: t('committees:arbitration.options'),
    options: item.options === null ? [] : packOptions(item.options, locale),
    papersTitle: t('agenda:papers.title'),
    papers: papersIn(item.papers).map(({ name, url }) => ({ name, url })),
    noPapers: t('agenda:papers.none'),
  }
}

/** The proposed one says so in words. */
const packOptions = ({ options, proposed }: Claims, locale: Locale): ItemPage['options'] => {
  const t = translate(locale)
  const { money } = formatsIn(locale)
  return options.map(({ title, consequences, cost, project }, place) => ({
    title: t(place === proposed ? 'committees:arbitration.lineProposed' : 'committees:arbitration.line', {
      rank: place + 1,
      title,
    }),
    text: [
      consequences,
      [
        ...(cost === null ? [] : [`${t('committees:arbitration.cost')} ${money(cost)}`]),
        ...(project === null ? [] : [`${t('committees:arbitration.project')} ${project}`]),
      ].join(' · '),
    ]
      .filter((line) => line !== '')
      .join('\n'),
  }))
}
