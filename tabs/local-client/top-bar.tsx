import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components'
import { DarkTheme20Regular } from '@fluentui/react-icons/svg/dark-theme'
import { LocalLanguage20Regular } from '@fluentui/react-icons/svg/local-language'
import { initialsOf } from '../ui/avatar'
import { useClient } from './client-session'

const themes = ['default', 'dark', 'contrast'] as const
const locales = ['fr', 'en'] as const

/** What this is, its look and language, and who the person is. */
export const TopBar = () => {
  const { t, locale, persona, preferences, setPreferences, choosePersona } = useClient()
  return (
    <header className="lc-top">
      <p>
        <b>{t('client:top.name')}</b> <span className="gv-caption">{t('client:top.about')}</span>
      </p>
      <div>
        <Menu
          checkedValues={{ theme: [preferences.theme] }}
          onCheckedValueChange={(_, { checkedItems }) => {
            const theme = themes.find((known) => known === checkedItems[0])
            if (theme) setPreferences({ ...preferences, theme })
          }}
        >
          <MenuTrigger disableButtonEnhancement>
            <Button appearance="subtle" icon={<DarkTheme20Regular />}>
              {t(`client:theme.${preferences.theme}`)}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {themes.map((theme) => (
                <MenuItemRadio key={theme} name="theme" value={theme}>
                  {t(`client:theme.${theme}`)}
                </MenuItemRadio>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
        <Menu
          checkedValues={{ locale: [locale] }}
          onCheckedValueChange={(_, { checkedItems }) => {
            const chosen = locales.find((known) => known === checkedItems[0])
            if (chosen) setPreferences({ ...preferences, locale: chosen })
          }}
        >
          <MenuTrigger disableButtonEnhancement>
            <Button appearance="subtle" icon={<LocalLanguage20Regular />}>
              {t(`client:locale.${locale}`)}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {locales.map((known) => (
                <MenuItemRadio key={known} name="locale" value={known}>
                  {t(`client:locale.${known}`)}
                </MenuItemRadio>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
        <Tooltip relationship="label" content={t('client:top.switch', { name: persona.name })}>
          <button type="button" className="lc-me" onClick={choosePersona}>
            <span className="lc-me-text">
              <b>{persona.name}</b>
              <span>{persona.jobTitle}</span>
            </span>
            <span className="lc-avatar" aria-hidden="true">
              {initialsOf(persona.name)}
            </span>
          </button>
        </Tooltip>
      </div>
    </header>
  )
}
