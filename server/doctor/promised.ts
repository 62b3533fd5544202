// What an owner promises people of their data: which of it holds, where it is, and what nobody but the owner knows.

import type { Config, Site } from '../config/config.ts'
import { isLoopback } from '../mail/transport.ts'
import { helpPath, dataPath, noticePath } from '../pages/document.ts'
import { type Finding, mend, unknown, well } from './finding.ts'

type Looked = Pick<
  Config,
  'url' | 'databaseUrl' | 'redisUrl' | 'smtpUrl' | 'staff' | 'oidc' | 'push' | 'retention' | 'securityContact' | 'sites'
>

export const checkPromised = (config: Looked): Finding[] => [
  ...inTransit(config),
  team(config),
  ...[...config.sites.values()].flatMap((site) => rights(config, site)),
  retention(config),
  incidents(config),
  others(config),
  unknown(
    'yours',
    'whether the place that this runs in is certified (ISO 27001) and shielded (DDoS), who tests it independently, and what you do after a breach, is yours to say; SECURITY.md and demo/docs/asvs.md are what there is to show',
  ),
]

const hostOf = (url: string): string => URL.parse(url)?.hostname ?? url
const isHere = (url: string): boolean => isLoopback(hostOf(url).replace(/^\[|\]$/g, ''))

/** What is encrypted on its way. */
function inTransit({ url, databaseUrl, redisUrl }: Looked): Finding[] {
  const about = 'transit'
  const browsers = url.startsWith('https:')
    ? well(about, 'browsers come by TLS alone (HSTS); mail leaves and comes in by TLS')
    : isHere(url)
      ? unknown(about, `${url} is this machine alone; others come by TLS once url begins with https://`)
      : mend(about, `${url} is read by everyone on the way; put a proxy with TLS before it and begin url with https://`)
  const isVerified = databaseUrl === null || isHere(databaseUrl) || /[?&]sslmode=verify-full\b/.test(databaseUrl)
  const isSecret = redisUrl === null || isHere(redisUrl) || redisUrl.startsWith('rediss:')
  return [
    browsers,
    ...(isVerified ? [] : [mend(about, 'DATABASE_URL leads elsewhere without TLS; add ?sslmode=verify-full')]),
    ...(isSecret ? [] : [mend(about, 'REDIS_URL leads elsewhere without TLS; begin it with rediss://')]),
  ]
}

/** Who of the team comes in, by how many proofs. */
function team({ staff, oidc }: Looked): Finding {
  const about = 'team'
  if (oidc?.only) return unknown(about, `signs in at ${oidc.issuer} alone; see that it asks for a second factor there`)
  return staff.secondFactor === 'required'
    ? well(about, 'nobody comes in without a second factor; who may do what is under Team, by role and site')
    : mend(about, 'each may choose to have no second factor; take secondFactor: optional out of staff')
}

/** Where people see, take, correct, restrict, object and erase. */
function rights({ url, smtpUrl }: Looked, { id, locales, mail, privacyUrl, privacyText }: Site): Finding[] {
  const about = `rights at ${id}`
  const page = (name: string) => `${url}${helpPath(id, locales[0]!, name)}`
  return [
    mail && smtpUrl
      ? well(
          about,
          `people see, take, correct, restrict, object and erase at ${page(dataPath)}; what needs you is under People’s data in the console`,
        )
      : mend(about, 'nobody can prove an address as long as no mail is sent; set SMTP_URL, and mail of the site'),
    privacyUrl || privacyText
      ? well(about, `${page(noticePath)} says what is kept and has your words beside it`)
      : unknown(
          about,
          `${page(noticePath)} says what is kept; who you are and how your data protection officer is reached is yours to add, with privacyUrl or privacyText`,
        ),
  ]
}

/** What is kept, and how long. */
function retention({ retention: kept }: Looked): Finding {
  const forGood = Object.entries(kept).flatMap(([kind, time]) => (time === null ? [kind] : []))
  return forGood.length === 0
    ? well('retention', 'each kind goes when its time is over; see: rotame retention')
    : unknown(
        'retention',
        `kept until somebody erases it: ${forGood.join(', ')}; say how long with retention, if it is not to be`,
      )
}

/** Where a hole is told of, and what shows afterwards what was done. */
function incidents({ securityContact }: Looked): Finding {
  return securityContact
    ? well(
        'incidents',
        `holes are told to ${securityContact}, as /.well-known/security.txt says; what was done is in the record: rotame audit`,
      )
    : mend(
        'incidents',
        'nobody is told where to report a hole; say it with securityContact: mailto:security@example.com',
      )
}

/** Who gets any of it. */
function others({ smtpUrl, databaseUrl, redisUrl, oidc, push, sites }: Looked): Finding {
  const hosts = [
    smtpUrl,
    databaseUrl,
    redisUrl,
    oidc?.issuer,
    ...[...sites.values()].map(({ mail }) => mail?.inbound?.imap?.host),
  ]
  const told = [...new Set(hosts.flatMap((each) => (each && !isHere(each) ? [hostOf(each)] : [])))]
  const calls = push ? `; calls to agents who want them, encrypted, to ${push.services.map(hostOf).join(', ')}` : ''
  const given = told.length === 0 ? 'nothing of it goes to another host' : `it goes to nobody but ${told.join(', ')}`
  return well('others', `${given}${calls}`)
}
