import { Button } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import type { SettingsView } from '../../src/settings/settings-view'
import { Refusal } from '../ui/refusal'
import { pageHref } from '../ui/router'
import { useSession } from '../ui/session'
import { CycleSettings } from './cycle-settings'
import { LadderSettings } from './ladder-settings'
import { OrganisationSettings } from './organisation-settings'
import { PlanningSettings } from './planning-settings'
import type { SectionProps } from './section-props'
import { changesOf, draftOf, type SettingsDraft } from './settings-draft'
import { type SettingsRefused, useSaveSettings } from './use-settings'

/** What is typed stays until it is saved or given up, whatever is read again meanwhile. */
export const SettingsForm = ({ view }: { view: SettingsView }) => {
  const { t, format } = useSession()
  const { save, saving } = useSaveSettings()
  const [typed, setTyped] = useState<SettingsDraft | null>(null)
  const [refused, setRefused] = useState<SettingsRefused | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const draft = typed ?? draftOf(view.settings)
  const changes = changesOf(
    draft,
    view.settings,
    view.problems.map(({ code }) => code),
  )
  const changed = Object.keys(changes).length > 0
  const forget = (): void => {
    setTyped(null)
    setRefused(null)
  }
  const submit = async (): Promise<void> => {
    const refusal = await save(changes, view)
    if (!refusal) return forget()
    setRefused(refusal)
  }
  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refused])
  const section: SectionProps = {
    draft,
    onChange: (change) => setTyped({ ...draft, ...change }),
    faultOf: (path) =>
      refused?.fields.some((field) => field === path || field.startsWith(`${path}.`))
        ? t('settings:invalid')
        : undefined,
  }
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <header>
        <p className="gv-caption">
          <a href={pageHref('cycle')}>{t('settings:back')}</a>
        </p>
        <h1>{t('settings:title')}</h1>
        <p className="gv-caption">
          {view.next
            ? t('settings:next', { title: view.next.title, cutOff: format.dateTime(view.next.cutOff) })
            : t('settings:noNext')}
        </p>
      </header>
      {view.problems.map(({ code, reason }) => (
        <p key={code} className="st-problem" role="status">
          {t(reason === 'unknown-setting' ? 'settings:problem.unknown' : 'settings:problem.unreadable', { code })}
        </p>
      ))}
      <CycleSettings {...section} />
      <LadderSettings {...section} />
      <OrganisationSettings {...section} />
      <PlanningSettings {...section} />
      <footer className="st-actions">
        <Button type="submit" appearance="primary" disabled={saving || !changed}>
          {t('common:action.save')}
        </Button>
        {typed ? <Button onClick={forget}>{t('common:action.cancel')}</Button> : null}
        {refused ? (
          <Refusal text={refused.message} />
        ) : (
          <p className="gv-caption" role="status">
            {typed && changed ? t('settings:unsaved') : ''}
          </p>
        )}
      </footer>
    </form>
  )
}
