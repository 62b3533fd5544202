#!/usr/bin/env node
// The command `rotame`: what `npm run build` made of the server, which starts in half the time and half the memory; its
// sources where nothing is built.

import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const dist = process.env.ROTAME_DIST || join(import.meta.dirname, 'dist')
const built = join(dist, 'server/cli.js')
process.env.ROTAME_DIST = dist
// Compiled code is kept beside the program, where that may be written.
enableCompileCache(join(dist, 'server/compiled'))
await import(existsSync(built) ? pathToFileURL(built).href : './server/cli.ts')
