import type AxeBuilder from '@axe-core/playwright'

/** `all` tries every rule; `colours` those whose answer may differ between themes. */
export type Rules = 'all' | 'colours'

const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/**
 * The rules to try where one page is looked at in each theme: every rule in the first, those about colours in the others. Themes
 * change colours and lines, never what is there (tests/themes.test.ts), and trying a rule twice on the same page says nothing more.
 */
export const rulesIn = (theme: 'default' | 'dark' | 'contrast'): Rules => (theme === 'default' ? 'all' : 'colours')

/** `every` are the tags that `all` stands for; none means all that axe has. */
export const withRules = (axe: AxeBuilder, rules: Rules, every: readonly string[] = []): AxeBuilder => {
  if (rules === 'colours') return axe.withRules(COLOUR_RULES)
  return every.length > 0 ? axe.withTags([...every]) : axe
}
