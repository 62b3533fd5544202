// `npm run -s measure`: how the code is built, in numbers that a change can be held against: lengths, circles, tests
// per line.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ESTree, parseSync, Visitor } from 'vite'
import { builtSizes } from './bench/sizes.ts'
import { type Import, importsOf, sources } from './imports.ts'
import { languages } from '../widget/locales.ts'

const root = join(import.meta.dirname, '..')
const linesOf = (text: string) => text.trimEnd().split('\n')

/** Words, style sheets, synonyms and the tables' history are as long as what they say. */
const inALanguage = new RegExp(`(^|/)(\\w+\\.)?(${languages.map(({ name }) => name).join('|')})\\.ts$`)
const isData = (file: string) =>
  /\/strings\/|\/(strings|\w*[wW]ords|synonyms|callouts|migrations|weights|holidayCorrections)\.ts$/.test(file) ||
  /[sS]tyles?\.ts$|Icons\.ts$/.test(file) ||
  inALanguage.test(file)
const isTest = (file: string) => /\.test\.tsx?$|^server\/(console\/)?test\/|^demo\/e2e\//.test(file)
/** The product: the demo, its benches and the build are no part of it. */
const isProduct = (file: string) => /^(server|widget)\//.test(file) && !isTest(file)
/** What the console keeps and does, without what it draws. */
const isConsoleState = (file: string) => /^server\/console\/.*\.ts$/.test(file) && !isData(file)

interface Found {
  where: string
  lines: number
}

function longFunctions(file: string, text: string, most: number): Found[] {
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length
  const found: Found[] = []
  const look = (node: ESTree.Function | ESTree.ArrowFunctionExpression) => {
    const [first, last] = [lineAt(node.start), lineAt(node.end)]
    if (last - first + 1 > most) found.push({ where: `${file}:${first}`, lines: last - first + 1 })
  }
  const { program } = parseSync(file, text)
  new Visitor({
    FunctionDeclaration: look,
    FunctionExpression: look,
    ArrowFunctionExpression: look,
  }).visit(program)
  return found
}

/** Lines over the width that no formatter can break; what stands in a string or an expression is not counted. */
function wideLines(file: string, text: string): Found[] {
  let rest = text
  const drop = ({ start, end }: { start: number; end: number }) => {
    rest = rest.slice(0, start) + rest.slice(start, end).replaceAll(/[^\n]/g, '\0') + rest.slice(end)
  }
  new Visitor({
    Literal: (node) => (typeof node.value === 'string' || 'regex' in node ? drop(node) : undefined),
    TemplateElement: drop,
    JSXText: drop,
  }).visit(parseSync(file, text).program)
  return linesOf(rest).flatMap((line, index) => {
    const { length } = line.replaceAll('\0', '')
    return length > 120 ? [{ where: `${file}:${index + 1}`, lines: length }] : []
  })
}

/** Groups of files that import each other in a circle, imports of types counted (Tarjan, 1972). */
export function circlesOf(imports: Import[]): string[][] {
  const below = Map.groupBy(imports, ({ from }) => from)
  const number = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const groups: string[][] = []
  const walk = (file: string) => {
    number.set(file, number.size)
    lowest.set(file, number.get(file)!)
    stack.push(file)
    for (const { to } of below.get(file) ?? []) {
      if (!number.has(to)) walk(to)
      if (stack.includes(to)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(to)!))
    }
    if (lowest.get(file) !== number.get(file)) return
    const group = stack.splice(stack.indexOf(file))
    if (group.length > 1) groups.push(group.toSorted())
  }
  for (const file of below.keys()) if (!number.has(file)) walk(file)
  return groups
}

const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0)
const longestFirst = (found: Found[]) => found.toSorted((a, b) => b.lines - a.lines)

/** How long things are, and what goes in a circle: each with where. */
function look() {
  const texts = new Map(sources().map((file) => [file, readFileSync(join(root, file), 'utf8')]))
  const code = [...texts].filter(([file]) => isProduct(file) && !isData(file))
  const files = code.map(([where, text]) => ({ where, lines: linesOf(text).length }))
  return {
    texts,
    functions: longestFirst(code.flatMap(([file, text]) => longFunctions(file, text, 60))),
    files: longestFirst(files.filter(({ lines }) => lines > 250)),
    wide: [...texts].filter(([file]) => !isData(file)).flatMap(([file, text]) => wideLines(file, text)),
    circles: circlesOf(importsOf().filter(({ from, to }) => isProduct(from) && isProduct(to))),
  }
}

/** What has been reached: whoever makes one of these less lowers its number, and nobody raises it. */
const ceilings = { functionsOver60: 0, filesOver250: 0, linesOver120: 0, circles: 0 }

/** Where the code is worse than it has been, each as a sentence. */
export function overCeilings(): string[] {
  const { functions, files, wide, circles } = look()
  const listed = (found: Found[]) => found.map(({ where, lines }) => `${where} (${lines})`)
  const measured: [name: keyof typeof ceilings, found: string[]][] = [
    ['functionsOver60', listed(functions)],
    ['filesOver250', listed(files)],
    ['linesOver120', listed(wide)],
    ['circles', circles.map((circle) => circle.join(' '))],
  ]
  return measured.flatMap(([name, found]) =>
    found.length > ceilings[name]
      ? [`${name}: ${found.length}, and there were ${ceilings[name]}: make one of these less`, ...found]
      : [],
  )
}

if (import.meta.main) {
  const { texts, functions, files, wide, circles } = look()
  const product = [...texts].filter(([file]) => isProduct(file))
  const countOf = (fits: (file: string) => boolean) =>
    sum([...texts].filter(([file]) => fits(file)).map(([, text]) => linesOf(text).length))
  const ratio = (tests: number, lines: number) => Number((tests / lines).toFixed(2))
  const isOfConsoleState = (file: string) => isConsoleState(file) && !isTest(file)
  const measured = {
    lines: sum(product.map(([, text]) => linesOf(text).length)),
    functionsOver60: functions.length,
    filesOver250: files.length,
    linesOver120: wide.length,
    circles: circles.length,
    testsPerLine: ratio(countOf(isTest), sum(product.map(([, text]) => linesOf(text).length))),
    consoleStateTestsPerLine: ratio(
      countOf((file) => isConsoleState(file) && isTest(file)),
      countOf(isOfConsoleState),
    ),
    ...(existsSync(join(root, 'dist/build.json'))
      ? Object.fromEntries(builtSizes().map(([name, bytes]) => [`${name}Bytes`, bytes]))
      : {}),
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify(measured))
  else {
    for (const [name, value] of Object.entries(measured)) console.log(`${name.padEnd(26)} ${value}`)
    const say = (title: string, found: Found[], unit: string) => {
      if (found.length > 0) console.log(`\n${title}`)
      for (const { where, lines } of found) console.log(`  ${String(lines).padStart(4)} ${unit}  ${where}`)
    }
    say('Functions over 60 lines', functions, 'lines')
    say('Files over 250 lines', files, 'lines')
    say('Lines over 120 characters', wide, 'characters')
    if (circles.length > 0) console.log('\nCircles')
    for (const circle of circles) console.log(`  ${circle.join(' ')}`)
  }
}
