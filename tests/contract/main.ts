import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { differences } from './differences/declared'
import { facts } from './facts/fact-list'
import { realTenant } from './facts/real-tenant'
import { FOLDER, type Found } from './facts/record'
import { checkLogs } from './graph-contract'

const root = join(__dirname, '../..')
const LOGS = join(root, 'dist/graph-log')

const found = (): readonly Found[] => {
  try {
    return readdirSync(FOLDER).flatMap((name) =>
      readFileSync(join(FOLDER, name), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line): Found => JSON.parse(line)),
    )
  } catch {
    return []
  }
}

const only = <K extends Found['kind']>(all: readonly Found[], kind: K): readonly Extract<Found, { kind: K }>[] =>
  all.filter((one): one is Extract<Found, { kind: K }> => one.kind === kind)

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/**
 * `npm run test:contract`: the contract suite, then what it amounts to, the last line as JSON. On a real tenant only what can
 * be seen from outside is run. Ends with 1 when a test fails or something stays unexplained: a fact neither checked nor
 * declared, a client that made no call, a request that Microsoft's table lacks.
 */
const main = (): number => {
  const tenant = realTenant() === undefined ? 'local' : 'real'
  const suite = tenant === 'local' ? 'tests/contract' : 'tests/contract/(facts|foreign|differences/observed)'
  const jest = join(root, 'node_modules/jest/bin/jest.js')
  const { status } = spawnSync(process.execPath, [jest, suite, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  })

  const all = found()
  const checks = only(all, 'fact')
  const declared = only(all, 'declared')
  const checked = new Set(checks.map(({ number }) => number))
  const { requests, complaints } = checkLogs(LOGS)
  const foreign = only(all, 'foreign')
  const calls = (client: string): number => sum(foreign.filter((one) => one.client === client).map((one) => one.calls))
  const observed = only(all, 'difference')
  const unexplained = [
    ...Object.keys(facts)
      .map(Number)
      .filter((number) => !checked.has(number) && !declared.some(({ what }) => what.startsWith(`${number}. `)))
      .map((number) => `fact ${number} was neither checked nor declared`),
    ...['pnp', 'kiota']
      .filter((client) => calls(client) === 0 && tenant === 'local')
      .map((one) => `${one} made no call`),
    ...Object.keys(differences)
      .filter((name) => tenant === 'local' && !observed.some((one) => one.name === name))
      .map((name) => `difference ${name} was not observed`),
    ...(requests === 0 ? ['no request was matched'] : complaints),
  ]
  const summary = {
    tenant,
    facts: { checked: checked.size, of: Object.keys(facts).length, checks: checks.length },
    foreignClientCalls: { pnp: calls('pnp'), kiota: calls('kiota'), total: sum(foreign.map((one) => one.calls)) },
    requestsMatched: requests - complaints.length,
    differences: { declared: Object.keys(differences).length, settingsObserved: observed.length },
    declaredMissing: declared.length,
    unexplained: unexplained.length,
    testsPassed: status === 0,
  }
  const lines = [
    `Facts checked: ${summary.facts.checked} of ${summary.facts.of}, by ${summary.facts.checks} checks`,
    `Foreign-client calls: ${summary.foreignClientCalls.total} (pnp ${summary.foreignClientCalls.pnp}, kiota ${summary.foreignClientCalls.kiota})`,
    `Requests matched against Microsoft’s table: ${summary.requestsMatched}`,
    `Differences: ${summary.differences.declared} declared, ${summary.differences.settingsObserved} settings observed`,
    ...(tenant === 'real' ? observed.map(({ name, observed: is }) => `  ${name}: ${JSON.stringify(is)}`) : []),
    ...declared.map(({ what, why }) => `  not here: ${what}: ${why}`),
    `Unexplained: ${summary.unexplained}`,
    ...unexplained.map((text) => `  ${text}`),
  ]
  process.stdout.write(`\n${lines.join('\n')}\n${JSON.stringify(summary)}\n`)
  return status === 0 && unexplained.length === 0 ? 0 : 1
}

process.exitCode = main()
