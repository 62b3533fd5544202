// Known holes in the packages that an owner installs, as the registry knows them; where nobody answers nothing is said
// against a change.

import { spawnSync } from 'node:child_process'

interface Report {
  vulnerabilities?: Record<string, { severity: string; range: string }>
  message?: string
}

/** What is to be mended, in sentences. @param root the folder of package.json */
export function advisories(root: string): string[] {
  const { stdout } = spawnSync(
    'npm',
    ['audit', '--omit=dev', '--package-lock-only', '--json', '--fetch-retries=0', '--fetch-timeout=10000'],
    { cwd: root, encoding: 'utf8' },
  )
  return foundIn(stdout, (why) => console.log(`check: advisories were not asked for: ${why}`))
}

/** @param said of `npm audit --json` @param unasked told why, where the registry gave no answer */
export function foundIn(said: string, unasked: (why: string) => void): string[] {
  const { vulnerabilities, message = 'no answer' } = JSON.parse(said || '{}') as Report
  if (!vulnerabilities) {
    unasked(message)
    return []
  }
  return Object.entries(vulnerabilities)
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity, range }]) => `${name} ${range} has a known hole (${severity}): npm audit says which`)
}
