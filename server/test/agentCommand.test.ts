// `rotame agent` as a process of its own, beside a server that runs.

import type { Socket } from 'socket.io-client'
import { expect, test } from 'vitest'
import { demoSite, run as runRotame, startChild } from './child.ts'
import { makeDatabase, noPostgres } from './databases.ts'
import { agent, context, doAct, newId, next } from './rig.ts'

type Server = Awaited<ReturnType<typeof startChild>>
const password = 'σύννεφο πέντε καρέκλα'
const emailOf = (name: string) => `${name}@oxzino.example`

async function signIn({ url }: Server, email: string, given = password): Promise<string | null> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url.replace('127.0.0.1', 'localhost') },
    body: JSON.stringify({ email, password: given }),
  })
  const cookies = response.headers.getSetCookie().map((each) => each.split(';')[0])
  return response.ok ? cookies.join('; ') : null
}

/** The open console of somebody who has just signed in. */
async function openDesk(server: Server, email: string, given?: string): Promise<Socket> {
  const desk = server.agent((await signIn(server, email, given))!)
  await next(desk, 'welcome')
  return desk
}

/** Told in the console, or when it comes back, as it does when what its agent may do has changed at the same time. */
const signedOut = (desk: Socket): Promise<void> =>
  new Promise((resolve) => {
    desk.once('signed-out', resolve)
    desk.on('connect_error', (error) => void (error.message === 'signed-out' && resolve()))
  })

type Run = (words: [string, ...string[]], line?: string) => ReturnType<typeof runRotame>

/** Makes an account as it is made by hand, with what is refused. @returns its password */
async function make(run: Run): Promise<string> {
  const add: [string, ...string[]] = ['add', agent.email, '--name', agent.name]
  expect(await run(add, '1234567890')).toMatchObject({ code: 1, said: expect.stringMatching(/first that are guessed/) })
  expect((await run(add, 'ξ'.repeat(129))).said).toMatch(/129 characters; give at most 128/)
  const longest = 'Το πιο μακρύ που γίνεται: '.padEnd(128, 'ένα δύο τρία ')
  expect(await run(add, longest)).toMatchObject({ code: 0 })
  expect(await run(add, longest)).toMatchObject({ code: 1, said: expect.stringMatching(/has an account already/) })
  return longest
}

/** Another role and other sites, while somebody works with it. */
async function change(run: Run, server: Server, email: string): Promise<void> {
  const desk = await openDesk(server, email)
  const changed = next<{ role: string; sites: unknown[] }>(desk, 'welcome')
  expect(await run(['role', email, 'viewer'])).toMatchObject({ code: 0 })
  expect(await changed).toMatchObject({ role: 'viewer' })
  expect(await run(['role', email, 'boss'])).toMatchObject({
    code: 2,
    said: expect.stringContaining('write one of owner, agent, viewer'),
  })
  expect(await run(['role', email, 'agent'])).toMatchObject({ code: 0 })
  expect(await run(['sites', email, 'shop'])).toMatchObject({
    code: 2,
    said: expect.stringContaining('shop: write all, or sites with commas between them, of oxzino'),
  })
  expect(await run(['sites', email, 'oxzino'])).toMatchObject({ code: 0 })
  expect((await run(['list'])).said).toMatch(/changed@oxzino\.example\t.+\tagent\toxzino\t/)
}

/** Another password, while somebody works with it who has signed in by the one before. */
async function changePassword(run: Run, server: Server, longest: string): Promise<void> {
  const desk = await openDesk(server, agent.email, longest)
  expect((await run(['list'])).said).toMatch(
    /eleni@oxzino\.example\tΕλένη Παππά\tagent\tall sites\tpassword alone\t1 signed in, last used 20/,
  )
  const over = signedOut(desk)
  expect(await run(['password', agent.email], password)).toMatchObject({ code: 0 })
  await over
  expect(await signIn(server, agent.email, longest)).toBeNull()
  expect(await signIn(server, agent.email)).not.toBeNull()
}

/** A team that an owner has made is in the list of who is in it. */
async function named(run: Run, server: Server, email: string): Promise<void> {
  expect(await run(['add', emailOf('boss'), '--name', 'Boss', '--role', 'owner'], password)).toMatchObject({ code: 0 })
  const boss = await openDesk(server, emailOf('boss'))
  const { people } = (await boss.emitWithAck('people:open', {})) as { people: { id: string; email: string }[] }
  const members = people.filter((each) => each.email === email).map(({ id }) => id)
  const team = { id: newId(), site: 'oxzino', name: 'Λογιστήριο', members }
  expect(await boss.emitWithAck('team:save', team)).toMatchObject({ ok: true })
  expect((await run(['list'])).said).toMatch(/ended@oxzino\.example\t.+\tagent\tall sites; teams: Λογιστήριο\t/)
  expect(await run(['remove', emailOf('boss')])).toMatchObject({ code: 0 })
}

/** What signs somebody out who may sign in again. */
async function end(run: Run, server: Server, words: [string, ...string[]], email: string): Promise<void> {
  const desk = await openDesk(server, email)
  const over = signedOut(desk)
  expect(await run([...words, email])).toMatchObject({ code: 0 })
  await over
  expect(await signIn(server, email)).not.toBeNull()
}

/** The end of an account that has something open. */
async function remove(run: Run, server: Server, email: string): Promise<void> {
  const visitor = server.visitor()
  const id = newId()
  await visitor.emitWithAck('conversation:start', { id, message: { id: newId(), text: 'Καλημέρα' }, context })
  const desk = await openDesk(server, email)
  await doAct(desk, { kind: 'take' }, id)
  const over = signedOut(desk)
  const freed = new Promise<void>((resolve) =>
    visitor.on('conversation:changed', (said: { assignee: unknown }) => void (said.assignee === null && resolve())),
  )
  expect(await run(['remove', email])).toMatchObject({ code: 0, said: expect.stringMatching(/back to the queue/) })
  await Promise.all([over, freed])
  expect(await signIn(server, email)).toBeNull()
}

/** Accounts from their making to their end. A server sees what was done once a beat: so each beat sees all of them. */
async function live(env: Record<string, string>, server: Server): Promise<void> {
  const run: Run = ([verb, ...words], line = '') =>
    runRotame(['agent', verb, ...words, demoSite], { env, input: `${line}\n` })
  const longest = await make(run)
  const [changed, reset, ended, removed] = ['changed', 'reset', 'ended', 'removed'].map(emailOf) as [
    string,
    string,
    string,
    string,
  ]
  for (const email of [changed, reset, ended, removed])
    expect(await run(['add', email, '--name', email], password)).toMatchObject({ code: 0 })
  await named(run, server, ended)
  await Promise.all([
    change(run, server, changed),
    changePassword(run, server, longest),
    end(run, server, ['second-factor', 'reset'], reset),
    end(run, server, ['end-sessions'], ended),
    remove(run, server, removed),
  ])
  expect(await run(['role', emailOf('nobody'), 'agent'])).toMatchObject({ code: 1 })
  expect(await run(['remove', 'eleni'])).toMatchObject({ code: 2 })
  expect(await run(['second-factor', agent.email])).toMatchObject({ code: 2 })
  for (const email of [agent.email, changed, reset, ended])
    expect(await run(['remove', email])).toMatchObject({ code: 0 })
  expect((await run(['list'])).said).toMatch(/Nobody has an account yet/)
  for (const verb of ['remove', 'password', 'end-sessions'])
    expect(await run([verb, agent.email], password)).toMatchObject({ code: 1 })
}

test('beside a server on SQLite', { timeout: 120_000 }, async () => {
  const server = await startChild()
  await live({ ROTAME_DATA: server.data, PORT: new URL(server.url).port }, server)
})

// What it asks of the other database, the store's tests ask.
if (process.env['ROTAME_SLOW'])
  test.skipIf(noPostgres !== null)(
    `beside a server on PostgreSQL${noPostgres === null ? '' : `: ${noPostgres}`}`,
    { timeout: 120_000 },
    async () => {
      const database = await makeDatabase()
      const env = { DATABASE_URL: database.url, ROTAME_SECRET: 'a-secret-for-this-test-alone-0123456789abcdef' }
      const server = await startChild(env)
      try {
        await live({ ...env, ROTAME_DATA: server.data, PORT: new URL(server.url).port }, server)
      } finally {
        server.kill()
        await database.drop()
      }
    },
  )
