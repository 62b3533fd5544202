// `npm run -s sbom`: what is installed with the product, as CycloneDX, into dist/.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

interface Manifest {
  devDependencies?: object
  packages: Record<string, { dev?: true; optional?: true; devOptional?: true; devDependencies?: object }>
}

/** Reads one of npm's two files without what is only worked with. */
function withoutDev(name: string): Manifest {
  const { devDependencies: _, ...manifest } = JSON.parse(readFileSync(join(root, name), 'utf8')) as Manifest
  return manifest
}

/**
 * npm's own `--omit` leaves out what the product depends on as soon as a tool or something optional does so too: it is
 * asked in a folder that knows neither.
 */
function sbom(): string {
  const lock = withoutDev('package-lock.json')
  const packages = Object.entries(lock.packages).filter(([, each]) => !each.dev && !each.optional && !each.devOptional)
  lock.packages = Object.fromEntries(packages.map(([path, each]) => [path, { ...each, devDependencies: {} }]))
  const above = mkdtempSync(join(tmpdir(), 'rotame-sbom-'))
  // npm calls what is in a folder by its name.
  const folder = join(above, 'rotame')
  try {
    mkdirSync(folder)
    writeFileSync(join(folder, 'package.json'), JSON.stringify(withoutDev('package.json')))
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock))
    const { status, stdout, stderr } = spawnSync('npm', ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64_000_000,
    })
    if (status !== 0) throw new Error(`npm sbom: ${stderr}`)
    return stdout
  } finally {
    rmSync(above, { recursive: true })
  }
}

writeFileSync(join(root, 'dist/sbom.cdx.json'), sbom())
