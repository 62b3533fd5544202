// `rotame doctor`: looks at everything around the server that can be wrong without it knowing, and says what to change.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { secretOf } from '../config/dataFolder.ts'
import { checkAtRest } from './atRest.ts'
import { checkDomains } from './domain.ts'
import type { Finding } from './finding.ts'
import { checkIssuer } from './issuer.ts'
import { checkPages } from './page.ts'
import { checkPromised } from './promised.ts'
import { checkReach } from './reach.ts'
import { checkRound } from './round.ts'
import { checkSmtp } from './smtp.ts'
import { doctorToken } from './token.ts'

interface DoctorWishes {
  /** A page that has the widget, instead of the first ones of the origins. */
  page?: string | undefined
  /** How long a mail may be on its way, ms. */
  roundWithinMs?: number | undefined
  out: (line: string) => void
}

const signs: Record<Finding['state'], string> = { well: 'ok  ', mend: 'MEND', unknown: '?   ' }

/** @returns the exit code: 1 when something must be changed */
export async function runDoctor(config: Config, { page, roundWithinMs = 60_000, out }: DoctorWishes): Promise<number> {
  // To look is not to make: without a secret there is no server here to be asked.
  const hasSecret = config.secret !== null || (config.databaseUrl === null && existsSync(join(config.data, 'secret')))
  const token = hasSecret ? doctorToken(secretOf(config)) : null
  const asked = [
    checkAtRest(config),
    checkPromised(config),
    checkIssuer(config),
    checkSmtp(config),
    checkRound(config, token, roundWithinMs),
    checkDomains(config),
    checkReach(config, token),
    checkPages(config, page),
  ]
  const found = (await Promise.all(asked)).flat()
  for (const { state, about, message } of found) out(`${signs[state]} ${about}: ${message}`)
  const toMend = found.filter(({ state }) => state === 'mend').length
  const unsure = found.filter(({ state }) => state === 'unknown').length
  out(
    toMend === 0
      ? `Nothing to mend.${unsure > 0 ? ` ${unsure} could not be known from here.` : ''}`
      : `${toMend} to mend.`,
  )
  return toMend === 0 ? 0 : 1
}
