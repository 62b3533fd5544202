// The owner's accent: readable in light and dark, whatever colour was chosen.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrast, themeOf } from './theme.ts'

const colourIn = (declarations: string, name: string): string =>
  new RegExp(`(?:^|;)--${name}:(#[\\da-f]{6})`).exec(declarations)![1]!

test('contrast is that of WCAG', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5)
  expect(contrast('#14674d', '#ffffff')).toBeCloseTo(6.8, 1)
})

test('a colour that reads well stays what it is', () => {
  expect(colourIn(themeOf('#14674d').light, 'accent')).toBe('#14674d')
  expect(colourIn(themeOf('#62cba4').dark, 'accent')).toBe('#62cba4')
})

test('every accent gives fills, links and bubbles that can be read', () => {
  const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(hex, fc.constantFrom('light' as const, 'dark' as const), (accent, scheme) => {
      const theme = themeOf(accent)[scheme]
      const paper = scheme === 'light' ? '#ffffff' : '#151918'
      const of = (name: string) => colourIn(theme, name)
      expect(contrast(of('accent'), paper)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(of('on-mine'), of('mine'))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(of('accent-ink'), paper)).toBeGreaterThanOrEqual(6)
      expect(contrast(of('accent-ink'), of('accent-wash'))).toBeGreaterThanOrEqual(4.5)
    }),
  )
})
