const vm = require('node:vm')
const { TestEnvironment } = require('jest-environment-node')

/**
 * Jest's environment for Node with a plain global object. Jest asks for one that is watched: each look at a global (`Object`,
 * `Promise`, `Buffer`) then goes through an interceptor and a proxy, twenty times slower, which was a third of the suite's time.
 */
module.exports = class PlainGlobals extends TestEnvironment {
  constructor(...given) {
    const { createContext } = vm
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY)
    try {
      super(...given)
    } finally {
      vm.createContext = createContext
    }
  }
}
