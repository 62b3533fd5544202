// What can be chosen of each filter, by what there is now.

import type { Desk } from '../desk.ts'
import type { FilterName } from '../inbox/filter.ts'
import { isPast } from '../inbox/lists.ts'
import { wordFor } from '../inbox/names.ts'
import { words } from './words.ts'

export type Option = readonly [value: string, name: string]

export function optionsOf({ agent, doing, list, past, routes }: Desk): Record<FilterName, readonly Option[]> {
  const { page } = routes.at.value
  const known = isPast(page) ? [...list.open.value, ...past[page].all.value] : list.open.value
  const sites = agent.sites.value
  const plans = new Set([...sites.flatMap(({ plans: of }) => Object.keys(of)), ...known.map(({ plan }) => plan)])
  const tags = new Map(known.flatMap((of) => of.tags.map((tag) => [tag.toLowerCase(), tag] as const)))
  const planName = (id: string) => sites.flatMap((site) => wordFor(site.plans, id) ?? [])[0] ?? id
  return {
    site: sites.length > 1 ? sites.map(({ id, name }) => [id, name] as const) : [],
    plan: [...plans].map((id) => [id, planName(id)] as const),
    tag: [...tags.values()].toSorted((a, b) => a.localeCompare(b)).map((tag) => [tag, tag] as const),
    agent: [['nobody', words.nobody], ...doing.team.value.map(({ id, name }) => [id, name] as const)],
    team: agent.teams.value.map(({ id, name }) => [id, name] as const),
    kind: Object.entries(words.kinds),
  }
}
