// Slips: what is to be mended in one text, each with its line.

import type { Nodes } from 'mdast'
import { placeholdersIn, placeholderWords } from '../config/ownerFile.ts'
import type { Problem } from '../config/problem.ts'
import { lineAt, lineOf } from './nodes.ts'

export class Slips {
  readonly problems: Problem[] = []
  readonly #file: string
  readonly #firstLine: number

  /** @param firstLine of the text, in its file */
  constructor({ file, firstLine }: { file: string; firstLine: number }) {
    this.#file = file
    this.#firstLine = firstLine
  }

  /** A line of the text, as the file counts. */
  inFile(line: number): number {
    return this.#firstLine + line - 1
  }

  add(line: number, message: string): void {
    this.problems.push({ file: this.#file, line: this.inFile(line), message })
  }

  /** Owners ship text with `[email-urgence]` or `XX €` in it; visitors must never see it. */
  checkPlaceholders(text: string, line: number): void {
    for (const { found, at } of placeholdersIn(text)) this.add(line + lineAt(text, at) - 1, placeholderWords(found))
  }

  /** What has no place in the tree. */
  refuse(node: Nodes): void {
    this.add(lineOf(node), namesOf[node.type] ?? `${node.type} cannot be shown; write it as plain Markdown`)
  }
}

const namesOf: Record<string, string> = {
  html: 'HTML cannot be shown; write it as plain Markdown',
  footnoteReference: 'a footnote cannot be shown; write it in the text',
  footnoteDefinition: 'a footnote cannot be shown; write it in the text',
}
