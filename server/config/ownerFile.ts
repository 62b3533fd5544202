// An owner's file: YAML against a schema, and what is wrong with it, at its line and in words.

import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type YAMLError } from 'yaml'
import * as z from 'zod'
import { bounded, longestStretch, tooDeep } from './bounded.ts'
import { nearest } from './nearest.ts'
import type { Problem } from './problem.ts'

export interface Read<T> {
  /** Null when there is a problem. */
  data: T | null
  problems: Problem[]
  /** The line of a key, or of the nearest one around it. */
  lineOf: (path: readonly PropertyKey[]) => number
  /** Placeholders in its values. */
  placeholders: () => Problem[]
}

/** Reads YAML, all its problems at once. `firstLine` is the line of the file at which the text begins. */
export function readYaml<S extends z.ZodType>(text: string, schema: S, file: string, firstLine = 1): Read<z.output<S>> {
  const read = bounded(text, () => parseYaml(text, schema, file, firstLine))
  if ('done' in read) return read.done
  const problem = { file, line: firstLine + longestStretch(text) - 1, message: read.problem }
  return { data: null, problems: [problem], lineOf: () => firstLine, placeholders: () => [] }
}

function parseYaml<S extends z.ZodType>(text: string, schema: S, file: string, firstLine: number): Read<z.output<S>> {
  const { document, lineOf, lineAt } = locate(text, firstLine)
  const placeholders = () => placeholdersOf(document, lineAt, file)
  const broken = brokenIn(document).map(({ at, message }) => ({ file, line: lineAt(at), message }))
  if (broken.length > 0) return { data: null, problems: broken, lineOf, placeholders }
  const bomb = aliasesIn(document)[mostAliases]
  if (bomb !== undefined) {
    const message = `there are more than ${mostAliases} repeats with * here; write what they stand for`
    return { data: null, problems: [{ file, line: lineAt(bomb), message }], lineOf, placeholders }
  }
  const result = schema.safeParse(document.toJS({ maxAliasCount: -1 }), { error: wordsOf })
  if (result.success) return { data: result.data, problems: [], lineOf, placeholders }
  const problems = result.error.issues
    .flatMap((issue) => problemsOf(issue, schema, document))
    .map(({ path, message }) => {
      const named = path.join('.')
      return { file, line: lineOf(path), message: named ? `${named}: ${message}` : message }
    })
  return { data: null, problems: problems.toSorted((a, b) => a.line - b.line), lineOf, placeholders }
}

/** An anchor may hold repeats of another, so that a few make many: as many as this are seen through in no time. */
const mostAliases = 20

/** The places of repeats that hold others, each as an offset. */
function aliasesIn(document: Document): number[] {
  const found: number[] = []
  const nested = new Set<string>()
  visit(document, {
    Node(_key, node) {
      if (!('anchor' in node) || !node.anchor) return
      visit(node, { Alias: () => void nested.add(node.anchor as string) })
    },
  })
  visit(document, {
    Alias(_key, { source, range }) {
      if (nested.has(source)) found.push(range![0])
    },
  })
  return found
}

function placeholdersOf(document: Document, lineAt: (offset: number) => number, file: string): Problem[] {
  const problems: Problem[] = []
  visit(document, {
    Scalar(key, { value, range }) {
      if (key === 'key' || typeof value !== 'string') return
      for (const { found } of placeholdersIn(value))
        problems.push({ file, line: lineAt(range![0]), message: placeholderWords(found) })
    },
  })
  return problems
}

/**
 * Text that was to be replaced before anyone reads it: `[phone]`, `[X]`, `XX €`, in Latin letters or in Greek. A
 * bracket after a backslash is meant, and so are an IPv6 address, an ellipsis and what may be left out: `fetch(a[,
 * b])`.
 */
const placeholder =
  /(?<!\\)\[(?!,)(?=[^\][]*[\p{L}\p{N}])(?![\da-f:.]*:[\da-f:.]*\])[^\][]+\]|(?<![\p{L}\p{N}])[XxΧχ]+([.,][XxΧχ]+)?(?=\s*[€$£%])|(?<=[€$£]\s*)[XxΧχ]+(?![\p{L}\p{N}])/gu

export const placeholdersIn = (text: string): { found: string; at: number }[] =>
  Array.from(text.matchAll(placeholder), ({ 0: found, index }) => ({
    found: found.replaceAll(/\s+/g, ' '),
    at: index,
  })).filter(({ found, at }) => !isPressed(found.slice(1, -1)) && !afterKey.test(text.slice(Math.max(0, at - 20), at)))

/** What one presses, on a keyboard or a screen, is written in brackets too. */
const keys =
  'enter|return|ctrl|control|shift|alt|option|cmd|command|windows|win|tab|esc|escape|space|spacebar|backspace|delete|del|insert|ins|home|end|page up|page down|pgup|pgdn|up|down|left|right|caps lock|print screen|fn|f\\d\\d?'
const buttons =
  'ok|yes|no|save|save changes|cancel|submit|send|next|back|previous|continue|close|remove|edit|add|apply|log ?in|log ?out|sign in|sign out|sign up|register|download|upload|confirm|search|open|create|update|accept|decline|retry|try again|print|copy|paste|export|import|reset|start|stop|done|finish|skip|buy|pay|checkout|add to cart|menu|settings|αποθήκευση|ακύρωση|άκυρο|υποβολή|αποστολή|επόμενο|προηγούμενο|πίσω|συνέχεια|κλείσιμο|αφαίρεση|διαγραφή|επεξεργασία|προσθήκη|εφαρμογή|σύνδεση|αποσύνδεση|εγγραφή|λήψη|ανέβασμα|μεταφόρτωση|επιβεβαίωση|αναζήτηση|άνοιγμα|δημιουργία|ενημέρωση|αποδοχή|απόρριψη|εκτύπωση|αντιγραφή|επικόλληση|εξαγωγή|εισαγωγή|επαναφορά|έναρξη|διακοπή|τέλος|παράλειψη|αγορά|πληρωμή|μενού|ρυθμίσεις|ναι|όχι|εντάξει'
const pressed = new RegExp(`^\\s*(${keys}|${buttons})(\\s*\\+\\s*(${keys}|[\\p{L}\\p{N}]))*\\s*$`, 'iu')
/** With a capital, as it stands on the key: `[option]` is rather something to replace. */
const isPressed = (words: string) => /^\s*\p{Lu}/u.test(words) && pressed.test(words.normalize('NFC'))
/** `[Ctrl]+[C]`: the letter is a key as well. */
const afterKey = new RegExp(`\\[(${keys})\\]\\s*\\+\\s*$`, 'iu')

export const placeholderWords = (found: string): string =>
  `${found} is a placeholder; write what belongs there, or a {{variable}}${found.startsWith('[') ? ', or \\[ if the bracket is meant' : ''}`

/** Parses, and finds the line of any path or place. */
function locate(text: string, firstLine: number) {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + firstLine - 1
  const lineOf = (path: readonly PropertyKey[]): number => {
    let node: unknown = document.contents
    let line = firstLine
    for (const step of path) {
      const pair = isMap(node)
        ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
        : undefined
      const found = pair ? pair.key : isSeq(node) ? node.items[Number(step)] : undefined
      const range = (found as { range?: [number, number, number] } | undefined)?.range
      if (!range) break
      line = lineAt(range[0])
      node = pair ? pair.value : found
    }
    return line
  }
  return { document, lineAt, lineOf }
}

/** What is no YAML, with its place. */
function brokenIn(document: Document): { at: number; message: string }[] {
  const found = [...document.errors, ...document.warnings]
  // What is misread after a slip is said of lines that are right; only a key that is there twice misleads nobody.
  const slip = found.findIndex(({ code }) => code !== 'DUPLICATE_KEY')
  const broken = (slip < 0 ? found : found.slice(0, slip + 1)).map((error) => ({
    at: error.pos[0],
    message: wordsOfYaml(error),
  }))
  // An alias is looked up when values are made, too late for a place.
  visit(document, {
    Alias(_key, alias) {
      if (!alias.resolve(document)) broken.push({ at: alias.range![0], message: yamlWords.BAD_SCALAR_START! })
    },
  })
  return broken
}

/** One problem for each key that nothing is called; others as they are. */
function problemsOf(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  document: Document,
): { path: PropertyKey[]; message: string }[] {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path)
    return issue.keys.map((key) => ({ path: [...path, key], message: wordsOfUnknown(key, known) }))
  }
  if (issue.code === 'invalid_key') return [{ path, message: issue.issues[0]?.message ?? issue.message }]
  const isMissing = path.length > 0 && document.getIn(path) === undefined
  return [{ path, message: isMissing ? `is missing; ${issue.message}` : issue.message }]
}

function wordsOfUnknown(key: string, known: string[]): string {
  const meant = nearest(key, known)
  const advice = meant ? `did you mean ${meant}` : `here one can write ${known.join(', ')}`
  return `nothing here is called ${key}; ${advice}`
}

interface Shape {
  innerType?: z.ZodType
  in?: z.ZodType
  shape?: Record<string, z.ZodType>
  keyType?: z.ZodType
  valueType?: z.ZodType
  element?: z.ZodType
  options?: z.ZodType[]
}

/** The keys that an object of the schema may have at a path. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const { innerType, in: before, shape, keyType, valueType, element, options } = schema.def as unknown as Shape
  const wrapped = innerType ?? before
  if (wrapped) return keysAt(wrapped, path)
  if (options) return options.flatMap((option) => keysAt(option, path))
  const [step, ...rest] = path
  if (step === undefined) return keyType instanceof z.ZodEnum ? keyType.options.map(String) : Object.keys(shape ?? {})
  const next = shape?.[String(step)] ?? valueType ?? element
  return next ? keysAt(next, rest) : []
}

const expectedWords: Record<string, string> = {
  string: 'write text',
  number: 'write a number',
  int: 'write a whole number',
  boolean: 'write true or false',
  array: 'write a list, like [one, another]',
  object: 'write its keys below it',
  record: 'write its keys below it',
}

/** Words for what a schema has no words of its own for. */
function wordsOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    const write = expectedWords[issue.expected] ?? `write ${issue.expected}`
    const isBare = typeof issue.input === 'number' || typeof issue.input === 'boolean'
    return issue.expected === 'string' && isBare ? `put quotes around it: "${issue.input}"` : write
  }
  if (issue.code === 'too_small')
    return issue.origin === 'number' || issue.origin === 'int'
      ? `write at least ${issue.minimum}`
      : 'write something; it is empty'
  if (issue.code === 'invalid_format' && issue.format === 'url')
    return 'write an address like "https://www.example.com/privacy"'
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'write a date like 2026-05-28'
  return undefined
}

const yamlWords: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: 'the indentation is off; bring the line under its neighbours, with spaces',
  TAB_AS_INDENT: 'there is a tab in the indentation; write spaces',
  DUPLICATE_KEY: 'this key is here twice; keep one of them',
  BLOCK_AS_IMPLICIT_KEY: 'there is a second colon in this line; put the text in quotes',
  MULTILINE_IMPLICIT_KEY: 'a colon is missing, or the text needs quotes',
  BAD_SCALAR_START: 'text cannot begin with this sign; put the text in quotes',
  UNEXPECTED_TOKEN: 'this cannot stand here; put the text in quotes',
  MISSING_CHAR: 'something that was opened is not closed; look for a missing quote, bracket, comma or colon',
}

const wordsOfYaml = ({ code, message }: YAMLError): string =>
  (message.includes('call stack') ? tooDeep : undefined) ??
  yamlWords[code] ??
  `${message}; mend the YAML, perhaps with quotes around the text`
