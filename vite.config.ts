// How the browser's programs are built: loader, panel and chat from widget/, the console from server/console/.

import { join } from 'node:path'
import { defineConfig, type InlineConfig, type Plugin } from 'vite'

const root = import.meta.dirname

/** Chunks need no CSS and no preloading: vite's helper for both would cost a request and 0.7 kB. */
const noPreload: Plugin = {
  name: 'rotame:no-preload',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load()' : null),
}

const shared: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  plugins: [noPreload],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
}

/** The panel and what it loads later; names carry no hash, their folder does. */
export const panel: InlineConfig = {
  ...shared,
  root: join(root, 'widget'),
  base: './',
  build: {
    target: 'es2022',
    outDir: join(root, 'dist/w/next'),
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: join(root, 'widget/panel.tsx'),
      preserveEntrySignatures: 'exports-only',
      output: { entryFileNames: 'panel.js', chunkFileNames: '[name].js' },
    },
  },
}

/** The script tag: one classic script that knows its build. */
export const loader = (build: string): InlineConfig => ({
  ...shared,
  root: join(root, 'widget'),
  define: { BUILD: JSON.stringify(build) },
  build: {
    target: 'es2022',
    outDir: join(root, 'dist'),
    emptyOutDir: false,
    rolldownOptions: {
      input: join(root, 'widget/loader.ts'),
      output: { format: 'iife', entryFileNames: 'widget.js' },
    },
  },
})

export const consoleApp: InlineConfig = {
  ...shared,
  root: join(root, 'server/console'),
  base: '/console/',
  build: { target: 'es2022', outDir: join(root, 'dist/console'), emptyOutDir: true, modulePreload: false },
}

export default defineConfig({
  test: { include: ['{server,widget,demo}/**/*.test.ts'], testTimeout: 20_000, hookTimeout: 60_000 },
} as InlineConfig)
