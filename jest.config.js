const { availableParallelism } = require('node:os')

/** Two projects: `node` runs rules, stories and contracts; `dom` runs component tests. Speed is never asserted here. */
const common = {
  transform: {
    '^.+\\.(t|j)sx?$': ['@swc/jest', { jsc: { target: 'es2022', transform: { react: { runtime: 'automatic' } } } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!(jose|pptxgenjs|strip-bom|@pnp|@fluentui/react-icons)/)'],
  moduleNameMapper: { '^adaptivecards$': '<rootDir>/node_modules/adaptivecards/dist/adaptivecards.js' },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
}

module.exports = {
  projects: [
    {
      ...common,
      displayName: 'node',
      testEnvironment: '<rootDir>/tests/kit/node-environment.js',
      testMatch: ['<rootDir>/{src,bot,bench,tests,appPackage}/**/*.test.ts'],
      setupFiles: ['<rootDir>/tests/kit/graph-log.ts'],
    },
    {
      ...common,
      displayName: 'dom',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/tabs/**/*.test.{ts,tsx}'],
      setupFiles: ['<rootDir>/tests/kit/dom-setup.ts'],
    },
  ],
  testTimeout: 120_000,
  // One more than two cores: a quarter of the time goes into waiting for browsers, databases and each other.
  maxWorkers: availableParallelism() + 1,
  testSequencer: '<rootDir>/tests/kit/sequencer.js',
  globalSetup: '<rootDir>/tests/kit/setup.ts',
  globalTeardown: '<rootDir>/tests/kit/teardown.ts',
  reporters: ['default', '<rootDir>/tests/kit/reporter.js'],
}
