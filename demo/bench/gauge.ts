// Loaded into a measured server before its program: tells what it has used, when asked.

export interface Used {
  /** Microseconds of CPU since the start. */
  cpu: number
  /** Bytes in memory, after what is no longer needed was collected. */
  rss: number
  /** Bytes of it that objects and buffers take. */
  heap: number
}

process.on('message', (asked: 'cpu' | 'rss') => {
  if (asked === 'rss') for (let times = 0; times < 4; times++) globalThis.gc!()
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed, external } = process.memoryUsage()
  process.send!({ cpu: user + system, rss, heap: heapUsed + external } satisfies Used)
})
// Being asked is no reason to go on.
process.channel!.unref()
