// The browser's programs as visitors and agents get them, or with a protection taken away, in a folder of their own.

import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type InlineConfig } from 'vite'
import { consoleApp, loader, panels } from '../../../vite.config.ts'
import { browserEdits, editing } from './breaks.ts'

/** Builds into `dist`. */
export async function buildInto(dist: string, broken: string): Promise<void> {
  process.env['NODE_ENV'] = 'production'
  const into = (config: InlineConfig, outDir: string): InlineConfig => {
    const { plugins = [], build: wishes } = config
    const edits = browserEdits[broken] ?? []
    const wanted = { ...wishes, outDir }
    return { ...config, plugins: [editing(edits), ...plugins], build: wanted }
  }
  for (const panel of panels) await build(into(panel, join(dist, 'w/next')))
  const name = `bench${broken}`
  renameSync(join(dist, 'w/next'), join(dist, 'w', name))
  await build(into(loader(name), dist))
  await build(into(consoleApp, join(dist, 'console')))
  writeFileSync(join(dist, 'build.json'), `${JSON.stringify({ build: name })}\n`)
}
