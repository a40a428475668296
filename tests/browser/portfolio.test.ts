import type { Browser, Frame } from 'playwright-core'
import { Projects } from '../../src/lists/projects'
import { axeOn, type Rules, rulesIn, withRules } from '../kit/axe-rules'
import { openBrowser } from '../kit/browser'
import { body, member as seat } from '../kit/meetings'
import { type Stack, startStack } from '../kit/stack'
import { type OpenTab, openTab, type TabOptions } from '../kit/teams-frame'

/** The officer at work in the portfolio tab, in a real browser on the real service. */
let stack: Stack
let browser: Browser
let tab: OpenTab

const OFFICER = 'Inès Vandamme'
const open = (options: Partial<TabOptions> = {}): Promise<OpenTab> =>
  openTab(browser, { origin: stack.origin, token: () => stack.as(OFFICER).token(), ...options })

beforeAll(async () => {
  stack = await startStack({ seed: true })
  browser = await openBrowser()
  await stack.as(OFFICER).post('/api/cycles')
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})
beforeEach(async () => {
  tab = await open()
  await tab.frame.getByRole('grid').waitFor()
})
afterEach(() => tab.close())

const row = (number: string) => tab.frame.getByRole('row', { name: new RegExp(number) })
const cell = (number: string, text: string | RegExp) => row(number).getByRole('gridcell', { name: text })
const projects = async (): Promise<string[]> =>
  (await tab.frame.getByRole('row').allInnerTexts()).flatMap((text) => /P-\d{3}/.exec(text)?.[0] ?? [])
const inSharePoint = (number: string) => stack.ctx.lists.find(Projects, number)
const hash = (frame: Frame): Promise<string> => frame.evaluate<string>('location.hash')

test('filters, search and order live in the address and survive a reload', async () => {
  const { frame } = tab
  await frame.getByRole('button', { name: 'Prioritaires' }).click()
  await frame.getByRole('searchbox').fill('paie')
  await frame.getByText('1 projet affiché sur 50').waitFor()
  expect(await hash(frame)).toContain('q=paie&priority=1')
  const loaded = tab.page.waitForEvent('framenavigated')
  await frame.evaluate('location.reload()')
  await loaded
  await frame.getByText('1 projet affiché sur 50').waitFor()
  await row('P-008').waitFor()
  expect(await projects()).toEqual(['P-008'])
  await frame.getByRole('button', { name: 'Effacer les filtres' }).click()
  await frame.getByText('50 projets affichés sur 50').waitFor()
})

test('the restricted project of a committee appears to its new member in the open page, and goes when they leave', async () => {
  const name = 'Jan Peeters'
  const member = await open({ path: 'portfolio?q=P-012', token: () => stack.as(name).token() })
  const nothing = member.frame.getByText('Aucun projet ne correspond à ces filtres.')
  await nothing.waitFor()
  const seated = seat('CP-TEST', name)
  await stack.ctx.outbox.put([body({ code: 'CP-TEST', kind: 'project', project: 'P-012' }), seated])
  await member.frame.getByRole('row', { name: /P-012/ }).waitFor()
  await stack.ctx.outbox.put([{ ...seated, values: { ...seated.values, until: '2026-11-17' } }])
  await nothing.waitFor()
  await member.close()
})

test('nothing that matches is said in words, with the way out', async () => {
  await tab.frame.getByRole('searchbox').fill('zzz')
  await tab.frame.getByText('Aucun projet ne correspond à ces filtres.').waitFor()
})

test('a cell is edited in two interactions, shows at once, and can be undone', async () => {
  const before = inSharePoint('P-014')?.phase
  await cell('P-014', 'Réalisation').click()
  await tab.frame.getByRole('menuitemradio', { name: 'Clôture' }).click()
  await cell('P-014', 'Clôture').waitFor()
  await tab.frame.getByText('P-014, Phase : enregistré.').waitFor()
  expect(inSharePoint('P-014')?.phase).toBe('closure')
  await tab.frame.getByRole('button', { name: 'Annuler la modification' }).click()
  await tab.frame.getByText('Modification annulée.').waitFor()
  expect(inSharePoint('P-014')?.phase).toBe(before)
})

test('the whole grid works by keyboard', async () => {
  const { frame, page } = tab
  await frame.getByRole('searchbox').fill('P-033')
  await frame.getByText('1 projet affiché sur 50').waitFor()
  await frame.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('F2')
  await frame.getByRole('textbox', { name: 'Nom du projet de P-033' }).fill('Dossier numérique du personnel')
  await page.keyboard.press('Enter')
  await frame.getByText('P-033, Nom du projet : enregistré.').waitFor()
  expect(inSharePoint('P-033')?.title).toBe('Dossier numérique du personnel')
  await page.keyboard.press('Control+z')
  await frame.getByText('Modification annulée.').waitFor()
  await page.keyboard.press(' ')
  await frame.getByText('1 sélectionné').waitFor()
  await page.keyboard.press('Enter')
  await frame.getByRole('complementary', { name: 'Pourquoi' }).waitFor()
  await page.keyboard.press('Escape')
  await frame.getByRole('complementary', { name: 'Pourquoi' }).waitFor({ state: 'detached' })
})

test('headings sort by keyboard: one stop of the Tab key, arrows between them', async () => {
  const { frame, page } = tab
  const heading = frame.getByRole('columnheader', { name: 'Coût' })
  await frame.getByRole('grid').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('End')
  await frame.getByRole('columnheader').last().locator('button:focus').waitFor()
  for (let column = 0; column < 12 && (await heading.locator('button:focus').count()) === 0; column += 1)
    await page.keyboard.press('ArrowLeft')
  expect(await heading.getAttribute('aria-sort')).toBe('none')
  await page.keyboard.press('Enter')
  const sorted = await heading.getAttribute('aria-sort')
  expect(sorted).toMatch(/^(a|de)scending$/)
  await page.keyboard.press('Enter')
  expect(await heading.getAttribute('aria-sort')).toBe(sorted === 'ascending' ? 'descending' : 'ascending')
  await page.keyboard.press('ArrowDown')
  expect(await frame.evaluate<string>('document.activeElement.getAttribute("role")')).toBe('grid')
})

test.each([
  ['the page', /portfolio\.page-.*\.js$/, 'Cette page n’a pas pu être affichée.'],
  ['the language', /\/fr-.*\.js$/, 'Gouvernail n’a pas pu s’ouvrir.'],
])('when %s cannot be downloaded the tab says so and tries again', async (_what, file, words) => {
  await tab.close()
  tab = await open({ prepare: async (page) => void (await page.route(file, (route) => route.abort())) })
  await tab.frame.getByRole('alert').getByText(words).waitFor()
  await tab.page.unroute(file)
  await tab.frame.getByRole('button', { name: 'Réessayer' }).click()
  await tab.frame.getByRole('grid').waitFor()
})

test('a value that cannot be read says why and stays in the cell', async () => {
  const { frame, page } = tab
  await row('P-031').getByRole('gridcell').nth(6).click()
  const input = frame.getByRole('textbox', { name: 'Coût prévu de P-031' })
  await input.fill('beaucoup')
  await page.keyboard.press('Enter')
  await frame.getByText('Ce montant ne se lit pas.').waitFor()
  expect(await input.inputValue()).toBe('beaucoup')
  await page.keyboard.press('Escape')
  expect(inSharePoint('P-031')?.forecastCost).not.toBeNull()
})

test('the panel says why: the rule, the figures and the rows', async () => {
  const { frame } = tab
  await row('P-008').getByRole('gridcell').nth(1).click()
  const panel = frame.getByRole('complementary', { name: 'Pourquoi' })
  await panel.getByText('Pourquoi le feu calculé est rouge').waitFor()
  await panel.getByText(/La fin prévue dépasse la référence de \d+\sj,/).waitFor()
  expect(await panel.getByText(/^tolérance \d+/).count()).toBeGreaterThan(0)
})

test('a change made elsewhere appears without reloading', async () => {
  const seen = inSharePoint('P-005')
  await stack.as('Nadège Collignon').patch('/api/projects/P-005', {
    etag: seen?.$item.etag,
    patch: { title: 'Migration vers le nuage souverain' },
  })
  await tab.frame.getByRole('searchbox').fill('P-005')
  await tab.frame.getByText('Migration vers le nuage souverain').waitFor()
})

/** What axe finds, with the first elements of each finding so that a failure says where. */
const findings = async (rules: Rules, notApplicable: string[] = []) => {
  // Fluent's focus sentinels are invisible and reported by mistake: nothing else is left out.
  const axe = (await axeOn(tab.page)).exclude('[data-tabster-dummy]').disableRules(notApplicable)
  const { violations } = await withRules(axe, rules).analyze()
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html.slice(0, 160))])
}

/** One programme shows every kind of cell in a few rows: axe looks at each element, and browsers share slow machines. */
const FEW_ROWS = 'portfolio?programme=PER&why=P-008'
const AXE_MS = 240_000

test.each(['default', 'dark', 'contrast'] as const)(
  'axe finds nothing in the theme %s',
  async (theme) => {
    await tab.close()
    tab = await open({ path: FEW_ROWS, theme })
    await tab.frame.getByRole('complementary', { name: 'Pourquoi' }).waitFor()
    await row('P-027').getByRole('checkbox').click()
    await tab.frame.getByLabel('Champ à modifier').waitFor()
    expect(await findings(rulesIn(theme))).toEqual([])
  },
  AXE_MS,
)

test(
  'axe finds nothing in a menu and in the dialog, in English',
  async () => {
    await tab.close()
    tab = await open({ path: 'portfolio?programme=PER', locale: 'en-gb' })
    await tab.frame.getByRole('button', { name: 'Columns' }).click()
    await tab.frame.getByRole('menu', { name: 'Columns' }).waitFor()
    expect(await findings('all')).toEqual([])
    await tab.page.keyboard.press('Escape')
    await tab.frame.getByRole('button', { name: 'New project' }).click()
    await tab.frame.getByRole('dialog', { name: 'New project' }).waitFor()
    // Behind a modal dialog the page is inert: its landmark and heading are rightly out of reach.
    expect(await findings('all', ['landmark-one-main', 'page-has-heading-one'])).toEqual([])
  },
  AXE_MS,
)

test('the theme of the host is followed while the tab is open', async () => {
  const background = () =>
    tab.frame.evaluate<string>(`getComputedStyle(document.querySelector('.gv-app')).backgroundColor`)
  expect(await background()).toBe('rgb(255, 255, 255)')
  await tab.setTheme('dark')
  await tab.frame.locator('.gv-theme-dark').waitFor()
  expect(await background()).toBe('rgb(41, 41, 41)')
})
