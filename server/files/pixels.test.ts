import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isDrawable } from './pixels.ts'

const u16 = (value: number) => [value >> 8, value & 255]
const le16 = (value: number) => [value & 255, value >> 8]
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)]
const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0))

/** How files of each kind begin that say they are so large. */
const begins: Record<string, (width: number, height: number) => number[]> = {
  'image/png': (width, height) => [
    0x89,
    ...text('PNG\r\n\u001a\n'),
    ...u32(13),
    ...text('IHDR'),
    ...u32(width),
    ...u32(height),
  ],
  'image/jpeg': (width, height) => [
    0xff,
    0xd8,
    0xff,
    0xe0,
    ...u16(4),
    1,
    2,
    // Filled up, as is allowed, and a segment that has in it what looks like a small frame.
    0xff,
    0xff,
    0xff,
    0xe1,
    ...u16(11),
    0xff,
    0xc0,
    0,
    17,
    8,
    0,
    1,
    0,
    1,
    0xff,
    0xc2,
    0,
    17,
    8,
    ...u16(height),
    ...u16(width),
    3,
  ],
  'image/gif': (width, height) => [
    ...text('GIF89a'),
    ...le16(1),
    ...le16(1),
    0x80,
    0,
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    0x21,
    0xf9,
    4,
    0,
    0,
    0,
    0,
    0,
    0x2c,
    ...le16(0),
    ...le16(0),
    ...le16(width),
    ...le16(height),
    0,
  ],
  'image/webp': (width, height) => [
    ...text('RIFF'),
    0,
    0,
    0,
    0,
    ...text('WEBPVP8X'),
    10,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    ...le16(width - 1),
    0,
    ...le16(height - 1),
    0,
  ],
}

test.each(Object.keys(begins))('%s: what unpacks to gigabytes is not drawn, what is cut short neither', (type) => {
  const begin = begins[type]!
  expect(isDrawable(type, Buffer.from(begin(4_000, 3_000)))).toBe(true)
  expect(isDrawable(type, Buffer.from(begin(25_000, 25_000)))).toBe(false)
  for (let length = 0; length < begin(10, 10).length - 3; length++)
    expect(isDrawable(type, Buffer.from(begin(10, 10).slice(0, length)))).toBe(false)
  expect(isDrawable(type, Buffer.alloc(4_000))).toBe(false)
})

test('a real picture is drawn, and what is none never', () => {
  expect(isDrawable('image/png', readFileSync(`${import.meta.dirname}/../../demo/screenshot.png`))).toBe(true)
  expect(isDrawable('image/svg+xml', Buffer.from('<svg/>'))).toBe(false)
})
