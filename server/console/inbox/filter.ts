// Which conversations of a list are wanted, as the address says it.

import type { Summary } from '../../protocol/conversation.ts'

const names = ['site', 'plan', 'tag', 'agent', 'team', 'kind'] as const
export type FilterName = (typeof names)[number]

/** '': all. `agent` is an id, or `nobody`; `kind` is `chat` or `request`. */
export type Filter = Record<FilterName, string>

/** Whatever is none of ours is left out. */
export function readFilter(address = ''): Filter {
  const given = new URLSearchParams(address)
  return Object.fromEntries(names.map((name) => [name, given.get(name) ?? ''])) as Filter
}

/** '': all are wanted. Always the same for the same. */
export const writeFilter = (filter: Filter): string =>
  new URLSearchParams(names.flatMap((name) => (filter[name] ? [[name, filter[name]]] : []))).toString()

/** Those that are wanted, each with what. */
export const wantedIn = (filter: Filter): [name: FilterName, value: string][] =>
  names.flatMap((name): [FilterName, string][] => (filter[name] ? [[name, filter[name]]] : []))

const has: Record<FilterName, (of: Summary, value: string) => boolean> = {
  site: ({ site }, value) => site === value,
  plan: ({ plan }, value) => plan === value,
  tag: ({ tags }, value) => tags.some((tag) => tag.toLowerCase() === value.toLowerCase()),
  agent: ({ assignee }, value) => (assignee?.id ?? 'nobody') === value,
  team: ({ team }, value) => team === value,
  kind: ({ ticket }, value) => (ticket ? 'request' : 'chat') === value,
}

/** Those of a list that are wanted; the list itself where all are. */
export function filtered(list: Summary[], filter: Filter): Summary[] {
  const wanted = wantedIn(filter)
  return wanted.length === 0 ? list : list.filter((of) => wanted.every(([name, value]) => has[name](of, value)))
}
