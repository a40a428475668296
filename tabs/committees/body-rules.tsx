import type { BodyView } from '../../src/committees/bodies-view'
import type { weekday } from '../../src/lists/bodies'
import { type Session, useSession } from '../ui/session'

/** The rules of a body as sentences, in the order in which a vote meets them. */
const sentences = ({ t, format }: Session, { rules, members }: BodyView): readonly string[] => {
  const { quorum, proxies, majority, base, tie, conflict, secret } = rules
  const voters = members.filter(({ state, voice }) => state === 'current' && voice === 'vote').length
  const asks = quorum.count !== null || quorum.share !== null || quorum.roles.length > 0
  const share = quorum.share ?? 0
  const roles = quorum.roles.map((role) => t(`committees:memberRole.${role}`).toLowerCase()).join(', ')
  const max = t('committees:rule.proxies.max', { count: proxies.max })
  const named = t(`committees:rule.base.${base}`)
  return [
    ...(asks ? [] : [t('committees:rule.quorum.none')]),
    ...(quorum.count === null ? [] : [t('committees:rule.quorum.count', { count: quorum.count })]),
    ...(quorum.share === null
      ? []
      : [
          t('committees:rule.quorum.share', {
            share: format.number(share, Number.isInteger(share) ? 0 : 2),
            required: Math.max(1, Math.ceil((share * voters) / 100 - 0.01)),
            voters,
          }),
        ]),
    ...(roles === '' ? [] : [t('committees:rule.quorum.roles', { roles })]),
    ...(asks && proxies.max > 0
      ? [t(quorum.proxiesCount ? 'committees:rule.quorum.proxies' : 'committees:rule.quorum.noProxies')]
      : []),
    ...(asks && quorum.onlyAtOpening ? [t('committees:rule.quorum.opening')] : []),
    ...(asks ? [t(`committees:rule.quorum.lost.${quorum.whenLost}`)] : []),
    majority === 'simple' || majority === 'consent'
      ? t(`committees:rule.majority.${majority}`)
      : t(`committees:rule.majority.${majority}`, { base: named }),
    ...(majority === 'simple' || majority === 'absolute' ? [t(`committees:rule.tie.${tie}`)] : []),
    ...(secret ? [t('committees:rule.secret')] : []),
    t(`committees:rule.conflict.${conflict}`),
    ...(proxies.max === 0
      ? [t('committees:rule.proxies.none')]
      : [
          t(`committees:rule.proxies.${proxies.holders}`, { max }),
          t(`committees:rule.proxies.${proxies.whenHolderAbsent}`),
        ]),
  ]
}

export const BodyRulesText = ({ view }: { view: BodyView }) => {
  const session = useSession()
  return (
    <ul className="cm-rules">
      {sentences(session, view).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

/** How often, how long, on which days, and what must be ready before. */
export const BodyRhythm = ({ view: { fields } }: { view: BodyView }) => {
  const { t } = useSession()
  const days = (codes: readonly (typeof weekday)[number][]): string =>
    codes.map((code) => t(`committees:weekday.${code}`)).join(', ')
  const when = (codes: readonly (typeof weekday)[number][], hours: string | null): string =>
    [days(codes), hours?.replaceAll('-', '–') ?? ''].filter((text) => text !== '').join(', ')
  const [preferred, excluded] = [
    when(fields.preferredDays, fields.preferredHours),
    when(fields.excludedDays, fields.excludedHours),
  ]
  const lines = [
    fields.cadence && fields.durationMinutes !== null
      ? t('committees:meets.cadence', {
          cadence: t(`committees:cadence.${fields.cadence}`),
          minutes: fields.durationMinutes,
        })
      : fields.cadence
        ? t(`committees:cadence.${fields.cadence}`)
        : t('committees:meets.unknown'),
    ...(preferred === '' ? [] : [t('committees:meets.preferred', { when: preferred })]),
    ...(excluded === '' ? [] : [t('committees:meets.excluded', { when: excluded })]),
    ...(fields.noticeDays === null ? [] : [t('committees:meets.notice', { count: fields.noticeDays })]),
    t('committees:meets.pack', { days: fields.packDays ?? USUAL_PACK_DAYS }),
    ...(fields.language
      ? [t('committees:meets.language', { language: t(`committees:bodyLanguage.${fields.language}`) })]
      : []),
  ]
  return (
    <ul className="cm-rules">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

const USUAL_PACK_DAYS = 5
