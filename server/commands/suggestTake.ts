// `rotame suggest --take FILE`: writes what a language model has answered to the prompt into the articles' files.

import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isScalar, isSeq, parse, parseDocument } from 'yaml'
import { type Config, readConfig, type Site } from '../config/config.ts'
import { splitFront } from '../faq/front.ts'
import { readLocale } from '../faq/library.ts'
import { say } from './say.ts'

/** Characters of a phrase; what is longer is a sentence, not words somebody looks for. */
const longest = 80

export interface Taking {
  folder: string
  /** The answer. */
  file: string
  site: string | undefined
  locale: string | undefined
}

/**
 * Adds the keywords to those that the articles have. What cannot be used is said, line by line.
 * @returns the exit code: 0 when all was used, 1 when some was not, 2 when nothing could be
 * @throws ConfigError with what is wrong in rotame.yaml
 */
export function runTake(taking: Taking, out: (line: string) => void): number {
  const config = readConfig(taking.folder, process.env)
  const place = placeOf(config, taking)
  if (typeof place === 'string') return say(place, 2)
  const text = textOf(taking.file)
  if (text === null) return say(`--take ${taking.file}: there is no such file that can be read`, 2)
  const { entries } = readLocale(place.site, place.locale, config.folder)
  const fileOf = new Map(entries.map(({ id, file }) => [id, file]))
  const unread = new Set(entries.filter(({ question }) => question === null).map(({ id }) => id))
  let [articles, phrases, unused] = [0, 0, 0]
  const refuse = (at: number, why: string) => {
    unused++
    out(`${taking.file}:${at + 1}: ${why}`)
  }
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:```.*)?$/.test(line)) continue
    const read = readLine(line)
    if (!read) refuse(at, 'is not a line like ID: keywords: [one phrase, another]')
    else if (!fileOf.has(read.id)) refuse(at, `there is no article ${read.id} in ${place.locale}`)
    else if (unread.has(read.id)) refuse(at, `${fileOf.get(read.id)} cannot be read; rotame check says what to mend`)
    else {
      const { short = [], long = [] } = Object.groupBy(read.phrases, (each) =>
        each.length > longest ? 'long' : 'short',
      )
      if (long.length > 0) refuse(at, `is longer than ${longest} characters: ${long.join(', ')}`)
      const added = add(join(config.folder, fileOf.get(read.id)!), short)
      if (added > 0) articles++
      phrases += added
    }
  }
  out(`${phrases} phrases were added to ${articles} articles of ${place.site.id}, ${place.locale}`)
  return unused === 0 ? 0 : phrases === 0 ? 2 : 1
}

/** The site and the locale that are meant, or what to say. */
function placeOf({ sites }: Config, { site: id, locale }: Taking): { site: Site; locale: string } | string {
  const all = [...sites.values()]
  const site = id === undefined && all.length === 1 ? all[0] : sites.get(id ?? '')
  if (!site)
    return id === undefined
      ? `there are several sites: say which one with --site ${all.map((each) => each.id).join('|')}`
      : `--site ${id}: rotame.yaml has no site of this name`
  const only = site.locales.length === 1 ? site.locales[0] : undefined
  const chosen = locale ?? only
  if (chosen === undefined)
    return `${site.id} has several languages: say which one with --locale ${site.locales.join('|')}`
  return site.locales.includes(chosen)
    ? { site, locale: chosen }
    : `--locale ${chosen}: ${site.id} has no such language`
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null // It is said by whoever asked.
  }
}

/** One line of an answer, as models write it: with marks around the id or not, with quotes or not. */
function readLine(line: string): { id: string; phrases: string[] } | null {
  const parts = /^[\s*`-]*([^\s*`:]+)[`*]*\s*:\s*(?:[`*]*keywords[`*]*\s*:\s*)?\[(.*)\][\s`]*$/.exec(line)
  if (!parts) return null
  return { id: parts[1]!, phrases: [...new Set(listOf(parts[2]!).map((each) => each.trim()))].filter(Boolean) }
}

/** A list in YAML; of what is none, the parts between commas. */
function listOf(inside: string): string[] {
  try {
    const list: unknown = parse(`[${inside}]`)
    if (Array.isArray(list) && list.every((each) => typeof each === 'string')) return list
  } catch {
    // A quote or a bracket of the text's own.
  }
  return inside.split(',').map((each) => each.trim().replace(/^["'“]|["'”]$/g, ''))
}

/** Adds phrases to an article's front matter, whose other lines stay as they are. @returns how many are new */
function add(file: string, phrases: string[]): number {
  const text = readFileSync(file, 'utf8')
  const { yaml } = splitFront(text)!
  const node: unknown = parseDocument(yaml).get('keywords', true)
  const known: string[] = isSeq(node) ? node.items.map((each) => String(isScalar(each) ? each.value : each)) : []
  const has = new Set(known.map((each) => each.toLowerCase()))
  const fresh = phrases.filter((each) => !has.has(each.toLowerCase()))
  if (fresh.length === 0) return 0
  const list = `[${[...known, ...fresh].map((each) => JSON.stringify(each)).join(', ')}]`
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const part = `${file}.${process.pid}`
  writeFileSync(
    part,
    text.replace(yaml, () => withList(yaml, node, list, eol)),
    {
      mode: statSync(file).mode,
      flush: true,
    },
  )
  renameSync(part, file)
  return fresh.length
}

/** @param node the list that is there */
function withList(yaml: string, node: unknown, list: string, eol: string): string {
  if (!isSeq(node) || !node.range) return `${yaml}${eol}keywords: ${list}`
  const [from, until] = node.range
  // One that is written in lines has the end of the last of them.
  return yaml.slice(0, from) + list + (yaml.slice(from, until).endsWith('\n') ? eol : '') + yaml.slice(until)
}
