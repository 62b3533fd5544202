// `npm run -s protocol`: writes server/protocol/README.md, every event and route as it is declared; `npm run check`
// holds the page against the declarations.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ESTree, parseSync } from 'vite'
import * as z from 'zod'
import { holders } from '../server/access.ts'
import { agentHandshake, fromAgent } from '../server/protocol/agent.ts'
import { refusals } from '../server/protocol/answer.ts'
import { context } from '../server/protocol/context.ts'
import { routes } from '../server/protocol/http.ts'
import type { Request, Right } from '../server/protocol/request.ts'
import { fromVisitor, visitorHandshake } from '../server/protocol/visitor.ts'
import { statusOf } from '../server/wire/answer.ts'

const folder = join(import.meta.dirname, '../server/protocol')
const page = join(folder, 'README.md')

/** What a declaration says that is gone when the program runs. */
interface Source {
  /** The comment above it. */
  doc: string
  /** The type of what is answered, or of what is told. */
  type: string
}

type Commented = { start: number; end: number }

/** Of a file, whatever has a name and a comment: `fromAgent.typing`, `ToAgent.presence`. */
function sourcesOf(file: string): Map<string, Source> {
  const text = readFileSync(join(folder, file), 'utf8')
  const { program, comments } = parseSync(file, text)
  const textOf = ({ start, end }: Commented) =>
    text
      .slice(start, end)
      .replaceAll(/\/\*.*?\*\//gs, '')
      .replaceAll(/(?<=[\w>\]])\s*\n\s*(?=\w+\??: )/g, '; ')
      .replaceAll(/\s+/g, ' ')
  const docOf = ({ start }: Commented) => {
    const above = comments.findLast(({ type, end }) => type === 'Block' && end < start)
    return above && text.slice(above.end, start).trim() === '' ? plain(above.value) : ''
  }
  const found = new Map<string, Source>()
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration' && statement.type !== 'VariableDeclaration') continue
    const declared = statement.type === 'VariableDeclaration' ? statement : statement.declaration
    if (declared?.type === 'VariableDeclaration')
      for (const { id, init } of declared.declarations)
        for (const [name, node] of membersOf(init))
          found.set(`${textOf(id)}.${name}`, { doc: docOf(node), type: answerOf(node, textOf) })
    if (declared?.type === 'TSTypeAliasDeclaration' && declared.typeAnnotation.type === 'TSTypeLiteral')
      for (const member of declared.typeAnnotation.members) {
        if (member.type !== 'TSPropertySignature') continue
        const told = textOf(member.typeAnnotation!).replace(/^: \((?:\w+: (.*))?\) => void$/, '$1')
        found.set(`${declared.id.name}.${nameOf(member.key)}`, { doc: docOf(member), type: told || 'nothing' })
      }
  }
  return found
}

const plain = (comment: string): string =>
  comment
    .replaceAll(/^\*|^\s*\*/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
const nameOf = (key: ESTree.Node): string =>
  key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : ''

function membersOf(init: ESTree.Expression | null): [name: string, node: ESTree.ObjectProperty][] {
  if (init?.type !== 'ObjectExpression') return []
  return init.properties.flatMap((node) => (node.type === 'Property' ? [[nameOf(node.key), node] as const] : [])) as [
    string,
    ESTree.ObjectProperty,
  ][]
}

/** Of `request(right, schema, reply<T>())`, T. */
function answerOf({ value }: ESTree.ObjectProperty, textOf: (node: Commented) => string): string {
  const [, , answered] = value.type === 'CallExpression' ? value.arguments : []
  if (!answered) return ''
  const words: Record<string, string> = { done: 'that it was done', none: 'nothing' }
  const said = textOf(answered)
  return words[said] ?? `\`${said.replace(/^reply< ?(.*?) ?>\(\)$/, '$1')}\``
}

interface Schema {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
}

const schemaOf = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as unknown as Schema
/** Said once, below, and by its name elsewhere. */
const contextSchema = shapeOf(schemaOf(context))

/** A payload as one would write its type, with its bounds. */
function shapeOf({ type, properties, required, items, ...more }: Schema): string {
  const { const: only, enum: values, anyOf, oneOf, pattern, minimum, maximum, maxLength, maxItems } = more
  if (only !== undefined) return JSON.stringify(only)
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ')
  const either = anyOf ?? oneOf
  if (either) return either.map(shapeOf).join(' | ')
  if (type === 'array') return `[${shapeOf(items ?? {})}${maxItems === undefined ? '' : `, at most ${maxItems}`}]`
  if (type === 'object') {
    const parts = Object.entries(properties ?? {}).map(
      ([name, each]) => `${name}${required?.includes(name) ? '' : '?'}: ${shapeOf(each)}`,
    )
    return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
  }
  const bounds = [
    pattern && `/${pattern}/`,
    minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && `from ${minimum}`,
    maximum !== undefined && maximum < 8.64e15 && `to ${maximum}`,
    maxLength !== undefined && `to ${maxLength} characters`,
  ].filter(Boolean)
  return [type ?? 'anything', ...bounds].join(' ')
}

const payloadOf = (schema: z.ZodType): string =>
  schema instanceof z.ZodUndefined ? 'nothing' : `\`${shapeOf(schemaOf(schema)).replace(contextSchema, 'Context')}\``

function entry(name: string, { right, schema }: Request, { doc, type }: Source): string {
  return [`### \`${name}\``, doc, `- right: ${right}\n- sent: ${payloadOf(schema)}\n- answered: ${type}`]
    .filter(Boolean)
    .join('\n\n')
}

const facts = (sources: Map<string, Source>, map: string): string[] =>
  [...sources]
    .filter(([name]) => name.startsWith(`${map}.`))
    .map(([name, { doc, type }]) => `- \`${name.slice(map.length + 1)}\`: \`${type}\`${doc && `. ${doc}`}`)

const events = (map: Record<string, Request>, sources: Map<string, Source>, name: string): string[] =>
  Object.entries(map).map(([event, request]) => entry(event, request, sources.get(`${name}.${event}`)!))

function httpEntries(): string[] {
  const sources = new Map([...sourcesOf('http.ts')].map(([name, source]) => [name.replace(/^\w+\./, ''), source]))
  const documents: string[] = []
  const entries = Object.entries(routes).flatMap(([method, paths]) =>
    Object.entries<Request | Right>(paths).flatMap(([path, declared]) => {
      if (typeof declared !== 'string') return [entry(`${method} ${path}`, declared, sources.get(path)!)]
      documents.push(`- \`${method} ${path}\`: ${declared}`)
      return []
    }),
  )
  return [...entries, '### What browsers show or run, and machines ask', documents.join('\n')]
}

/** Where each type that an entry names is declared. */
function typesIn(text: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const names = [...readFileSync(join(folder, file), 'utf8').matchAll(/^export (?:interface|type) (\w+)/gm)]
      const used = names.map(([, name]) => name!).filter((name) => new RegExp(`\\b${name}\\b`).test(text))
      return used.length === 0 ? [] : [`- [\`${file}\`](${file}): ${used.join(', ')}`]
    })
}

/** The page, from the declarations. */
export function protocolPage(): string {
  const visitor = sourcesOf('visitor.ts')
  // What is asked of accounts, of the record and of ready replies has files of its own, and is among what agents say.
  const apart = [
    'account.ts',
    'audit.ts',
    'retention.ts',
    'claim.ts',
    'readyReply.ts',
    'view.ts',
    'team.ts',
    'push.ts',
    'attendance.ts',
    'draft.ts',
    'mailbox.ts',
  ]
    .flatMap((file) => [...sourcesOf(file)])
    .map(([name, source]) => [name.replace(/^\w+/, 'fromAgent'), source] as const)
  const agent = new Map([...sourcesOf('agent.ts'), ...apart])
  const said = [
    '## What visitors say on `/visitor`',
    `They connect with \`auth\` ${payloadOf(visitorHandshake)}.`,
    ...events(fromVisitor, visitor, 'fromVisitor'),
    '## What visitors are told',
    facts(visitor, 'ToVisitor').join('\n'),
    '## What agents say on `/agent`',
    `They connect with their cookie and \`auth\` ${payloadOf(agentHandshake)}.`,
    ...events(fromAgent, agent, 'fromAgent'),
    '## What agents are told',
    facts(agent, 'ToAgent').join('\n'),
    '## What is asked over HTTP',
    ...httpEntries(),
    '## Context',
    `How a visitor came to ask: \`${contextSchema}\`.`,
  ]
  return `${[
    '# The protocol',
    'Every event and route, written from the declarations in this folder by `npm run -s protocol`. Sockets are Socket.IO’s; what is asked there and over HTTP is answered `{ ok: true, … }` with what an entry names, or `{ ok: false, error, retryAfter? }`. Only what is read is answered as it is. What is sent is limited, parsed and held against the right before anything is done.',
    '## Rights',
    Object.entries(holders)
      .map(([right, who]) => `- ${right}: ${right === 'anybody' ? 'everyone' : who.join(', ') || 'whoever has it'}`)
      .join('\n'),
    ...said,
    '## Why something is refused',
    refusals.map((code) => `\`${code}\` (${statusOf(code)})`).join(', '),
    '## Where the types are',
    typesIn(said.join('\n')).join('\n'),
  ].join('\n\n')}\n`
}

/** What is to be done about the page, in a sentence. */
export const stalePage = (): string[] =>
  readFileSync(page, 'utf8') === protocolPage()
    ? []
    : ['server/protocol/README.md is not what the declarations say: npm run -s protocol writes it']

if (import.meta.main) writeFileSync(page, protocolPage())
