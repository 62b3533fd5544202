// `npm run -s bench:start -- [--json] [--rounds N]`: what `rotame start` takes until `/health` says that all is well, and
// what the server holds when nobody asks anything. The middle of several rounds.

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import buildPrograms from '../e2e/build.ts'
import { startRotame } from './started.ts'

const { values } = parseArgs({ options: { json: { type: 'boolean' }, rounds: { type: 'string', default: '5' } } })
/** Milliseconds after which a server at rest is at rest. */
const rest = 3_000

/** Seconds of CPU that a process has had. */
function cpuOf(pid: number): number {
  // The command's name, in brackets, may hold spaces; of what follows, the 12th and 13th are ticks of 10 ms.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Resident memory of a process, in millions of bytes. */
const residentOf = (pid: number) =>
  (Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024) / 1_000_000

async function measure() {
  const rotame = await startRotame()
  const cpu = cpuOf(rotame.pid)
  await new Promise((resolve) => setTimeout(resolve, rest))
  const measured = { healthMs: rotame.readyMs, cpuSeconds: cpu, residentMB: residentOf(rotame.pid) }
  await rotame.stop()
  return measured
}

buildPrograms()
const rounds: Awaited<ReturnType<typeof measure>>[] = []
for (let round = 0; round < Number(values.rounds); round++) rounds.push(await measure())
const middle = (name: keyof (typeof rounds)[number]) =>
  rounds.map((round) => round[name]).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)]!
const healthMs = Math.round(middle('healthMs'))
const cpuSeconds = Math.round(middle('cpuSeconds') * 100) / 100
const residentMB = Math.round(middle('residentMB'))
if (values.json) console.log(JSON.stringify({ healthMs, cpuSeconds, residentMB }))
else
  console.log(
    [
      `to /health ${String(healthMs).padStart(6)} ms  of 1000`,
      `CPU        ${String(cpuSeconds).padStart(6)} s`,
      `resident   ${String(residentMB).padStart(6)} MB  of 120`,
    ].join('\n'),
  )
