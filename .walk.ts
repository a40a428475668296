import { openBrowser } from './tests/kit/browser'
import { openClient } from './tests/kit/teams-client'
const origin = 'http://127.0.0.1:4978'
const main = async () => {
  const browser = await openBrowser()
  const errors: string[] = []
  const shot = async (name: string, who: string, at: string, o: any = {}, act?: (p: any) => Promise<void>) => {
    const p = await openClient(browser, origin, who, { at, ...o })
    p.page.on('console', (m) => m.type() === 'error' && errors.push(`${name}: ${m.text()}`))
    p.page.on('pageerror', (e) => errors.push(`${name}: ${e}`))
    try {
      await p.page.waitForTimeout(3500)
      if (act) await act(p)
      await p.page.waitForTimeout(600)
      await p.page.screenshot({ path: `/tmp/cyc-shots/${name}.png` })
    } catch (e) { errors.push(`${name}: ${e}`); await p.page.screenshot({ path: `/tmp/cyc-shots/${name}-ERR.png` }) }
    await p.close()
  }
  const which = process.argv[2] ?? 'all'
  const W = (width: number, height = 900) => ({ viewport: { width, height } })
  const mod = await import(`/tmp/cyc-steps-${which}.ts`)
  await mod.default(shot, W)
  console.log(errors.join('\n') || 'no errors')
  await browser.close()
}
void main()
