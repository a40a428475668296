const { execFileSync } = require('node:child_process')
const { join } = require('node:path')

/**
 * The end of a test run. First the Graph contract: every request that any test sent is matched against Microsoft's own table,
 * which can only be done here, when all test files have run. Then the one plain closing line that continuous integration reads.
 */
class EndOfRun {
  constructor(globalConfig) {
    this.complete = globalConfig.testPathPatterns.patterns.length === 0 && !globalConfig.testNamePattern
    this.failures = []
  }

  onRunComplete(_contexts, results) {
    const { requests, complaints } = checkContract()
    this.failures = [...complaints]
    if (this.complete && requests === 0) this.failures.push('no Graph request was logged, so nothing was checked')
    if (requests > 0) console.log(`\nGraph contract: ${requests} requests, ${complaints.length} unknown to Microsoft`)
    for (const failure of this.failures) console.log(`  ${failure}`)

    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results
    const contractPassed = requests > 0 && this.failures.length === 0 ? 1 : 0
    const contractFailed = this.failures.length > 0 ? 1 : 0
    const failed = numFailedTests + numRuntimeErrorTestSuites + contractFailed
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''
    console.log(`\n${numPassedTests + contractPassed} passed, ${failed} failed${skipped}`)
  }

  /** Fails the run. */
  getLastError() {
    return this.failures.length > 0 ? new Error('Requests that Microsoft Graph does not know') : undefined
  }
}

/** In a process of its own: Jest does not compile what a reporter loads, and tsx inside Jest's process disturbs its hooks. */
const checkContract = () => {
  const script = join(__dirname, '../contract/graph-contract.ts')
  const folder = join(__dirname, '../../dist/graph-log')
  return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', script, folder], { encoding: 'utf8' }))
}

module.exports = EndOfRun
