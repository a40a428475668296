import { dirname, resolve } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/** Files that a module finds beside itself, such as the program of a thread, stay where they are. */
const ownFolder: Plugin = {
  name: 'own-folder',
  transform: (code, id) =>
    /\/(src|bot)\/.*\.ts$/.test(id) ? code.replaceAll('__dirname', JSON.stringify(dirname(id))) : null,
}

/** One file for the process that runs a copy: it starts in a third of the time, and a chaotic run starts many. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  publicDir: false,
  logLevel: 'error',
  plugins: [ownFolder],
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
