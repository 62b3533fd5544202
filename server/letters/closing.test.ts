// That a request is closed, and what its visitor may do then.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import { inboundSites } from '../test/mails.ts'
import { closingParts } from './closing.ts'
import { mailWords } from './words.ts'

const said = (sites: ReturnType<typeof inboundSites>) =>
  JSON.stringify(
    closingParts(
      { kind: 'closing', site: 'oxzino', locale: 'en', reference: 'K7M-4PX9', link: '/rate/x/y' },
      sites.get('oxzino')!,
      mailWords('en'),
      'https://chat.example.com',
    ),
  )

test('an answer opens the request again where mail comes in, and nothing else promises it', () => {
  expect(said(inboundSites())).toContain('the request is open again')
  const { sites } = readConfig(join(import.meta.dirname, '../../demo/site'), {})
  const site = sites.get('oxzino')!
  sites.set('oxzino', { ...site, mail: { ...site.mail!, inbound: null } })
  expect(said(sites)).not.toContain('open again')
  expect(said(sites)).toContain('our team will read it')
})
