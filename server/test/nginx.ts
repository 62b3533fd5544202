// nginx as nginx.conf sets it up: only ports and addresses are this machine's.

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './ports.ts'

const nginx = ['nginx', '/usr/sbin/nginx'].find((program) => !spawnSync(program, ['-v']).error)
/** Why nginx cannot be run here, or null. */
export const noNginx = nginx ? null : 'there is no nginx; install nginx'

/** @param ports of the nodes; one that is not there is left out */
export async function startNginx(ports: number[]) {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-nginx-'))
  const port = await freePort()
  const example = readFileSync(join(import.meta.dirname, '../../nginx.conf'), 'utf8')
  const site = example
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replaceAll(/server node(\d):3000 .*;/g, (line, node: string) => {
      const to = ports[Number(node) - 1]
      return to === undefined ? '' : line.replace(/node\d:3000/, `127.0.0.1:${to}`)
    })
  mkdirSync(join(folder, 'temp'))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/temp/${name};`)
    .join(' ')
  const conf = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; ${process.getuid?.() === 0 ? 'user root;' : ''} events {} http { access_log off; ${temporary} ${site} }`
  writeFileSync(join(folder, 'nginx.conf'), conf)
  const child = spawn(nginx!, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], {
    stdio: 'ignore',
  })
  const url = `http://127.0.0.1:${port}`
  const isWell = () =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isWell())) {
    if (child.exitCode !== null) throw new Error(readFileSync(join(folder, 'error.log'), 'utf8'))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    url,
    async stop(): Promise<void> {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
