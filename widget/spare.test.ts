// Whether the patches of widget/spare.ts are still worth it: what each library is with them, and without.

import { brotliCompressSync } from 'node:zlib'
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite'
import { expect, test } from 'vitest'
import { called, textOnly } from '../vite.config.ts'
import { libraries } from './spare.ts'

const entry = 'virtual:entry'

/** Bytes of what the widget uses of a library. */
async function sizeOf(uses: string, patches: Plugin[]): Promise<number> {
  const use: Plugin = {
    name: 'use',
    enforce: 'pre',
    resolveId: (id) => (id === entry ? `${import.meta.dirname}/entry.js` : null),
    load: (id) => (id === `${import.meta.dirname}/entry.js` ? uses : null),
  }
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [use, ...patches],
    build: { write: false, target: 'es2022', rolldownOptions: { input: entry } },
  } as InlineConfig)) as Rolldown.RolldownOutput
  return output.reduce((bytes, file) => bytes + ('code' in file ? brotliCompressSync(file.code).length : 0), 0)
}

test.each(libraries)('what $name brings that nobody calls is worth leaving out', async ({ issue, uses, saves }) => {
  const saved = (await sizeOf(uses, [])) - (await sizeOf(uses, [textOnly, called()]))
  expect(saved, `it is small by itself now; take its patches out of widget/spare.ts (${issue})`).toBeGreaterThan(saves)
})
