// Routes over HTTP: those that are served are those that are declared, and each is tried as every kind of caller.

import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, holders } from '../access.ts'
import { readConfig } from '../config/config.ts'
import { forms, plainForms, routes, signing } from '../protocol/http.ts'
import type { Request, Right } from '../protocol/request.ts'
import type { NewAgent } from '../staff/accounts.ts'
import { newReference } from '../tickets/reference.ts'
import { demoSite } from './child.ts'
import { agent, newId, newSecret, next, openHours, origin, type Rig, startRig } from './rig.ts'

let rig: Rig
const secret = newSecret()
/** Of the team, who tries everything. */
const team: Partial<Record<Caller, NewAgent>> = {
  viewer: { ...agent, email: 'viewer@oxzino.example', role: 'viewer' },
  'agent of another site': { ...agent, email: 'other@oxzino.example', sites: ['other'] },
  agent: { ...agent, email: 'own@oxzino.example', sites: ['oxzino'] },
  owner: { ...agent, email: 'boss@oxzino.example', role: 'owner' },
}

/** What fastify has been told to serve, but for preflights, and HEAD, which comes with GET. */
const served: string[] = []
const home = 'http://localhost:3000'
const folder = mkdtempSync(join(tmpdir(), 'rotame-routes-'))
/** The address of a picture, after `/images/`. */
let picture: string
const dist = join(import.meta.dirname, '../../dist')
const { build } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { build: string }
/** The headers with which each asks. */
const asking = new Map<Caller, Record<string, string>>()

beforeAll(async () => {
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) if (!['HEAD', 'OPTIONS'].includes(each)) served.push(`${each} ${url}`)
    })
  }
  subscribe('fastify.initialization', listen)
  // An article that shows a picture, as the demo's have none; and another site.
  cpSync(demoSite, folder, { recursive: true })
  writeFileSync(join(folder, 'faq/el/account/map.png'), 'png')
  writeFileSync(join(folder, 'faq/el/account/map.md'), '---\nquestion: Πού;\n---\n![Χάρτης](map.png)\n')
  const { sites, folder: root } = readConfig(folder, {})
  sites.set('other', { ...sites.get('oxzino')!, id: 'other', origins: ['https://other.example'] })
  rig = await startRig(openHours, { sites, folder: root, dist, metricsToken: newSecret() })
  unsubscribe('fastify.initialization', listen)
  const shown = await (await fetch(`${rig.url}/articles/oxzino/el/account/map`)).text()
  picture = /\/images\/([^"]+)"/.exec(shown)![1]!
  const visitor = (at: string, own: string) => ({ origin: at, authorization: `Bearer ${own}` })
  asking.set('nobody', {})
  asking.set('visitor', visitor(origin, secret))
  asking.set('other visitor', visitor(origin, newSecret()))
  asking.set('visitor of another site', visitor('https://other.example', newSecret()))
  for (const [caller, account] of Object.entries(team)) {
    await rig.staff.accounts.add(account)
    asking.set(caller as Caller, { origin: home, cookie: (await rig.signIn(account)).cookie })
  }
})
afterAll(async () => {
  await rig.stop()
  rmSync(folder, { recursive: true })
})

test('every route that is served is declared, and every declared one is served', () => {
  const declared = Object.entries(routes).flatMap(([method, paths]) =>
    Object.keys(paths).map((path) => `${method} ${path}`),
  )
  expect(served.toSorted()).toEqual(declared.toSorted())
})

const urlencoded = 'application/x-www-form-urlencoded'
const methods = ['GET', 'PUT', 'POST'] as const
const everyRoute = methods.flatMap((method) =>
  Object.entries<Right | Request>(routes[method]).map(
    ([path, declared]) => [method, path, typeof declared === 'string' ? declared : declared.right] as const,
  ),
)
/** What stands for the rest of a path. */
const rests: Record<string, () => string> = {
  '/articles/:site/:locale/*': () => 'account/forgot-password',
  '/w/:build/*': () => 'panel.js',
  '/images/*': () => picture,
}
const bodies: Record<string, object> = {
  '/api/auth/sign-in/email': { email: agent.email, password: agent.password },
}

test.each(everyRoute)('over HTTP, %s %s', async (method, path, right) => {
  const names: Record<string, string> = {
    ':site': 'oxzino',
    ':locale': 'el',
    ':build': build,
    ':id': newId(),
    ':reference': newReference(),
  }
  const address = rig.url + path.replaceAll(/:\w+/g, (name) => names[name]!).replace('*', rests[path]?.() ?? '')
  for (const [caller, asked] of asking) {
    const { status } = await fetch(address, {
      method,
      redirect: 'manual',
      headers: {
        ...asked,
        ...(method === 'POST' && { 'content-type': path in plainForms ? urlencoded : 'application/json' }),
        'rotame-name': 'a',
      },
      ...(method === 'POST' && { body: JSON.stringify(bodies[path] ?? {}) }),
      ...(method === 'PUT' && { body: 'x' }),
    })
    expect([caller, ![401, 403, 404].includes(status)]).toEqual([caller, holders[right].includes(caller)])
  }
})

test('what changes something is heard from no page that shows a Referer and no Origin', async () => {
  const { cookie } = await rig.signIn()
  const page = { referer: `${origin}/pricing`, 'content-type': 'application/json' }
  const desk = { referer: `${home}/console/`, cookie, 'content-type': 'application/json' }
  const bytes = { 'rotame-name': 'a.txt' }
  const tries: [method: string, path: string, headers: Record<string, string>, body: string][] = [
    ...Object.keys(forms).map((path): (typeof tries)[number] => ['POST', path, page, '{}']),
    ['PUT', '/files/:site/:id', { ...page, ...bytes, authorization: `Bearer ${secret}` }, 'x'],
    ['PUT', '/files/:site/:id', { ...desk, ...bytes }, 'x'],
    ...Object.keys(signing).map((path): (typeof tries)[number] => ['POST', path, desk, JSON.stringify(agent)]),
  ]
  const heard: unknown[] = []
  for (const [method, route, headers, body] of tries) {
    const path = route.replace(':site', 'oxzino').replace(':id', newId())
    const response = await fetch(rig.url + path, { method, headers, body })
    const { error } = (await response.json()) as { error?: string }
    if (response.status !== 403 || error !== 'wrong-origin') heard.push([route, response.status, error])
  }
  expect(heard).toEqual([])
  // The sign-in that was to be ended stands.
  await next(rig.agent(cookie), 'welcome')
})
