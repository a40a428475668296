#!/usr/bin/env node
// The command line runs from its TypeScript sources, like everything else.
require('tsx/cjs')
require('../src/cli/main.ts')
