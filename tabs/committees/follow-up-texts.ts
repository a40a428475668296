/** Texts of the pages about what follows a meeting; they come with the page. */
export const followUpTexts = {
  fr: () => import('../i18n/follow-up-fr'),
  en: () => import('../i18n/follow-up-en'),
}
