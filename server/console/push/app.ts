// The console as an app: what installs it, the number on its icon, calls for who signs in anew and looks elsewhere, and
// whether somebody is at it. Loaded at rest.

import { effect } from '@preact/signals'
import type { Desk } from '../desk.ts'
import { renew } from './device.ts'
import { watchPresence } from './presence.ts'

function link(rel: string, href: string, type = ''): HTMLLinkElement {
  const element = Object.assign(document.createElement('link'), { rel, href, type })
  document.head.append(element)
  return element
}

export function settle(desk: Desk): void {
  const { agent, attention, line } = desk
  watchPresence(desk)
  if (!document.querySelector('link[rel=manifest]')) {
    link('manifest', '/console/manifest.webmanifest')
    link('apple-touch-icon', '/console/icon-192.png')
  }
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]') ?? link('icon', '', 'image/svg+xml')
  const show = () => {
    const waiting = attention.waiting.value
    icon.href = `/console/${waiting > 0 ? 'icon-unread' : 'icon'}.svg`
    void (waiting > 0 ? navigator.setAppBadge?.(waiting) : navigator.clearAppBadge?.())
  }
  line.life.ends(effect(show))
  attention.show = (news) => void import('./news.ts').then((loaded) => loaded.show(desk, news)).catch(() => {})
  const again = () => {
    void renew(line, agent.me.value?.id)
    void line.ask('push:open', {}).then((calls) => calls?.ok && (attention.calls = calls))
  }
  line.life.ends(line.on('welcome', again))
  again()
}
