import type { Browser } from 'playwright-core'
import { translate } from '../../src/i18n/translate'
import { Meetings } from '../../src/lists/committees/meetings'
import { openBrowser } from '../kit/browser'
import { guidePicture } from '../kit/guide-picture'
import { type Stack, startStack } from '../kit/stack'
import { openClient, type Person } from '../kit/teams-client'

/** The walk of the guides of committees. The pages say the same in both languages; `GUIDE_IMAGES=1` takes pictures of both. */
const locales = process.env.GUIDE_IMAGES === '1' ? (['fr', 'en'] as const) : (['fr'] as const)
const LONG = { timeout: 60_000 }
const viewport = { width: 1200, height: 860 }
const OFFICER = 'Inès Vandamme'

let browser: Browser
let stack: Stack
let coming: string

beforeAll(async () => {
  browser = await openBrowser()
  stack = await startStack({ seed: true })
  coming = meetingOf('CODIR', 'convened')
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

/** The meeting of a body that stands in this state, the latest of them. */
const meetingOf = (body: string, state: string): string => {
  const theirs = stack.ctx.lists
    .all(Meetings)
    .filter((meeting) => meeting.body === body && meeting.state === state)
    .toSorted((a, b) => (a.startsAt ?? '').localeCompare(b.startsAt ?? ''))
  return theirs.at(-1)?.meetingKey ?? ''
}

test.each(locales)(
  'committees still look as their guides say (%s)',
  async (locale) => {
    const t = translate(locale)
    const open = (at: string): Promise<Person> => openClient(browser, stack.origin, OFFICER, { at, locale, viewport })
    const take = (person: Person, name: string) => guidePicture(person, locale, name)

    const officer = await open('plan')
    const { tab } = officer
    const again = tab.getByRole('button', { name: t('planning:make.again') })
    const first = tab.getByRole('button', { name: t('planning:make.first', { count: 52 }) })
    await first.or(again).first().waitFor(LONG)
    if (await first.isVisible()) await first.click()
    await tab.getByRole('button', { name: /^(Confirmer|Confirm) \d+/ }).waitFor(LONG)
    await take(officer, 'plan')

    await officer.go(`meeting/${coming}`)
    await tab.getByRole('heading', { name: t('agenda:items.title') }).waitFor()
    await take(officer, 'agenda')

    await officer.go(`minutes/${meetingOf('CODIR', 'held')}`)
    await tab.getByRole('heading', { name: t('followUp:minutes.comments') }).waitFor()
    await take(officer, 'minutes')

    await officer.go('decisions')
    await tab.getByRole('row').nth(3).waitFor()
    await take(officer, 'decisions')

    await officer.go('actions?scope=all')
    await tab.getByRole('row').nth(3).waitFor()
    await take(officer, 'actions')
    await officer.close()

    const secretary = await open(`call/${encodeURIComponent(coming)}`)
    const panel = secretary.page.frameLocator('iframe[title="Panneau"], iframe[title="Panel"]')
    const opening = panel.getByRole('button', { name: t('session:run.open') })
    const begin = panel.getByRole('button', { name: t('session:agenda.first') })
    const notes = panel.getByLabel(t('session:notes.label'))
    // Opened and begun by the first of the walks.
    await opening.or(notes).first().waitFor()
    if (await opening.isVisible()) {
      await opening.click()
      await begin.click()
    }
    await notes.waitFor()
    await take(secretary, 'panel')
    await secretary.close()
  },
  240_000,
)
