// Whether an agent is called now, on their own clock: by the server while their console is closed, and by the console.

/** As the protocol has it. */
interface Wished {
  tells: readonly string[]
  quiet: Quiet | null
}
/** Past midnight where it ends before it begins. */
interface Quiet {
  from: string
  until: string
  zone: string
}

/** @param at ms since the epoch */
export function isWanted({ tells, quiet }: Wished, calling: string, at: number): boolean {
  return tells.includes(calling) && (quiet === null || !isWithin(quiet, at))
}

function isWithin({ from, until, zone }: Quiet, at: number): boolean {
  const now = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
  return from <= until ? from <= now && now < until : now >= from || now < until
}
