// `rotame agent` as a process of its own, beside a server that runs.

import { expect, test } from 'vitest'
import { demoSite, run as runRotame, startChild } from './child.ts'
import { makeDatabase, noPostgres } from './databases.ts'
import { agent, context, newId, next } from './rig.ts'

async function signIn(url: string, password: string): Promise<string | null> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url.replace('127.0.0.1', 'localhost') },
    body: JSON.stringify({ email: agent.email, password }),
  })
  const cookies = response.headers.getSetCookie().map((each) => each.split(';')[0])
  return response.ok ? cookies.join('; ') : null
}

/** An account from its making to its end, while somebody works with it. */
async function live(env: Record<string, string>, server: Awaited<ReturnType<typeof startChild>>): Promise<void> {
  const run = ([verb, ...words]: [string, ...string[]], line = '') =>
    runRotame(['agent', verb, ...words, demoSite], { env, input: `${line}\n` })
  const add: [string, ...string[]] = ['add', agent.email, '--name', agent.name]
  expect(await run(add, '1234567890')).toMatchObject({ code: 1, said: expect.stringMatching(/first that are guessed/) })
  expect((await run(add, 'ξ'.repeat(129))).said).toMatch(/129 characters; give at most 128/)
  const longest = 'Το πιο μακρύ που γίνεται: '.padEnd(128, 'ένα δύο τρία ')
  expect(await run(add, longest)).toMatchObject({ code: 0 })
  expect(await run(add, longest)).toMatchObject({ code: 1, said: expect.stringMatching(/has an account already/) })

  const cookie = (await signIn(server.url, longest))!
  const desk = server.agent(cookie)
  await next(desk, 'welcome')
  expect((await run(['list'])).said).toMatch(
    /eleni@oxzino\.example\tΕλένη Παππά\tagent\tall sites\tpassword alone\t1 signed in, last used 20/,
  )
  const changed = next<{ role: string; sites: unknown[] }>(desk, 'welcome')
  expect(await run(['role', agent.email, 'viewer'])).toMatchObject({ code: 0 })
  expect(await changed).toMatchObject({ role: 'viewer' })
  expect(await run(['role', agent.email, 'boss'])).toMatchObject({
    code: 2,
    said: expect.stringContaining('write one of owner, agent, viewer'),
  })
  expect(await run(['role', agent.email, 'agent'])).toMatchObject({ code: 0 })
  expect(await run(['sites', agent.email, 'shop'])).toMatchObject({
    code: 2,
    said: expect.stringContaining('shop: write all, or sites with commas between them, of oxzino'),
  })
  expect(await run(['sites', agent.email, 'oxzino'])).toMatchObject({ code: 0 })
  expect((await run(['list'])).said).toContain('\tagent\toxzino\t')
  expect(await run(['role', 'nobody@oxzino.example', 'agent'])).toMatchObject({ code: 1 })
  const over = next(desk, 'signed-out')
  expect(await run(['password', agent.email], 'σύννεφο πέντε καρέκλα')).toMatchObject({ code: 0 })
  await over
  expect(await signIn(server.url, longest)).toBeNull()

  for (const words of [['second-factor', 'reset'], ['end-sessions']] as [string, ...string[]][]) {
    const open = server.agent((await signIn(server.url, 'σύννεφο πέντε καρέκλα'))!)
    await next(open, 'welcome')
    const end = next(open, 'signed-out')
    expect(await run([...words, agent.email])).toMatchObject({ code: 0 })
    await end
  }

  const visitor = server.visitor()
  const id = newId()
  await visitor.emitWithAck('conversation:start', { id, message: { id: newId(), text: 'Καλημέρα' }, context })
  const again = server.agent((await signIn(server.url, 'σύννεφο πέντε καρέκλα'))!)
  await next(again, 'welcome')
  await again.emitWithAck('conversation:take', { conversation: id })
  const ended = next(again, 'signed-out')
  const freed = new Promise<void>((resolve) =>
    visitor.on('conversation:changed', (said: { assignee: unknown }) => void (said.assignee === null && resolve())),
  )
  expect(await run(['remove', agent.email])).toMatchObject({
    code: 0,
    said: expect.stringMatching(/back to the queue/),
  })
  await Promise.all([ended, freed])
  expect(await signIn(server.url, 'σύννεφο πέντε καρέκλα')).toBeNull()
  expect((await run(['list'])).said).toMatch(/Nobody has an account yet/)
  for (const verb of ['remove', 'password', 'end-sessions'])
    expect(await run([verb, agent.email], 'σύννεφο πέντε καρέκλα')).toMatchObject({ code: 1 })
  expect(await run(['remove', 'eleni'])).toMatchObject({ code: 2 })
  expect(await run(['second-factor', agent.email])).toMatchObject({ code: 2 })
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
