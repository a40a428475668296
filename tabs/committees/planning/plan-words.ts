import type { ClashView, PlacementView, PlanShown, UnplacedView } from '../../../src/committees/planning/plan-view'
import type { TextKey } from '../../../src/i18n/text'
import { useSession } from '../../ui/session'
import { localDay } from '../../ui/states'
import { localTime } from './calendar-weeks'

const presences = ['unknown', 'tentative', 'off-hours', 'busy', 'out-of-office', 'declined', 'elsewhere'] as const
const changeCodes = [
  'shorten-notice',
  'allow-excluded',
  'lower-quorum',
  'without-room',
  'shorten-meeting',
  'accept-tentative',
  'excuse-mandatory',
  'excuse-member',
] as const

/** What stands, and what somebody has moved in Outlook, is not changed on the page of the plan. */
export const isMovable = (held: PlacementView['held']): boolean => held === 'plan' || held === 'pinned'

export interface PlanWords {
  readonly titleOf: (body: string) => string
  readonly shortOf: (body: string) => string
  readonly nameOf: (person: string) => string
  readonly roomOf: (room: string | null) => string
  /** Thursday 18/02/2027, 10:00 to 11:30. */
  readonly when: (start: string, end?: string) => string
  readonly clash: (rule: ClashView) => string
  /** What a meeting that was placed by hand breaks. */
  readonly broken: (rule: ClashView) => string
  readonly presence: (presence: string) => string
  /** What a relaxation gives up. */
  readonly given: (option: UnplacedView['relaxations'][number]) => string
  readonly relaxation: (option: UnplacedView['relaxations'][number]) => string
}

/** Codes of a plan in the reader's words. */
export const usePlanWords = ({ bodies, people, rooms }: PlanShown): PlanWords => {
  const { t, format, locale } = useSession()
  const titles = new Map(bodies.map(({ code, title }) => [code, title]))
  const shorts = new Map(bodies.map(({ code, short }) => [code, short]))
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const weekday = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-BE' : 'en-GB', {
    timeZone: 'Europe/Brussels',
    weekday: 'long',
  })
  const titleOf = (body: string): string => titles.get(body) ?? body
  const nameOf = (person: string): string => names.get(person) ?? t('planning:somebody')
  const when = (start: string, end?: string): string => {
    const day = `${weekday.format(new Date(start))} ${format.date(localDay(start))}`
    return end
      ? t('planning:when.span', { day, from: localTime(start), to: localTime(end) })
      : t('planning:when.start', { day, from: localTime(start) })
  }
  const clash = (rule: ClashView): string => {
    if (rule.code === 'mandatory') return t('planning:clash.mandatory', { name: nameOf(rule.person) })
    if (rule.code !== 'double-booking') return t(`planning:clash.${rule.code}` satisfies TextKey)
    const others = rule.bodies.map(titleOf).join(', ') || t('planning:clash.others')
    return t('planning:clash.double-booking', { name: nameOf(rule.person), bodies: others })
  }
  const given: PlanWords['given'] = ({ changes }) =>
    changes
      .map(({ code, person }) =>
        t(`planning:relax.${changeCodes.find((each) => each === code) ?? 'shorten-notice'}`, {
          name: person === null ? '' : nameOf(person),
        }),
      )
      .join(', ')
  return {
    titleOf,
    shortOf: (body) => shorts.get(body) ?? body,
    nameOf,
    roomOf: (room) => rooms.find(({ address }) => address === room)?.name ?? t('planning:room.online'),
    when,
    clash,
    broken: (rule) =>
      rule.code === 'hours' || rule.code === 'excluded' ? t(`planning:broken.${rule.code}`) : clash(rule),
    presence: (code) => t(`planning:presence.${presences.find((each) => each === code) ?? 'busy'}`),
    given,
    relaxation: (option) => {
      const { start, attendance } = option
      return t('planning:relax.result', { change: given(option), when: when(start), attendance })
    },
  }
}
