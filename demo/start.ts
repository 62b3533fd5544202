// `npm start`: the demo on this machine, with its three addresses printed.

import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { instantOf } from '../server/hours/calendar.ts'
import { agents, startDemo } from './demo.ts'

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

const { values } = parseArgs({
  options: { at: { type: 'string' }, origin: { type: 'string', multiple: true }, empty: { type: 'boolean' } },
})
const at = values.at === undefined ? Date.now() : instantOf(values.at)
if (at === null) fail(`--at ${values.at}: write an instant like 2026-11-25T20:00+02:00`)
const ahead = at - Date.now()
const port = Number(process.env['PORT'] ?? 3000)

const demo = await startDemo({
  port,
  origins: values.origin ?? [],
  data: process.env['ROTAME_DATA'] ?? 'data',
  hasHistory: !values.empty,
  clock: () => Date.now() + ahead,
  log: pino({ level: process.env['LOG_LEVEL'] ?? 'warn' }, process.stderr),
}).catch((error: NodeJS.ErrnoException) =>
  fail(
    error.code === 'EADDRINUSE'
      ? `Port ${port} or ${port + 1} is in use; end what uses it, or choose another: PORT=4000 npm start`
      : error.message,
  ),
)

console.log(`Site with the widget   ${demo.site}`)
console.log(
  `Agents' console        ${demo.product}/console   ${agents.map(({ email, password }) => `${email} ${password}`).join(', ')}`,
)
console.log(`Mailbox                ${demo.site}/mailbox`)
console.log(`Help without a script  ${demo.product}/help/oxzino/el/`)

const stop = () => {
  // Whatever holds a connection open, ending takes less than 5 s: the writer is drained long before.
  setTimeout(() => process.exit(0), 4_500).unref()
  void demo.stop().then(() => process.exit(0))
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
