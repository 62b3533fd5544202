// Where one is in the console, as the address says it: `#/PAGE`, `#/PAGE?FILTER`, `#/PAGE/ID` or
// `#/PAGE/ID/PLACE`; Back and Forward work.

import { signal } from '@preact/signals'
import { begin, type Life } from '../../widget/life.ts'

export interface Address {
  /** The route of a page. */
  page: string
  /** What of it is open; null: nothing. */
  id: string | null
  /** Which of what it shows is wanted; left out: all. */
  filter?: string
  /** Where in what is open: the seq of a message, or the id of a note; left out: at its end. */
  place?: string
}

/** A conversation, and where in it. */
const placed = /^([\w-]{16,40})\/(\d{1,9}|[\w-]{16,40})$/

/**
 * @param hash of the address; mails lead to `#CONVERSATION`, and consoles of before had `#PAGE`
 * @param routes of the pages, the first one is where one begins
 */
export function readAddress(hash: string, routes: readonly string[]): Address {
  const [, slash, first = '', id = ''] = /^#?(\/?)([^/]*)\/?(.*)$/.exec(hash)!
  const [name = '', filter = ''] = first.split('?')
  const page = name || routes[0]!
  const [, of, place] = placed.exec(id) ?? []
  if (routes.includes(page))
    return { page, id: (slash && (of ?? id)) || null, ...(filter && { filter }), ...(place && { place }) }
  return { page: routes[0]!, id: slash ? `${first}/${id}` : first }
}

export const writeAddress = ({ page, id, filter, place }: Address): string =>
  `#/${page}${filter ? `?${filter}` : ''}${id === null ? '' : `/${id}`}${place ? `/${place}` : ''}`

/** What it needs of the browser's window. */
type AddressBar = Pick<Window, 'addEventListener'> & {
  location: { readonly hash: string }
  history: Pick<History, 'pushState' | 'replaceState' | 'back'> & { readonly state: unknown }
}

export class Routes {
  readonly at
  readonly #place: AddressBar
  readonly destroy: () => void

  constructor(within: Life, routes: readonly string[], place: AddressBar) {
    const life = begin(within)
    this.destroy = life.end
    this.#place = place
    const read = () => readAddress(place.location.hash, routes)
    this.at = signal(read())
    life.on(place as unknown as EventTarget, 'popstate', () => void (this.at.value = read()))
  }

  /** Goes elsewhere, so that Back comes back; within a page its filter stays, and within what is open the place. */
  go(page: string, id: string | null = null, filter = this.#filterOf(page), place = this.#placeOf(page, id)): void {
    const { history } = this.#place
    const at = this.at.value
    if (at.page === page && at.id === id && (at.filter ?? '') === filter && (at.place ?? '') === place) return
    // Whether leaving it is going back: what is there before is the page with nothing open.
    const to = { page, id, ...(filter && { filter }), ...(place && { place }) }
    history.pushState({ isOverPage: at.page === page && at.id === null }, '', writeAddress(to))
    this.at.value = to
  }

  #filterOf(page: string): string {
    const at = this.at.value
    return at.page === page ? (at.filter ?? '') : ''
  }

  #placeOf(page: string, id: string | null): string {
    const at = this.at.value
    return at.page === page && at.id === id ? (at.place ?? '') : ''
  }

  /** What is open has changed its name: Back leads to where one was before it. */
  rename(id: string | null): void {
    const { page } = this.at.value
    this.#place.history.replaceState(this.#place.history.state, '', writeAddress({ page, id }))
    this.at.value = { page, id }
  }

  /** Leaves what is open, to the page that it is of. */
  leave(): void {
    const { page, id, filter } = this.at.value
    if (id === null) return
    const { history } = this.#place
    const { isOverPage } = (history.state ?? {}) as { isOverPage?: boolean }
    if (!isOverPage) return this.go(page)
    this.at.value = { page, id: null, ...(filter && { filter }) }
    history.back()
  }
}
