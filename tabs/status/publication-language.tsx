import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import type { Locale } from '../../src/i18n/text'
import { useSession } from '../ui/session'

const KEY = 'gouvernail.publication-language'

/** What the officer last chose in this browser. */
const remembered = (): Locale | null => {
  const chosen = localStorage.getItem(KEY)
  return chosen === 'en' || chosen === 'fr' ? chosen : null
}

/** The language of what is published: the organisation's, not that of the person who publishes, unless chosen before. */
export const usePublicationLanguage = (organisation: Locale): readonly [Locale, (language: Locale) => void] => {
  const [language, setLanguage] = useState(() => remembered() ?? organisation)
  const choose = (chosen: Locale): void => {
    localStorage.setItem(KEY, chosen)
    setLanguage(chosen)
  }
  return [language, choose]
}

/** Chooses the language of the pack, of the workbook and of their announcement. */
export const PublicationLanguage = ({
  language,
  onChoose,
}: {
  language: Locale
  onChoose: (language: Locale) => void
}) => {
  const { t } = useSession()
  return (
    <Field label={t('cycle:publish.language')}>
      <RadioGroup
        layout="horizontal"
        value={language}
        onChange={(_, { value }) => onChoose(value === 'en' ? 'en' : 'fr')}
      >
        <Radio value="fr" label={t('cycle:publish.language.fr')} />
        <Radio value="en" label={t('cycle:publish.language.en')} />
      </RadioGroup>
    </Field>
  )
}
