// What nobody awaits in the server: each listener, timer and hook goes through `guarded`, or does nothing that can
// fail.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ESTree, parseSync, Visitor } from 'vite'

const root = join(import.meta.dirname, '..')

/** What takes a callback and does not look how it ends: emitters, timers, middleware, our own hooks. */
const takers =
  /^(on([A-Z]\w*)?|once|use|(add|prepend)\w*Listener|set(Interval|Timeout|Immediate)|nextTick|queueMicrotask)$/
/** Calls that cannot fail: they settle a promise, stop a timer, write a line. */
const harmless = /^(resolve|reject|clear(Timeout|Interval)|unref|exit|end|info|warn|error|fatal|Error)$/
/** Programs that end with their command, where what fails is to end them; browsers; tests. */
const others = /^server\/(console|test|doctor)\/|^server\/cli\.ts$|\.test\.ts$/
/** What makes a callback that is guarded. */
const makers = /^(guarded|admitting)$/
/** What may stand as it is, each with its reason. */
const exempt: Record<string, string[]> = {
  // It counts: no size of a batch makes it throw.
  'server/metrics.ts': ['store.onBatch((size) => batches.observe(size))'],
  // A batch of which nobody knows how it ended: going on would leave everyone who writes waiting for ever.
  'server/store/batches.ts': ['setImmediate(run)', 'void told.then(end)'],
  // They settle what was asked for, and each read is told how it ended.
  'server/store/reader.ts': [
    "made.on('message', (told: Told) => this.#hear(told))",
    "made.on('error', (error) => this.#lose(made, error))",
    "made.on('exit', (code) => this.#lose(made, new Error(`the reader ended with ${code}`)))",
    'setTimeout(() => void this.close(), idleMs)',
    'setTimeout(late, readTimeoutMs)',
  ],
  // In a thread of its own: its end is heard by the reader, which begins another.
  'server/store/readerThread.ts': ["port.on('message', (asked: Asked) => port.postMessage(read(asked)))"],
  // Out of a map in memory.
  'server/wire/answer.ts': ['void super.delete(oldest)'],
  // What it gives is looked through with all that was sent, and is caught until then.
  'server/store/postgresWriter.ts': [
    "void sendTo(sent, link, 'SAVEPOINT work')",
    "void sendTo(sent, link, 'RELEASE work')",
  ],
}

type Callback = ESTree.ArrowFunctionExpression | ESTree.Function
const isCallback = (node: ESTree.Node | null | undefined): node is Callback =>
  node?.type === 'ArrowFunctionExpression' ||
  node?.type === 'FunctionExpression' ||
  node?.type === 'FunctionDeclaration'

/** `c` of `a.b.c()`, and of `c()`. */
function nameOf(callee: ESTree.Node): string {
  if (callee.type === 'Identifier' || callee.type === 'PrivateIdentifier') return callee.name
  if (callee.type === 'ChainExpression') return nameOf(callee.expression)
  return callee.type === 'MemberExpression' ? nameOf(callee.property) : ''
}

/** Every file of the server in which something may be left alone. */
export const filesOfServer = (): string[] =>
  readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' })
    .map((name) => `server/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && !others.test(name))

export const unguardedIn = (file: string): string[] => unguarded(file, readFileSync(join(root, file), 'utf8'))

/** What would end the process if it failed, each as a sentence. */
export function unguarded(file: string, text: string): string[] {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]!.message}`)
  const named = functionsOf(program)
  const found: string[] = []
  const say = (node: ESTree.Node, what: string) => {
    const written = text.slice(node.start, node.end)
    if (!exempt[file]?.includes(written.replace(/;$/, '')))
      found.push(`${file}:${text.slice(0, node.start).split('\n').length}: ${what}: ${written.split('\n')[0]}`)
  }
  const isSafe = (given: ESTree.Node): boolean => {
    if (given.type === 'TSAsExpression') return isSafe(given.expression)
    if (given.type === 'CallExpression') return makers.test(nameOf(given.callee))
    if (isCallback(given)) return !given.async && isAtRest(given)
    if (given.type !== 'Identifier') return false
    if (harmless.test(given.name)) return true
    const known = named.get(given.name)
    return known === 'guarded' || (known !== undefined && !known.async && isAtRest(known))
  }
  new Visitor({
    CallExpression(node) {
      const { callee, arguments: given } = node
      const name = nameOf(callee)
      // Emitters are given a name and a listener; others of that name are verbs of a query or a schema, or no verbs.
      if (!takers.test(name) || (/^on(ce)?$/.test(name) && given.length !== 2) || /^on(Conflict|Page)$/.test(name))
        return
      const callback = given[/^on(ce)?$|Listener$/.test(name) ? 1 : 0]
      const isOne = callback && (isCallback(callback) || isNamed(callback) || /^(Call|TSAs)Expr/.test(callback.type))
      if (isOne && !isSafe(callback)) say(node, 'what fails in it ends the process; give it to guarded()')
    },
    ExpressionStatement(node) {
      const told = node.expression
      const asked = told.type === 'UnaryExpression' && told.operator === 'void' ? told.argument : told
      if (asked.type === 'CallExpression' && isFloating(asked, told !== asked, named))
        say(node, 'nobody hears of its rejection; await it, or give it to guarded()')
    },
  }).visit(program)
  return found
}

const isNamed = (node: ESTree.Node): boolean => node.type === 'Identifier' || node.type === 'MemberExpression'

/** The functions of a file by their names; what `guarded` has made is known as that. */
function functionsOf(program: ESTree.Program): Map<string, Callback | 'guarded'> {
  const named = new Map<string, Callback | 'guarded'>()
  new Visitor({
    FunctionDeclaration: (node) => void named.set(node.id!.name, node),
    VariableDeclarator({ id, init }) {
      if (id.type !== 'Identifier' || !init) return
      if (isCallback(init)) named.set(id.name, init)
      else if (init.type === 'CallExpression' && makers.test(nameOf(init.callee))) named.set(id.name, 'guarded')
    },
    MethodDefinition({ key, value }) {
      if (isCallback(value)) named.set(`this.${nameOf(key)}`, value)
    },
  }).visit(program)
  return named
}

/** Whether a callback calls nothing that can fail; what it tries it answers for itself. */
function isAtRest({ body }: Callback): boolean {
  let isAtRest = true
  let tried = 0
  const enter = () => void tried++
  const leave = () => void tried--
  new Visitor({
    TryStatement: enter,
    'TryStatement:exit': leave,
    CallExpression({ callee }) {
      const name = nameOf(callee)
      if (tried === 0 && !harmless.test(name) && !takers.test(name)) isAtRest = false
    },
    ThrowStatement() {
      if (tried === 0) isAtRest = false
    },
  } as ConstructorParameters<typeof Visitor>[0]).visit(wrapped(body!))
  return isAtRest
}

/** A visitor begins at a program. */
const wrapped = (body: ESTree.Node): ESTree.Program =>
  ({
    type: 'Program',
    body: [body.type === 'BlockStatement' ? body : { type: 'ExpressionStatement', expression: body }],
  }) as unknown as ESTree.Program

/** Whether a call gives a promise that nobody looks at. */
function isFloating(call: ESTree.CallExpression, isVoid: boolean, named: Map<string, Callback | 'guarded'>): boolean {
  const name = nameOf(call.callee)
  if (name === 'catch') return false
  if (name === 'then') return call.arguments.length < 2
  if (name === 'finally') return true
  const isOwn = call.callee.type === 'MemberExpression' && call.callee.object.type === 'ThisExpression'
  const known = named.get(isOwn ? `this.${name}` : name)
  if (known === 'guarded' || (call.callee.type === 'MemberExpression' && !isOwn)) return isVoid && known !== 'guarded'
  return known?.async === true || isVoid
}
