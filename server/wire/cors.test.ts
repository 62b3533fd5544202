// What a policy may name.

import { expect, test } from 'vitest'
import { connectTo } from './cors.ts'

test('sockets are named beside their origin, but for addresses that a policy has no words for', () => {
  const origins = ['https://chat.example.com', 'http://localhost:8080', 'http://[::1]:8080']
  expect(connectTo(origins)).toBe("connect-src 'self' wss://chat.example.com ws://localhost:8080")
})
