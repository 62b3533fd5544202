// A real Chromium for the tests: an installed one where there is one, else the one of an npm package.

import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

const withoutFeatures = [
  // A page that a test has rewritten counts as one from the internet, which may not ask a server on this machine.
  'LocalNetworkAccessChecks',
  // The address bar that nobody sees loads pages of its own into each window: two thirds of what opening one costs.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
]

/** @param more arguments */
export async function launch(...more: string[]): Promise<Browser> {
  const found = process.env['CHROMIUM_PATH'] ?? installed.find((path) => existsSync(path))
  const args = [
    `--disable-features=${withoutFeatures.join()}`,
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
    ...more,
  ]
  if (found) return chromium.launch({ executablePath: found, args })
  // The package unpacks into TMPDIR, where another user's copy may lie; and it brings libnss3 only where it believes to
  // be in Lambda.
  process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), 'rotame-chromium-'))
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x'
  const { default: packaged } = await import('@sparticuz/chromium')
  return chromium.launch({ executablePath: await packaged.executablePath(), args: [...packaged.args, ...args] })
}
