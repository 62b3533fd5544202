// How mails look in both schemes.

import { coloursOf } from '../config/theme.ts'

export const fonts = '-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Inter,Noto Sans,Helvetica Neue,Arial,sans-serif'
export const light = {
  canvas: '#f7f7f5',
  paper: '#ffffff',
  ink: '#151a18',
  quiet: '#4c5551',
  line: '#e2e6e4',
  wash: '#f4f6f5',
}
const dark = { canvas: '#0d100f', paper: '#151918', ink: '#ecf0ee', quiet: '#b4bdb8', line: '#2a312e', wash: '#1e2422' }

/**
 * Colours stand inline, for programs that drop style sheets, and once more in a sheet for those that have a dark side.
 * A program that darkens by itself finds dark ink on white, which it turns over well.
 */
export function sheet(accent: string): string {
  const { accent: fill, 'on-accent': onFill, 'accent-ink': link } = coloursOf(accent, 'dark')
  return [
    ':root{color-scheme:light dark;supported-color-schemes:light dark}',
    '@media(max-width:480px){.around{padding:0!important}.paper{border:0!important;border-radius:0!important;padding:24px 20px!important}}',
    '@media(prefers-color-scheme:dark){',
    `.canvas{background:${dark.canvas}!important}`,
    `.paper{background:${dark.paper}!important;border-color:${dark.line}!important;color:${dark.ink}!important}`,
    `.quiet{color:${dark.quiet}!important}`,
    `.wash{background:${dark.wash}!important;border-color:${fill}!important}`,
    `.line{border-color:${dark.line}!important}`,
    `.link{color:${link}!important}`,
    `.press{background:${fill}!important;color:${onFill}!important}`,
    '}',
  ].join('')
}
