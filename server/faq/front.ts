// Front matter: the fields between two lines of --- that an article or a category begins with.

import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { type Read, readYaml } from '../config/ownerFile.ts'
import { isoDate } from './dates.ts'
import type { Context } from './places.ts'
import { fill } from './variables.ts'

export const articleFront = z
  .strictObject({
    question: z.string().min(1).optional(),
    /** What most programs call it. */
    title: z.string().min(1).optional(),
    keywords: z.array(z.string()).default([]),
    order: z.number().default(1000),
    updated: z
      .string()
      .refine((text) => isoDate(text) !== null, 'write a date like 2026-05-28')
      .transform(isoDate)
      .nullable()
      .default(null),
  })
  .refine(({ question, title }) => question !== undefined || title !== undefined, {
    path: ['question'],
    error: 'write text',
    when: ({ value }) => typeof value === 'object',
  })
export const categoryFront = z.strictObject({
  title: z.string().min(1),
  order: z.number().default(1000),
  icon: z.string().nullable().default(null),
})

export interface Parts<T> extends Read<T> {
  file: string
  /** What follows the front matter, and the line at which it begins. */
  rest: string
  restLine: number
}

/** Splits a file into its front matter and the rest; null when that is not possible. */
export function readFront<S extends z.ZodType>(
  path: string,
  schema: S,
  { named, problems }: Context,
): Parts<z.output<S>> | null {
  const file = named(path)
  const text = textOf(path)
  if (typeof text !== 'string') {
    problems.push({ file, line: null, message: text.problem })
    return null
  }
  const parts = splitFront(text)
  if (!parts) {
    problems.push({ file, line: 1, message: 'has no front matter; begin the file with --- , its fields and --- again' })
    return null
  }
  const { head, yaml, rest } = parts
  const read = readYaml(yaml, schema, file, 2)
  problems.push(...read.problems, ...read.placeholders())
  return { ...read, file, rest, restLine: head.split('\n').length }
}

/** The lines between those of ---, all up to the second of these, and what follows; null where there are none. */
export function splitFront(text: string): { head: string; yaml: string; rest: string } | null {
  const parts = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)
  return parts && { head: parts[0], yaml: parts[1]!, rest: text.slice(parts[0].length) }
}

function textOf(path: string): string | { problem: string } {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return {
      problem:
        code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
          ? 'is not in UTF-8; save it as UTF-8'
          : `cannot be read (${code}); mend the file or its permissions`,
    }
  }
}

/** Fills in the variables of a value of the front matter. */
export function fillFront<T>(
  value: string,
  key: string,
  { file, lineOf }: Parts<T>,
  { site, locale, problems }: Context,
): string {
  const { text, lost } = fill(value, site, locale)
  for (const { message } of lost) problems.push({ file, line: lineOf(key.split('.')), message })
  return text
}
