// Somebody's own data by their site's word: whoever it vouches for sees what is theirs, in whichever browser it was
// written; what it says of them is corrected there, and so waits for an owner here.

import { createSecretKey, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig, type Site } from '../config/config.ts'
import { dataWords } from '../pages/dataWords.ts'
import { plainBrowser } from './plainBrowser.ts'
import { context, newId, newSecret, next, origin, type Rig, startRig } from './rig.ts'

const key = createSecretKey(randomBytes(32))
const words = dataWords('el')
let rig: Rig
beforeEach(async () => {
  const { sites } = readConfig(join(import.meta.dirname, '../../demo/site'), {})
  const site: Site = { ...sites.get('oxzino')!, identity: { algorithm: 'HS256', key } }
  rig = await startRig(undefined, { sites: new Map([['oxzino', site]]) })
})
afterEach(() => rig.stop())

const tokenOf = (sub: string) =>
  new SignJWT({ aud: 'oxzino', sub, name: 'Μαρία Κ.', email: `${sub}@example.com`, plan: 'premium' })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor(Date.now() / 1_000) + 3_600)
    .sign(key)
const tab = async (token?: string, secret = newSecret()) => {
  const socket = rig.visitor(secret, origin, 'oxzino', {}, token)
  await next(socket, 'connect')
  return socket
}
type Tab = Awaited<ReturnType<typeof tab>>
const write = (socket: Tab, text: string) =>
  socket.emitWithAck('conversation:start', { id: newId(), message: { id: newId(), text }, context })
/** A browser that has come from the widget of a tab. */
async function handed(socket: Tab) {
  const { key: given } = (await socket.emitWithAck('data:open', {})) as { key: string }
  const browser = plainBrowser(() => rig.url)
  return { browser, shown: await browser.go(`/help/oxzino/data?key=${given}`) }
}
const page = '/help/oxzino/el/data'

test('an identity has what it wrote in every browser, and a guest at one of them has none of it', async () => {
  const secret = newSecret()
  await write(await tab(await tokenOf('maria'), secret), 'mariaword at home')
  await write(await tab(await tokenOf('maria')), 'mariaword at work')
  await write(await tab(await tokenOf('nikos')), 'nikosword')
  const { browser, shown } = await handed(await tab(await tokenOf('maria')))
  for (const text of [words.whoSub, 'mariaword at home', 'mariaword at work']) expect(shown.text).toContain(text)
  expect(shown.text).not.toContain('nikosword')
  expect((await handed(await tab(undefined, secret))).shown.text).not.toContain('mariaword')

  const named = await browser.send(page, { id: newId(), do: 'name', wanted: 'Άλλη' })
  expect(named.text).toContain(words.doubts.vouched)
  expect(named.text).not.toContain('Όνομα: Άλλη')
  const erased = await browser.send(page, { id: newId(), do: 'erase', sure: 'on' })
  expect(erased.text).toContain(words.nothing)
  const left = await rig.store.db.selectFrom('conversation').select('sub').execute()
  expect(left).toEqual([{ sub: 'nikos' }])
})
