// The programs' sizes as they were built, compressed, against what they may have; quick, and without a browser.
// What a visit really loads, and all bytes of the wire, is for bench:size to say, which fails where these lists are
// wrong.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import buildPrograms from '../e2e/build.ts'

const dist = join(import.meta.dirname, '../../dist')

/** The chunks of each step of a visit with the Greek words, and their bytes at most. */
const steps = {
  panel: { most: 25_000, chunks: ['panel.el.js'] },
  // Articles in answers and what was taken back are drawn there; what is offered while one writes comes after it.
  chat: { most: 15_600, chunks: ['conversation.el.js', 'offers.el.js'] },
} as const

export const chunksOf = (step: string): readonly string[] =>
  Object.hasOwn(steps, step) ? steps[step as keyof typeof steps].chunks : []

/** What the console loads from sign-in to a usable inbox, in Greek. */
const ofConsole = /^(index|base|state|shell|Console|inbox|names|shell\.el|inbox\.el|acts\.el)-[\w-]{8}\.js$/

/**
 * What is done at a desk waits for no chunk: the list of acts comes with it, and so do views with what leads to them,
 * articles in answers, taking back, who has copies, addresses that nothing arrives at, teams, who else looks and what
 * else a visitor has begun; and so does what notifies, and what is drafted besides words. A desk may have 80 kB on the
 * wire, from signing in.
 */
const mostOfConsole = 69_500

/** Of the last build: each program, its bytes in brotli, and what it may have at most. */
export function builtSizes(): [name: string, bytes: number, most: number][] {
  const { build } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { build: string }
  const sizeOf = (file: string) => statSync(join(dist, `${file}.br`)).size
  const sum = (files: string[]) => files.reduce((bytes, file) => bytes + sizeOf(file), 0)
  const assets = readdirSync(join(dist, 'console/assets')).filter((name) => ofConsole.test(name))
  return [
    ['page', sizeOf('widget.js'), 1_500],
    ...Object.entries(steps).map(([name, { chunks, most }]): [string, number, number] => [
      name,
      sum(chunks.map((chunk) => `w/${build}/${chunk}`)),
      most,
    ]),
    ['console', sum(['console/index.html', ...assets.map((name) => `console/assets/${name}`)]), mostOfConsole],
  ]
}

if (import.meta.main) {
  buildPrograms()
  const sizes = builtSizes()
  for (const [name, bytes, most] of sizes) console.log(`${name.padEnd(8)} ${String(bytes).padStart(7)} B of ${most}`)
  const over = sizes.filter(([, bytes, most]) => bytes > most)
  for (const [name, , most] of over) console.error(`${name} is over its ${most} bytes`)
  process.exit(over.length === 0 ? 0 : 1)
}
