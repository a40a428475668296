import { Button, Input } from '@fluentui/react-components'
import { Search20Regular } from '@fluentui/react-icons/svg/search'
import { useState } from 'react'
import type { TextKey } from '../../src/i18n/text'
import type { Language } from '../i18n/load-texts'
import { initialsOf } from '../ui/avatar'
import { HelmMark } from './helm'
import type { Persona } from './tenant-api'

const groups = ['officer', 'pmo', 'programmeManager', 'projectManager', 'executive', 'auditor', 'business'] as const
type Group = (typeof groups)[number]

/** App roles say what a person may do; the others hold none, so their job title has to tell them apart. */
export const groupOf = (persona: Pick<Persona, 'appRoles' | 'jobTitle'>): Group =>
  groups.find((group) => persona.appRoles.includes(group)) ??
  (/programme/i.test(persona.jobTitle)
    ? 'programmeManager'
    : /chef(?:fe)? de projet/i.test(persona.jobTitle)
      ? 'projectManager'
      : 'business')

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** People whose name, job title or address contains every word typed, whatever the accents. */
export const matching = (personas: readonly Persona[], search: string): readonly Persona[] => {
  const words = plain(search).split(/\s+/)
  return personas.filter((persona) => {
    const text = plain(`${persona.name} ${persona.jobTitle} ${persona.mail}`)
    return words.every((word) => text.includes(word))
  })
}

/** "Who are you?": everybody in the local directory, by role, those chosen last first. */
export const PersonaPicker = ({
  language: { t },
  personas,
  recent,
  current,
  onChoose,
  onCancel,
}: {
  language: Language
  personas: readonly Persona[]
  recent: readonly string[]
  current: string | null
  onChoose: (id: string) => void
  onCancel?: () => void
}) => {
  const [search, setSearch] = useState('')
  const found = matching(personas, search)
  const last = search === '' ? recent.flatMap((id) => found.find((persona) => persona.id === id) ?? []) : []
  const sections: readonly { key: string; title: TextKey; people: readonly Persona[] }[] = [
    { key: 'recent', title: 'client:persona.recent' as const, people: last },
    ...groups.map((group) => ({
      key: group,
      title: `client:persona.group.${group}` as const,
      people: found.filter((persona) => groupOf(persona) === group),
    })),
  ]
  return (
    <main className="lc-picker">
      <header>
        <HelmMark size={40} />
        <h1>{t('client:persona.title')}</h1>
        <p>{t('client:persona.intro')}</p>
        <Input
          className="lc-picker-search"
          autoFocus
          type="search"
          contentBefore={<Search20Regular aria-hidden />}
          placeholder={t('client:persona.search')}
          aria-label={t('client:persona.search')}
          value={search}
          onChange={(_, { value }) => setSearch(value)}
          onKeyDown={(event) => {
            const [only] = found
            if (event.key === 'Enter' && found.length === 1 && only) onChoose(only.id)
          }}
        />
        {onCancel ? (
          <Button appearance="subtle" onClick={onCancel}>
            {t('client:persona.cancel')}
          </Button>
        ) : null}
      </header>
      <p className="gv-visually-hidden" role="status">
        {t('client:persona.found', { count: found.length })}
      </p>
      {found.length === 0 ? <p className="lc-picker-none">{t('client:persona.none')}</p> : null}
      {sections.map(({ key, title, people }) =>
        people.length === 0 ? null : (
          <section key={key} aria-labelledby={`lc-group-${key}`}>
            <h2 id={`lc-group-${key}`}>{t(title)}</h2>
            <ul>
              {people.map((persona) => (
                <li key={persona.id}>
                  <button
                    type="button"
                    className="lc-person"
                    aria-current={persona.id === current ? 'true' : undefined}
                    onClick={() => onChoose(persona.id)}
                  >
                    <span className="lc-avatar" aria-hidden="true">
                      {initialsOf(persona.name)}
                    </span>
                    <span className="lc-person-text">
                      <b>{persona.name}</b>
                      <span>{persona.jobTitle}</span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
    </main>
  )
}
