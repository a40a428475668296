const Sequencer = require('@jest/test-sequencer').default

/** Folders whose files take longest, the longest first: begun last, one of them would keep a single core busy at the end. */
const longest = [
  /browser\/(portfolio|planning|cycle|session)/,
  /tests\/(browser|access|chaos)\//,
  /hostile\/imports/,
  /stories\/(planning|server-(process|signal)|demo-cycle)/,
  /tests\/(cli-program|hostile\/routes)|registration\/least/,
]

const rank = ({ path }) => {
  const at = longest.findIndex((pattern) => pattern.test(path))
  return at < 0 ? longest.length : at
}

/** The usual order, with the longest first: a new machine does not know yet how long each file takes. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b))
  }
}
