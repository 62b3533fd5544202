// The conversations that somebody has to look after: each as new as it was told, the lists changed in batches.

import { batch, computed, signal } from '@preact/signals'
import { forever } from '../../widget/hours.ts'
import type { Summary } from '../protocol/conversation.ts'

/** Milliseconds between two changes of the lists: who reads them does not read faster. */
const pause = 100
/** Of so many that have left the lists it is known how new they were. */
const mostGone = 2_000

type Known = Pick<Summary, 'id' | 'site' | 'revision'>
/** Closed ones are asked for when they are wanted; there are years of them. */
const isListed = ({ state, failedMails }: Summary): boolean => state === 'open' || failedMails > 0
/** What falls due first; then what waits on the visitor. */
const byDue = (a: Summary, b: Summary) => (a.dueAt ?? forever) - (b.dueAt ?? forever) || a.startedAt - b.startedAt

/** @param me the agent's id */
export function createLists(me: () => string | undefined) {
  const listed = new Map<string, Summary>()
  /** An older word of one of these does not bring it back. */
  const gone = new Map<string, Known>()
  const all = signal<Summary[]>([])
  let shownAt = 0
  let waiting: ReturnType<typeof setTimeout> | undefined
  const show = () => {
    waiting = undefined
    shownAt = performance.now()
    all.value = [...listed.values()].toSorted(byDue)
  }
  const changed = () => {
    waiting ??= setTimeout(() => batch(show), Math.max(0, shownAt + pause - performance.now()))
  }
  const knownOf = (id: string): Known | undefined => listed.get(id) ?? gone.get(id)
  const isOld = ({ id, revision }: Pick<Known, 'id' | 'revision'>) => (knownOf(id)?.revision ?? -1) > revision
  const drop = ({ id, site, revision }: Known) => {
    if (isOld({ id, revision })) return
    if (listed.delete(id)) changed()
    gone.delete(id)
    gone.set(id, { id, site, revision })
    if (gone.size > mostGone) gone.delete(gone.keys().next().value!)
  }
  const open = computed(() => all.value.filter(({ state }) => state === 'open'))
  const chats = computed(() => open.value.filter(({ ticket }) => !ticket))
  return {
    queue: computed(() => chats.value.filter(({ assignee }) => !assignee)),
    mine: computed(() => chats.value.filter(({ assignee }) => assignee?.id === me())),
    others: computed(() => chats.value.filter(({ assignee }) => assignee && assignee.id !== me())),
    tickets: computed(() => open.value.filter(({ ticket }) => ticket)),
    /** Conversations, open or not, one of whose mails did not arrive. */
    failed: computed(() => all.value.filter(({ failedMails }) => failedMails > 0)),
    get: (id: string): Summary | undefined => listed.get(id),
    /** Takes what was told of a conversation, unless something newer was. */
    put(summary: Summary): void {
      if (!isListed(summary)) return drop(summary)
      if (isOld(summary)) return
      gone.delete(summary.id)
      listed.set(summary.id, summary)
      changed()
    },
    /** One that needs nobody any more. */
    drop,
    /** Whether all that a site has changed after one revision and up to another is known here, by its count and sum. */
    has(site: string, after: number, upTo: number, told: { count: number; sum: number }): boolean {
      let [count, sum] = [0, 0]
      for (const known of [listed, gone])
        for (const each of known.values())
          if (each.site === site && each.revision > after && each.revision <= upTo) {
            count++
            sum += each.revision
          }
      return count === told.count && sum === told.sum
    },
    destroy: (): void => clearTimeout(waiting),
  }
}
