/** Texts of the pages of cycles, of a project and of the settings; the portfolio, which people see first, does without. */
export const statusTexts = {
  fr: () => import('./status-fr'),
  en: () => import('./status-en'),
}
