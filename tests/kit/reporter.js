/** Prints the one plain closing line that continuous integration reads. */
class ClosingLine {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''
    console.log(`\n${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${skipped}`)
  }
}

module.exports = ClosingLine
