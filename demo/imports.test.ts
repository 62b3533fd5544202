// The rooms of the house: the real imports and the built chunks keep to them, and what does not is found.

import { expect, test } from 'vitest'
import { chunks, importsIn, importsOf, strays, trespasses } from './imports.ts'

test('every import keeps to the rooms', () => {
  const imports = importsOf()
  expect(imports.length).toBeGreaterThan(300)
  expect(trespasses(imports)).toEqual([])
})

test.each([
  ['widget/panel.tsx', "import { readConfig } from '../server/config/config.ts'"],
  ['widget/panel.tsx', "import { fromVisitor } from '../server/protocol/visitor.ts'"],
  ['widget/panel.tsx', "import * as z from 'zod'"],
  ['widget/panel.tsx', "import { io } from 'socket.io-client'"],
  ['widget/panel.tsx', "import { join } from 'node:path'"],
  ['widget/loader.ts', "import { limits } from '../server/limits.ts'"],
  ['widget/loader.ts', "const later = import('./panel.tsx')"],
  ['widget/hours.ts', "import { words } from './screens/home/el.ts'"],
  ['widget/search/search.ts', "import type { Availability } from '../../server/protocol/hours.ts'"],
  ['widget/view/Files.tsx', "import { createChat } from '../chat/chat.ts'"],
  ['server/limits.ts', "import { closes } from './protocol/answer.ts'"],
  ['server/protocol/hours.ts', "export * from '../config/config.ts'"],
  ['server/protocol/hours.ts', "import type { Visitor } from '../visitors/visitors.ts'"],
  ['server/console/inbox/outbox.ts', "import { createChat } from '../../../widget/chat/chat.ts'"],
  ['server/mail/outbox.ts', "import { readConfig } from '../config/config.ts'"],
  ['server/mail/outbox.ts', "import { openSqlite } from '../store/sqlite.ts'"],
  ['server/mail/outbox.ts', "import { settle } from '../wire/answer.ts'"],
  ['server/mail/outbox.ts', "import Sqlite from 'better-sqlite3-multiple-ciphers'"],
  ['server/mail/outbox.ts', "import { Server } from 'socket.io'"],
  ['server/mail/outbox.ts', "import { panel } from '../../widget/panel.tsx'"],
  ['server/config/config.ts', "import { Tickets } from '../tickets/tickets.ts'"],
  ['server/hours/calendar.ts', "import type { Config } from '../config/config.ts'"],
  ['server/live/live.ts', "import { Tickets } from '../tickets/tickets.ts'"],
  ['server/store/queries.ts', "import { Tickets } from '../tickets/tickets.ts'"],
  ['server/store/tables/note.ts', "import { prepare } from '../query.ts'"],
  ['server/mail/outbox.ts', "import type { openPostgres } from '../store/postgres.ts'"],
  ['server/mail/outbox.ts', "import { mail } from '../store/tables/mail.ts'"],
  ['server/wire/http.ts', "import type { Store } from '../store/store.ts'"],
  ['server/wire/http.ts', "import { Live } from '../live/live.ts'"],
  ['server/wire/http.ts', "import { start } from '../main.ts'"],
  ['server/app.ts', "import { startDemo } from '../demo/demo.ts'"],
  ['server/elsewhere/new.ts', "import { limits } from '../limits.ts'"],
])('in %s, %s is found', (from, text) => {
  expect(trespasses(importsIn(from, text))).toHaveLength(1)
})

test.each([
  ['widget/panel.tsx', "import type { Availability } from '../server/protocol/hours.ts'"],
  ['widget/panel.tsx', "import { type Chat } from './chat/chat.ts'"],
  ['server/mail/outbox.ts', "import type { Config } from '../config/config.ts'"],
  ['server/letters/page.ts', "import { h } from 'preact'"],
])('in %s, %s is right', (from, text) => {
  expect(trespasses(importsIn(from, text))).toEqual([])
})

test('two concepts that import each other are found', () => {
  const both = [
    ...importsIn('server/mail/outbox.ts', "import { a } from '../tickets/tickets.ts'"),
    ...importsIn('server/tickets/tickets.ts', "import { b } from '../mail/outbox.ts'"),
  ]
  expect(trespasses(both)).toEqual([
    'server/mail/outbox.ts → server/tickets/tickets.ts → server/mail/outbox.ts goes in a circle',
  ])
})

test('each built chunk has in it what it should, and nothing else', async () => {
  const built = await chunks()
  expect(strays(built)).toEqual([])
  expect(built['conversation.js']).toContainEqual(expect.stringContaining('socket.io-client'))
  expect(
    strays({
      ...built,
      'panel.js': [
        ...built['panel.js']!,
        'server/protocol/visitor.ts',
        'node_modules/zod/index.js',
        'node_modules/socket.io-client/x.js',
      ],
    }),
  ).toHaveLength(3)
  expect(strays({ ...built, 'widget.js': ['widget/loader.ts', 'widget/hours.ts'] })).toHaveLength(1)
})
