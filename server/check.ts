// `rotame check`: what an owner should mend before a visitor sees it, each with file, line and what to do.

import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Problem, readLocale } from './articles.ts'
import { type Config, ConfigError, readConfig, type Site } from './config.ts'

/** Every problem of a folder's rotame.yaml and articles, as printable lines. */
export function check(folder: string, env: NodeJS.ProcessEnv): string[] {
  let config: Config
  try {
    config = readConfig(folder, env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
  const problems = [...placeholdersOf(folder), ...[...config.sites.values()].flatMap((site) => checkSite(site, config.folder))]
  return problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
}

function checkSite(site: Site, root: string): Problem[] {
  const locales = site.locales.map((locale) => ({ locale, ...readLocale(site, locale, root) }))
  const problems = locales.flatMap((each) => each.problems)
  const named = (locale: string, id = '') => relative(root, join(site.folder, locale, id && `${id}.md`))
  for (const { locale, library } of locales) {
    if (library.articles.length === 0) problems.push({ file: named(locale), line: 1, message: 'has no article that can be served' })
    const asked = new Map<string, string>()
    for (const { id, question } of library.articles) {
      const folded = question.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
      const twin = asked.get(folded)
      if (twin) problems.push({ file: named(locale, id), line: 2, message: `asks the same as ${twin}; word one of them otherwise` })
      asked.set(folded, id)
    }
  }
  const [first, ...others] = locales
  for (const other of others) {
    const known = new Set(other.library.articles.map(({ id }) => id))
    for (const { id } of first!.library.articles)
      if (!known.has(id)) problems.push({ file: named(other.locale, id), line: 1, message: 'is missing in this locale; translate it' })
  }
  for (const id of site.most)
    if (!first!.library.articles.some((article) => article.id === id))
      problems.push({ file: 'rotame.yaml', line: 1, message: `sites.${site.id}.most: there is no article ${id}` })
  return problems
}

/** Values in square brackets that are no YAML lists: `"[phone]"`. */
function placeholdersOf(folder: string): Problem[] {
  const lines = readFileSync(join(folder, 'rotame.yaml'), 'utf8').split('\n')
  return lines.flatMap((text, at) => {
    const found = /:\s*["'][^"']*(\[[^\]"']+\])/.exec(text)
    if (!found) return []
    return [{ file: 'rotame.yaml', line: at + 1, message: `${found[1]} is a placeholder; write what belongs there` }]
  })
}
