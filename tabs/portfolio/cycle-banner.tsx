import { Button } from '@fluentui/react-components'
import { Flag20Regular } from '@fluentui/react-icons/svg/flag'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PortfolioView } from '../../src/portfolio/portfolio-view'
import type { NudgeOutcome } from '../../src/status/cycle-view'
import { daysBetween } from '../../src/status/health'
import { pageHref } from '../ui/router'
import { useSession } from '../ui/session'
import { localDay } from '../ui/states'
import { useToast } from '../ui/toasts'

/** A month is joined to the word before it, as French does: « Campagne d’avril 2027 ». A title that somebody chose stays apart. */
const titleKey = ({ code, title }: { readonly code: string; readonly title: string }) => {
  if (!/^\d{4}-\d{2}$/.test(code) || !title.endsWith(code.slice(0, 4))) return 'portfolio:banner.title'
  return /^[aeiouàâéèêîôû]/i.test(title) ? 'portfolio:banner.titleOfVowel' : 'portfolio:banner.titleOf'
}

/** The open cycle: when it closes, who has answered, and one click to remind everybody who has not. */
export const CycleBanner = ({ view }: { view: PortfolioView }) => {
  const { t } = useSession()
  const { cycle } = view
  if (!cycle)
    return (
      <section className="pf-banner" aria-label={t('portfolio:banner.label')}>
        <Flag20Regular aria-hidden />
        <span className="pf-muted">{t('portfolio:banner.none')}</span>
        <span className="pf-space" />
        <a href={pageHref('cycle/current')}>{t('portfolio:banner.open')}</a>
      </section>
    )
  const share = cycle.owed === 0 ? 0 : Math.round((100 * cycle.answered) / cycle.owed)
  const answers = t('portfolio:banner.answers', { count: cycle.answered, owed: cycle.owed })
  return (
    <section className="pf-banner" aria-label={t('portfolio:banner.label')}>
      <Flag20Regular aria-hidden />
      <span>
        <b>{t(titleKey(cycle), { title: cycle.title })}</b>
        <CutOff cutOff={cycle.cutOff} now={view.now} />
      </span>
      <span className="pf-space" />
      <span className="gv-num" role="status">
        <b>{answers}</b>
        <span className="pf-muted">
          {' · '}
          {cycle.peopleAwaited === 0
            ? t('portfolio:banner.complete')
            : t('portfolio:banner.people', { count: cycle.peopleAwaited })}
        </span>
      </span>
      <span
        className="pf-progress"
        role="progressbar"
        aria-label={answers}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
      >
        <i style={{ width: `${share}%` }} />
      </span>
      <span className="pf-rule" />
      {view.may.nudge && cycle.peopleAwaited > 0 ? <Nudge code={cycle.code} people={cycle.peopleAwaited} /> : null}
      <a href={pageHref(`cycle/${cycle.code}`)}>{t('portfolio:banner.see')}</a>
    </section>
  )
}

const CutOff = ({ cutOff, now }: { cutOff: string | null; now: string }) => {
  const { t, format } = useSession()
  if (cutOff === null) return null
  const days = daysBetween(localDay(now), localDay(cutOff))
  const when =
    cutOff < now
      ? t('portfolio:banner.passed')
      : days === 0
        ? t('portfolio:banner.today')
        : t('portfolio:banner.inDays', { count: days })
  const at = t('portfolio:banner.cutOff', { date: format.date(localDay(cutOff)), time: format.time(cutOff) })
  return <span className="pf-muted">{` · ${at}, ${when}`}</span>
}

const Nudge = ({ code, people }: { code: string; people: number }) => {
  const { t, api } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const nudge = async (): Promise<void> => {
    setBusy(true)
    try {
      const { sent, failed } = await api.send<NudgeOutcome>('POST', `/cycles/${encodeURIComponent(code)}/nudge`)
      const text = sent === 0 && failed === 0 ? t('portfolio:nudgedNobody') : t('portfolio:nudged', { count: sent })
      toast({ text, intent: 'done' })
      if (failed > 0) toast({ text: t('portfolio:nudgedFailed', { count: failed }), intent: 'failed' })
      await queries.invalidateQueries({ queryKey: ['cycle'] })
    } catch (error) {
      const message = error instanceof Error && error.message !== '' ? error.message : t('common:error.unreachable')
      toast({ text: message, intent: 'failed' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button size="small" disabled={busy} onClick={() => void nudge()}>
      {t('portfolio:banner.nudge', { count: people })}
    </Button>
  )
}
