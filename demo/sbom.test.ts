// The list of what is in the product, as the build writes it: CycloneDX, with every package that it depends on.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>

test('the build writes it, with each dependency in its version, its hash and its licence', () => {
  const { scripts, dependencies } = json('package.json') as Record<string, Record<string, string>>
  expect(scripts!['build']).toContain('npm run -s sbom')
  const { status, stderr } = spawnSync('npm', ['run', '-s', 'sbom'], { cwd: root, encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  // All of the lockfile that `npm ci --omit=dev --omit=optional` installs.
  const { packages } = json('package-lock.json') as {
    packages: Record<string, { version: string; dev?: true; optional?: true; devOptional?: true }>
  }
  const installed = Object.entries(packages).flatMap(([path, { version, dev, optional, devOptional }]) =>
    path === '' || dev || optional || devOptional ? [] : [`${path.split('node_modules/').at(-1)} ${version}`],
  )
  const { bomFormat, components } = json('dist/sbom.cdx.json') as {
    bomFormat: string
    components: { name: string; version: string; hashes?: object[]; licenses?: object[] }[]
  }
  expect(bomFormat).toBe('CycloneDX')
  for (const [name, version] of Object.entries(dependencies!)) {
    const found = components.find((each) => each.name === name && each.version === version)
    expect([name, found?.hashes?.length, found?.licenses?.length]).toEqual([name, 1, 1])
  }
  const listed = components.map(({ name, version }) => `${name} ${version}`)
  expect([...new Set(listed)].toSorted()).toEqual([...new Set(installed)].toSorted())
})
