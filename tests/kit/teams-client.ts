import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core'
import { axeOn, type Rules, withRules } from './axe-rules'
import { idOf } from './personas'

export interface ClientOptions {
  readonly theme?: 'default' | 'dark' | 'contrast'
  readonly locale?: 'fr' | 'en'
  /** Address inside the client, such as `portfolio` or `cycle/2026-11`; the conversation unless told. */
  readonly at?: string
  readonly viewport?: { readonly width: number; readonly height: number }
}

/** One person in front of the local client, in a browser of their own. Clicks and fields filled are counted. */
export interface Person {
  readonly page: Page
  /** The tab of the app, inside its frame. */
  readonly tab: FrameLocator
  click(target: Locator): Promise<void>
  fill(target: Locator, text: string): Promise<void>
  choose(target: Locator, label: string): Promise<void>
  press(key: string): Promise<void>
  /** What a job cost: interactions since the last call. */
  spent(): number
  /** Goes to an address of the client without counting: where a job begins. */
  go(at: string): Promise<void>
  /** Sentences about what axe finds on the page and in its tab, by every rule unless told; empty when all is well. */
  accessibility(rules?: Rules): Promise<readonly string[]>
  close(): Promise<void>
}

/** Nodes that Fluent's focus library adds for itself and that no person can reach. */
const TABSTER = '[data-tabster-dummy]'
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

/** Opens the local client as this person of the local directory, by display name. */
export const openClient = async (
  browser: Browser,
  origin: string,
  name: string,
  options: ClientOptions = {},
): Promise<Person> => {
  const viewport = options.viewport ?? { width: 1440, height: 900 }
  const context = await browser.newContext({
    viewport,
    locale: 'fr-BE',
    timezoneId: 'Europe/Brussels',
    reducedMotion: 'reduce',
  })
  await remember(context, name, options)
  const page = await context.newPage()
  await page.goto(`${origin}/#/${options.at ?? 'chat'}`)
  let interactions = 0
  const count = async (step: Promise<unknown>): Promise<void> => {
    interactions += 1
    await step
  }
  return {
    page,
    tab: page.frameLocator('iframe'),
    click: (target) => count(target.click()),
    fill: (target, text) => count(target.fill(text)),
    choose: (target, label) => count(target.selectOption({ label })),
    press: (key) => count(page.keyboard.press(key)),
    spent: () => {
      const cost = interactions
      interactions = 0
      return cost
    },
    go: async (at) => {
      await page.goto(`${origin}/#/${at}`)
    },
    accessibility: (rules = 'all') => findings(page, rules),
    close: () => context.close(),
  }
}

/** The client remembers the last choices of a window; a test makes them before the page loads. */
const remember = (context: BrowserContext, name: string, { theme, locale }: ClientOptions): Promise<unknown> => {
  const preferences = { persona: idOf(name), recent: [], theme: theme ?? 'default', locale: locale ?? null }
  return context.addInitScript(
    `sessionStorage.getItem('gouvernail.local-client') ?? sessionStorage.setItem('gouvernail.local-client', ${JSON.stringify(
      JSON.stringify(preferences),
    )})`,
  )
}

/** What axe finds twice: a screen that was still changing under the first look is looked at again, at rest. */
const findings = async (page: Page, rules: Rules): Promise<readonly string[]> => {
  const first = await look(page, rules)
  return first.length > 0 ? look(page, rules) : first
}

const look = async (page: Page, rules: Rules): Promise<readonly string[]> => {
  const axe = (await axeOn(page)).exclude(TABSTER)
  const { violations } = await withRules(axe, rules, TAGS).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')} (${failureSummary ?? ''})`),
  )
}
