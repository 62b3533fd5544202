// Addresses: what they name, old ones too, and Back and Forward.

import { expect, test } from 'vitest'
import { begin } from '../../widget/life.ts'
import { openWindow } from './test/playedDesk.ts'
import { readAddress, Routes, writeAddress } from './routes.ts'

const routes = ['inbox', 'queue', 'hours']
const id = 'AAAAAAAAAAAAAAAAAAAAAA'

test.each([
  ['', 'inbox', null],
  ['#', 'inbox', null],
  ['#/', 'inbox', null],
  ['#/inbox', 'inbox', null],
  [`#/inbox/${id}`, 'inbox', id],
  [`#/queue/${id}`, 'queue', id],
  ['#/hours', 'hours', null],
  // As mails have it, and as consoles of before had it.
  [`#${id}`, 'inbox', id],
  ['#hours', 'hours', null],
  ['#x', 'inbox', 'x'],
  ['#%41%', 'inbox', '%41%'],
  ['#/x/y', 'inbox', 'x/y'],
])('%s is %s with %s', (hash, page, of) => {
  expect(readAddress(hash, routes)).toEqual({ page, id: of })
})

test('a filter stands behind the page, stays while one opens what it shows, and goes with the page', () => {
  const address = { page: 'queue', id, filter: 'tag=a%2Fb' }
  expect(writeAddress(address)).toBe(`#/queue?tag=a%2Fb/${id}`)
  expect(readAddress(writeAddress(address), routes)).toEqual(address)
  const { routes: at } = open()
  at.go('queue', null, 'tag=vip')
  at.go('queue', id)
  expect(at.at.value).toEqual({ page: 'queue', id, filter: 'tag=vip' })
  at.go('queue', id, '')
  expect(at.at.value).toEqual({ page: 'queue', id })
  at.go('hours')
  expect(at.at.value).toEqual({ page: 'hours', id: null })
})

test('a place stands behind what is open, stays while that is open, and goes with it', () => {
  const address = { page: 'queue', id, filter: 'tag=vip', place: '12' }
  expect(writeAddress(address)).toBe(`#/queue?tag=vip/${id}/12`)
  const { window, routes: at } = open('#/hours')
  at.go('queue', id, undefined, '12')
  expect(at.at.value).toEqual({ page: 'queue', id, place: '12' })
  at.go('queue', id, 'tag=vip')
  expect(at.at.value).toEqual(address)
  at.go('queue', id.replace('A', 'B'))
  expect(at.at.value).toEqual({ page: 'queue', id: id.replace('A', 'B'), filter: 'tag=vip' })
  window.history.back()
  expect(at.at.value).toEqual(address)
  at.go('queue')
  expect(at.at.value).toEqual({ page: 'queue', id: null, filter: 'tag=vip' })
  window.history.back()
  at.leave()
  expect(at.at.value).toEqual({ page: 'queue', id: null, filter: 'tag=vip' })
})

test.each([`${id}/x`, `${id}/`, `${id}/-1`, `${id}/"]`, `x/12`, `${id}/1/2`])('%s names no place', (of) => {
  expect(readAddress(`#/queue/${of}`, routes)).toEqual({ page: 'queue', id: of })
})

test('what is written is read', () => {
  for (const address of [
    { page: 'queue', id, place: '7' },
    { page: 'queue', id, place: id },
    { page: 'hours', id: null },
    { page: 'queue', id },
  ])
    expect(readAddress(writeAddress(address), routes)).toEqual(address)
})

const open = (hash?: string) => {
  const window = openWindow(hash)
  return { window, routes: new Routes(begin(), routes, window as never) }
}

test('Back and Forward walk through what was opened', () => {
  const { window, routes } = open()
  routes.go('queue')
  routes.go('queue', id)
  window.history.back()
  expect(routes.at.value).toEqual({ page: 'queue', id: null })
  window.forward()
  expect(routes.at.value).toEqual({ page: 'queue', id })
  expect(window.entries.map(({ hash }) => hash)).toEqual(['', '#/queue', `#/queue/${id}`])
})

test('going where one is adds nothing', () => {
  const { window, routes } = open()
  routes.go('inbox')
  expect(window.entries).toHaveLength(1)
})

test('leaving what was opened from its page is going back', () => {
  const { window, routes } = open('#/queue')
  routes.go('queue', id)
  routes.leave()
  expect(routes.at.value).toEqual({ page: 'queue', id: null })
  expect(window.location.hash).toBe('#/queue')
  routes.leave()
  expect(window.location.hash).toBe('#/queue')
})

test('leaving what a mail has opened goes to the page, and Back comes back', () => {
  const { window, routes } = open(`#${id}`)
  routes.leave()
  expect(routes.at.value).toEqual({ page: 'inbox', id: null })
  window.history.back()
  expect(routes.at.value).toEqual({ page: 'inbox', id })
})

test('a name that changes is no place of its own: Back leads to where one was before it', () => {
  const { window, routes } = open('#/inbox')
  routes.go('queue')
  routes.go('queue', 'q=α')
  routes.rename('q=αβ')
  routes.rename('q=αβγ')
  expect([window.location.hash, routes.at.value.id, window.entries.length]).toEqual(['#/queue/q=αβγ', 'q=αβγ', 3])
  routes.leave()
  expect(routes.at.value).toEqual({ page: 'queue', id: null })
  window.history.back()
  expect(routes.at.value.page).toBe('inbox')
})

test('its end hears nothing more', () => {
  const { window, routes } = open('#/hours')
  routes.go('queue')
  routes.destroy()
  window.history.back()
  expect(routes.at.value.page).toBe('queue')
})
