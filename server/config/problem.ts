// What an owner has to mend, as it is said: with file, line and what to do.

/** What an owner has to mend. */
export interface Problem {
  /** From the folder of rotame.yaml. */
  file: string
  /** Null when it is about no file: a variable of the environment. */
  line: number | null
  message: string
}

/** `faq/el/account/x.md:12: what is wrong; what to do` */
export const lineFor = ({ file, line, message }: Problem): string =>
  `${file}:${line === null ? '' : `${line}:`} ${message}`

/** As many as one reads line by line. */
const mostLines = 40

/** Each problem in its line, or of very many first what there is to do, the most frequent first. */
export function linesFor(problems: Problem[]): string[] {
  if (problems.length <= mostLines) return problems.map(lineFor)
  const kinds = Map.groupBy(problems, ({ message }) => kindOf(message))
  const files = new Set(problems.map(({ file }) => file)).size
  return [
    `${problems.length} to mend in ${files} files; rotame check --all names each. Most often:`,
    ...[...kinds.values()]
      .toSorted((a, b) => b.length - a.length)
      .slice(0, 15)
      .map((alike) => {
        const { file, line, message } = alike[0]!
        return `${alike.length} times: ${message} (first ${file}${line === null ? '' : `:${line}`})`
      }),
  ]
}

/** What is alike in messages that name different things: without addresses, brackets, numbers and advice. */
const kindOf = (message: string): string =>
  message.replace(/;[^;]*$/, '').replaceAll(/\[[^\]]*\]|\{\{[^}]*\}\}|\S*[./#]\S*|\d+/g, '…')

/** What an owner has to mend; the message has a line for each problem. */
export class ConfigError extends Error {
  readonly problems: Problem[]
  constructor(problems: Problem[]) {
    super(problems.map(lineFor).join('\n'))
    this.problems = problems
  }
}
