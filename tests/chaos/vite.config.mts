import { resolve } from 'node:path'
import { defineConfig } from 'vite'

/** One file for the process that runs a copy: it starts in a third of the time, and a chaotic run starts many. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  publicDir: false,
  logLevel: 'error',
  ssr: { noExternal: true, external: ['pg-native'] },
  build: {
    ssr: 'tests/chaos/copy.ts',
    outDir: 'dist/chaos',
    minify: false,
    target: 'node20',
    reportCompressedSize: false,
    rollupOptions: { output: { format: 'cjs', entryFileNames: 'copy.cjs' } },
  },
})
