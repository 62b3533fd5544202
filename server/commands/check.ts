// `rotame check`: what an owner should mend before a visitor sees it, each with file, line and what to do.

import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Config, readConfig, type Site } from '../config/config.ts'
import { type Entry, readLocale } from '../faq/library.ts'
import { twinsOf } from '../faq/twins.ts'
import { signatureIn } from '../letters/signature.ts'
import { nearest } from '../config/nearest.ts'
import type { Article } from '../protocol/articles.ts'
import * as z from 'zod'
import { readYaml } from '../config/ownerFile.ts'
import { ConfigError, type Problem } from '../config/problem.ts'

/** Every problem of a folder's rotame.yaml and articles. */
export function check(folder: string, env: NodeJS.ProcessEnv): Problem[] {
  let config: Config
  try {
    config = readConfig(folder, env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  const text = readFileSync(join(folder, 'rotame.yaml'), 'utf8')
  return [
    ...readYaml(text, z.unknown(), 'rotame.yaml').placeholders(),
    ...[...config.sites.values()].flatMap((site) => checkSite(site, config)),
  ]
}

function checkSite(site: Site, { folder, lineOf }: Config): Problem[] {
  const locales = site.locales.map((locale) => {
    const { entries, library, problems } = readLocale(site, locale, folder)
    return { locale, entries, library, problems }
  })
  const known = new Map(locales.flatMap(({ entries }) => entries.map(({ id, file }) => [id, file])))
  const problems = locales.flatMap(({ locale, entries, library, problems: found }) => {
    const ids = new Set(entries.map(({ id }) => id))
    const missing = entries.length === 0 ? [] : [...known].filter(([id]) => !ids.has(id))
    const here = (id: string) => relative(folder, join(site.folder, locale, `${id}.md`))
    return [
      ...found,
      ...namesakesIn(entries),
      ...twinsIn(library.articles, entries),
      ...missing.map(([id, file]) => ({
        file: here(id),
        line: null,
        message: `is missing in this locale; translate ${file}`,
      })),
    ]
  })
  return [...problems, ...checkNamed(site, lineOf, known), ...checkSignature(site, lineOf)]
}

/** Articles that rotame.yaml names and nobody has written. */
function checkNamed(site: Site, lineOf: Config['lineOf'], known: Map<string, string>): Problem[] {
  const lists: [path: string[], ids: string[]][] = [
    [['most'], site.most],
    ...Object.entries(site.suggestions).map(([page, ids]): [string[], string[]] => [['suggestions', page], ids]),
  ]
  return lists.flatMap(([path, ids]) =>
    ids.flatMap((id, at) => {
      if (known.has(id)) return []
      const meant = nearest(id, known.keys())
      const message = `sites.${site.id}.${path.join('.')}: there is no article ${id}; ${meant ? `did you mean ${meant}` : 'write the id of one, like account/question'}`
      return [{ file: 'rotame.yaml', line: lineOf(['sites', site.id, ...path, at]), message }]
    }),
  )
}

/** What a visitor would read as it stands in rotame.yaml, in whichever of the site's locales. */
function checkSignature(site: Site, lineOf: Config['lineOf']): Problem[] {
  if (!site.mail) return []
  const lost = site.locales.flatMap((locale) => signatureIn(site, locale, 'agent').lost)
  const path = ['sites', site.id, 'mail', 'signature']
  return [...new Set(lost.map(({ message }) => message))].map((message) => ({
    file: 'rotame.yaml',
    line: lineOf(path),
    message: `${path.join('.')}: ${message}`,
  }))
}

/** Articles that ask what another one asks. */
function namesakesIn(entries: Entry[]): Problem[] {
  const asked = new Map<string, string>()
  return entries.flatMap(({ id, file, line, question }) => {
    const folded = question?.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase() ?? id
    const twin = asked.get(folded)
    if (!twin) asked.set(folded, file)
    return twin ? [{ file, line, message: `asks the same as ${twin}; word one of them otherwise` }] : []
  })
}

/** Articles that say what another one says. */
function twinsIn(articles: Article[], entries: Entry[]): Problem[] {
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]))
  const asked = new Set(namesakesIn(entries).map(({ file }) => file))
  return twinsOf(articles).flatMap(([at, of]) => {
    const { file, line } = entryOf.get(articles[at]!.id)!
    const message = `says nearly the same as ${entryOf.get(articles[of]!.id)!.file}; make one article of the two`
    return asked.has(file) ? [] : [{ file, line, message }]
  })
}
