import { join } from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import { startTemporaryService } from '../src/cli/temporary-service'
import type { EditedProject, EditRequest, PortfolioRow, PortfolioView } from '../src/portfolio/portfolio-view'
import type { LocalStack } from '../src/server/local'
import { apiClient } from '../tests/kit/api-client'
import { openBrowser } from '../tests/kit/browser'
import { idOf } from '../tests/kit/personas'
import { openTab } from '../tests/kit/teams-frame'
import { type TabBytes, tabBytes } from './tab-bytes'

interface TabSpeed {
  readonly projects: number
  /** Milliseconds from the navigation of the host page to the first row on screen, the service warm. */
  readonly firstRow: number
  /** 95th percentile, in milliseconds, from the person's action to the next frame painted with its effect. */
  readonly p95: { readonly filter: number; readonly sort: number; readonly edit: number }
}

export interface TabBench {
  readonly bytes: TabBytes
  readonly goal: { readonly p95: number; readonly atProjects: number }
  readonly sizes: readonly TabSpeed[]
}

const ROUNDS = 20
const FEW = 50
const MANY = 5_000

/**
 * Gives the tab more projects than the service has, by repeating its rows on the way: this bench is about the tab, and
 * writing thousands of projects to SharePoint first would measure something else. Edits of any row are answered as saved.
 */
const multiplied =
  (projects: number) =>
  async (page: Page): Promise<void> => {
    let rows = new Map<string, PortfolioRow>()
    await page.route('**/api/portfolio', async (route) => {
      const response = await route.fetch()
      const view: PortfolioView = await response.json()
      const copies = Array.from({ length: projects }, (_, i): PortfolioRow[] => {
        const row = view.rows[i % view.rows.length]
        const copy = Math.floor(i / view.rows.length)
        return row ? [copy === 0 ? row : { ...row, number: `${row.number}-${copy}` }] : []
      }).flat()
      rows = new Map(copies.map((row) => [row.number, rows.get(row.number) ?? row]))
      await route.fulfill({ response, json: { ...view, rows: [...rows.values()] } })
    })
    await page.route('**/api/projects/*', async (route) => {
      const number = decodeURIComponent(route.request().url().split('/').at(-1) ?? '')
      const row = rows.get(number)
      const { patch }: EditRequest = route.request().postDataJSON()
      // The patch holds fields of the row, as the tab itself types it.
      const edited = { ...row, ...patch } as PortfolioRow
      rows.set(number, edited)
      await route.fulfill({ json: { row: edited, etag: edited.etag } satisfies EditedProject })
    })
  }

const p95 = (times: readonly number[]): number => {
  const sorted = [...times].sort((a, b) => a - b)
  return Math.round((sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0) * 10) / 10
}

/**
 * Runs in the tab: performs an action and resolves with the milliseconds until the frame with its effect has been painted.
 * Written as text because it belongs to the page, not to this program.
 */
const PAINTED = `(act) => new Promise((resolve) => {
  const started = performance.now()
  act()
  requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => resolve(performance.now() - started)
    channel.port2.postMessage(null)
  })
})`
const TYPE = `(input, text) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}`

const repeated = async (rounds: number, measure: (round: number) => Promise<number>): Promise<number> => {
  const times: number[] = []
  // The first two warm the compiler up, as the first minute of a day does.
  for (let round = -2; round < rounds; round += 1) {
    const time = await measure(round)
    if (round >= 0) times.push(time)
  }
  return p95(times)
}

/** The last word is none: what is measured next sees every project. */
const filterTime = (frame: Frame): Promise<number> => {
  const words = ['p', 'pa', 'por', 'p-0', 'e', 'ent', 'gestion', 'réseau', 'mar', '']
  return repeated(ROUNDS, (round) => {
    const word = words[(round + words.length) % words.length] ?? ''
    const input = `document.querySelector('[role=searchbox]')`
    return frame.evaluate<number>(`(${PAINTED})(() => (${TYPE})(${input}, ${JSON.stringify(word)}))`)
  })
}

const sortTime = (frame: Frame): Promise<number> =>
  repeated(ROUNDS, (round) => {
    const column = (Math.abs(round) % 3) * 2
    return frame.evaluate<number>(
      `(${PAINTED})(() => document.querySelectorAll('[role=columnheader] button')[${column}].click())`,
    )
  })

/** From the key that saves to the new value on screen; the answer of the service is awaited between two edits. */
const editTime = (frame: Frame): Promise<number> =>
  repeated(ROUNDS, async (round) => {
    const grid = frame.getByRole('grid')
    await grid.press('ArrowDown')
    await grid.press('F2')
    const input = frame.locator('.pf-editor input')
    await input.waitFor()
    const saved = frame.page().waitForResponse((response) => response.request().method() === 'PATCH')
    const time = await frame.evaluate<number>(
      `(${PAINTED})(() => {
        const input = document.querySelector('.pf-editor input')
        input.value = 'Projet ${round + 3}'
        input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
      })`,
    )
    await saved
    return time
  })

const speedWith = async (
  browser: Browser,
  { service, tenant }: LocalStack,
  projects: number,
  prepare: (page: Page) => Promise<void>,
): Promise<TabSpeed> => {
  const officer = apiClient(service.origin, tenant.origin, idOf('Inès Vandamme'))
  await officer.get('/api/portfolio')
  const started = performance.now()
  const { frame, close } = await openTab(browser, {
    origin: service.origin,
    path: 'portfolio?group=none',
    token: () => officer.token(),
    prepare,
  })
  await frame.locator('[data-key^="P-"]').first().waitFor()
  const firstRow = Math.round(performance.now() - started)
  const speed = {
    projects,
    firstRow,
    p95: { filter: await filterTime(frame), sort: await sortTime(frame), edit: await editTime(frame) },
  }
  await close()
  return speed
}

/** Bytes of the first load, and how fast the portfolio tab answers with few and with many projects, in Chromium. */
export const tabBench = async (): Promise<TabBench> => {
  const bytes = tabBytes(join(__dirname, '../dist/tabs'))
  const stack = await startTemporaryService()
  const browser = await openBrowser()
  try {
    const few = await speedWith(browser, stack, FEW, async () => undefined)
    const many = await speedWith(browser, stack, MANY, multiplied(MANY))
    return { bytes, goal: { p95: 100, atProjects: MANY }, sizes: [few, many] }
  } finally {
    await browser.close()
    await stack.close()
  }
}
