import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { translate } from '../../src/i18n/translate'
import { Projects } from '../../src/lists/projects'
import { openBrowser } from '../kit/browser'
import { GUIDE, guidePicture } from '../kit/guide-picture'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** The walk that the guides describe. The pages say the same in both languages; `GUIDE_IMAGES=1` takes pictures of both. */
const locales = process.env.GUIDE_IMAGES === '1' ? (['fr', 'en'] as const) : (['fr'] as const)
let browser: Browser
const viewport = { width: 1200, height: 860 }
const OFFICER = 'Inès Vandamme'
/** The bot writes in the language of the person, whatever their client shows. */
const managers = { fr: 'Julie Maréchaux', en: 'Thomas Roevens' } as const

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const cardIn = (page: Page) => page.getByRole('article').last()

/** Managers who have not answered yet when the pictures are taken, besides the one who answers in them. */
const silent = ['Céline Dufrasne', 'Hugo Warnier', 'Jan Peeters', 'Amira Haddouchi']

/** Everybody else confirms their projects, so that the pages look as they do in the middle of a cycle. */
const othersAnswer = async (stack: Stack, answering: string): Promise<void> => {
  for (const { number, projectManager, lifecycle } of stack.ctx.lists.all(Projects)) {
    const name = projectManager && stack.ctx.directory.person(projectManager)?.name
    if (!name || name === answering || silent.includes(name) || lifecycle !== 'active') continue
    await stack.as(name).post(`/api/projects/${number}/report`, { cycle: 'current', unchanged: true })
  }
}

/** In the order in which one person's step makes the next one's picture. */
const walk = async (stack: Stack, locale: 'fr' | 'en'): Promise<void> => {
  const t = translate(locale)
  const open = (name: string, at: string): Promise<Person> =>
    openClient(browser, stack.origin, name, { at, locale, viewport })
  const take = (person: Person, name: string) => guidePicture(person, locale, name)

  const manager = await open(managers[locale], 'chat')
  const card = cardIn(manager.page)
  const update = card.getByRole('button', { name: t('bot:action.update') })
  await update.first().waitFor()
  await take(manager, 'question')
  await card
    .getByRole('button', { name: t('bot:action.confirm') })
    .first()
    .click()
  await card
    .getByRole('button', { name: t('bot:action.edit') })
    .first()
    .waitFor()
  await update.first().click()
  await card
    .getByLabel(t('bot:field.comment'))
    .locator('visible=true')
    .first()
    .fill(locale === 'fr' ? 'Le second site est livré deux semaines plus tard.' : 'The second site is two weeks late.')
  await take(manager, 'answer')
  await manager.close()

  const officer = await open(OFFICER, 'cycle')
  await officer.tab.getByRole('row', { name: new RegExp(silent[0] ?? '') }).waitFor()
  await take(officer, 'cycle')
  await officer.tab.getByRole('button', { name: t('cycle:preview.open') }).click()
  await officer.tab.getByRole('dialog').getByRole('article').nth(1).waitFor()
  await take(officer, 'preview')
  await officer.go('portfolio')
  await officer.page.reload()
  await officer.tab.getByRole('row', { name: /P-008/ }).waitFor()
  // A slow machine may show the page while the answers are still on their way.
  await officer.tab
    .getByText(/SharePoint (ne répond pas|is not answering|does not answer)/)
    .waitFor({ state: 'hidden' })
  await take(officer, 'portfolio')
  await officer.go('project/P-008')
  await officer.tab.getByRole('heading', { name: t('project:milestones.title') }).waitFor()
  await take(officer, 'project')
  await officer.go('cycle')
  await officer.tab.getByRole('button', { name: t('cycle:publish.closeAndPublish') }).click()
  const dialog = officer.tab.getByRole('dialog')
  await dialog.getByRole('checkbox').check()
  await take(officer, 'publish')
  await dialog.getByRole('button', { name: t('cycle:publish.confirmClose') }).click()
  await officer.tab
    .getByRole('button', { name: /\.pptx$/ })
    .first()
    .waitFor()
  await officer.close()

  const executive = await open('Philippe Moreau', 'channel')
  await cardIn(executive.page).waitFor()
  await take(executive, 'channel')
  await executive.close()
}

test.each(locales)(
  'the product still looks as its guide says (%s)',
  async (locale) => {
    const stack = await startStack({ seed: true })
    try {
      expect((await stack.as(OFFICER).post('/api/cycles')).status).toBe(201)
      await othersAnswer(stack, managers[locale])
      await walk(stack, locale)
    } finally {
      await stack.close()
    }
  },
  240_000,
)

test.each(['fr', 'en'] as const)(
  'every picture that a guide shows exists, and every picture is shown (%s)',
  (locale) => {
    const folder = join(GUIDE, locale)
    const text = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
    const shown = [...text.matchAll(/\]\((\.\.\/images\/[^)]+)\)/g)].map((match) => match[1] ?? '')
    expect(shown.filter((path) => !existsSync(join(folder, path)))).toEqual([])
    const taken = readdirSync(join(GUIDE, 'images', locale)).map((name) => `../images/${locale}/${name}`)
    expect(taken.filter((path) => !shown.includes(path))).toEqual([])
  },
)
