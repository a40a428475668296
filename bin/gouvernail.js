#!/usr/bin/env node
// The command line runs from its TypeScript sources, like everything else; commands are loaded by `import()` when they are asked for.
import('tsx').then(() => require('../src/cli/main.ts'))
