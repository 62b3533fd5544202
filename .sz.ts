import { build, type InlineConfig } from 'vite'
import { brotliCompressSync, constants } from 'node:zlib'
import { panel } from './vite.config.ts'
const { output } = await build({ ...panel, build: { ...panel.build, write: false } } as InlineConfig) as any
for (const c of output) if (c.type === 'chunk' && /^(conversation|panel|attachments|problem|Files|chat.el)\.js/.test(c.fileName)) console.log(c.fileName, brotliCompressSync(c.code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length)
