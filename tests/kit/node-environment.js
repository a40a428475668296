const asyncHooks = require('node:async_hooks')
const vm = require('node:vm')
const { TestEnvironment } = require('jest-environment-node')

const { createContext, compileFunction } = vm

/** What V8 made of a module for the first test file of this process that loaded it: the next ones need not parse it again. */
const compiled = new Map()

vm.compileFunction = (source, parameters, options) => {
  const known = compiled.get(options.filename)
  if (known?.source === source) return compileFunction(source, parameters, { ...options, cachedData: known.data })
  const made = compileFunction(source, parameters, { ...options, produceCachedData: true })
  if (made.cachedData) compiled.set(options.filename, { source, data: made.cachedData })
  return made
}

/**
 * What test files of this process made to follow their calls. Node 20 hands every promise to each of them that was ever used, for as
 * long as the process lives: after a hundred test files an `await` costs a hundred times what it did in the first.
 */
const followers = new Set()

asyncHooks.AsyncLocalStorage = class extends asyncHooks.AsyncLocalStorage {
  constructor(...given) {
    super(...given)
    followers.add(this)
  }
}

const letGoOfFollowers = () => {
  for (const follower of followers) follower.disable()
  followers.clear()
}

/** The keys of the local tenant (`src/local-tenant/entra/keys.ts`): a third of a second each. */
const KEPT = Symbol.for('gouvernail.local-tenant.keys')

/**
 * Jest's environment for Node with a plain global object. Jest asks for one that is watched: each look at a global (`Object`,
 * `Promise`, `Buffer`) then goes through an interceptor and a proxy, twenty times slower, which was a fifth of the suite's time.
 */
module.exports = class PlainGlobals extends TestEnvironment {
  constructor(...given) {
    letGoOfFollowers()
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY)
    try {
      super(...given)
    } finally {
      vm.createContext = createContext
    }
    Object.defineProperty(this.global, KEPT, {
      get: () => globalThis[KEPT],
      set: (keys) => {
        globalThis[KEPT] = keys
      },
    })
  }
}
