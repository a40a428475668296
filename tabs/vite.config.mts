import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = dirname(fileURLToPath(import.meta.url))
const repository = resolve(here, '..')
/** Every HTML page is an entry of its own: tab pages share one, the local client has another. */
const pages = ['tab.html', 'client.html', 'configure.html', 'auth-start.html', 'auth-end.html']
  .map((name) => resolve(here, name))
  .filter((file) => existsSync(file))

export default defineConfig({
  root: here,
  base: '/',
  plugins: [react()],
  build: {
    outDir: resolve(repository, 'dist/tabs'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    // The bench follows static imports from this manifest; preloading is left to the browser's module loader.
    modulePreload: { polyfill: false },
    rollupOptions: { input: pages },
  },
})
