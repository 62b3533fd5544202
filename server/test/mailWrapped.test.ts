// Mails that a mail program alone opens, as OpenSSL, GnuPG and Outlook have made them: what can be read is read, and of
// the rest the agent is told what it is and where; on both databases.

import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases } from './databases.ts'
import { answerTo, inboundSites, takenAs } from './mails.ts'
import { evening, form, openAt, openDesk, type Rig, startRig, until } from './rig.ts'

/** `openssl cms -encrypt`, `openssl smime -sign`, `openssl smime -sign -nodetach`, in DER. */
const openssl = {
  encrypted:
    'MIIBhAYJKoZIhvcNAQcDoIIBdTCCAXECAQIxgdyhgdkCAQOgUaFPMAkGByqGSM49AgEDQgAEI/7jQtnBNKQ/e46h0uiL5Vx8ORs3' +
    '67xQFsN2mvGP565xkbTflspcSdeWWilCaex1/H7sVIFWvvius2KEK+j99jAYBgkrgQUQhkg/AAIwCwYJYIZIAWUDBAEtMGcwZTA5' +
    'MCExHzAdBgNVBAMMFnN1cHBvcnRAb3h6aW5vLmV4YW1wbGUCFCEkCpuN3HF0JHgYCtA2TQNBLDeuBCgMcZngODkvaqIYisdwKjXE' +
    'AgLzLmCkzhS8ycSHNmZaBfi0x3V4E0xTMIGMBgkqhkiG9w0BBwEwHQYJYIZIAWUDBAEqBBAEpPB7rWrxMHScTiSUzf6NgGAjRFwD' +
    'K+d12oQGIw7OBO8QXlbvBu5yIPCKfH3LaPp98gbh2PuBkCtwdbtufta/kz3lqji66UkJDbfuHjh0coRpYuferR7BmqTL5lz0lnaK' +
    'USQE2gvbg+XUiShm7vvC9O0=',
  signature:
    'MIIDZAYJKoZIhvcNAQcCoIIDVTCCA1ECAQExDzANBglghkgBZQMEAgEFADALBgkqhkiG9w0BBwGgggGbMIIBlzCCAT2gAwIBAgIU' +
    'ISQKm43ccXQkeBgK0DZNA0EsN64wCgYIKoZIzj0EAwIwITEfMB0GA1UEAwwWc3VwcG9ydEBveHppbm8uZXhhbXBsZTAeFw0yNjEx' +
    'MzAxOTQ5NTRaFw0zNjExMjcxOTQ5NTRaMCExHzAdBgNVBAMMFnN1cHBvcnRAb3h6aW5vLmV4YW1wbGUwWTATBgcqhkjOPQIBBggq' +
    'hkjOPQMBBwNCAAQxn6CdOTjQeV05e5+mRUks1kPQ9/mUKUkxV+ME1ejxLAgZZW9ubwyf8Cm51zfJxbVQFr6m762ZXXhy+g51vySg' +
    'o1MwUTAdBgNVHQ4EFgQU0T69ADg/Mh0cR5p0zAFklR07X6QwHwYDVR0jBBgwFoAU0T69ADg/Mh0cR5p0zAFklR07X6QwDwYDVR0T' +
    'AQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA/jsbbSi5h687Kr6nJuFpEw3WlDA+NOpEXxzyfUCAwV4CIE6A+ByUIBHwBFvE' +
    'yuUOv0gIhhnPMWv4IDf7AVcPTGe6MYIBjTCCAYkCAQEwOTAhMR8wHQYDVQQDDBZzdXBwb3J0QG94emluby5leGFtcGxlAhQhJAqb' +
    'jdxxdCR4GArQNk0DQSw3rjANBglghkgBZQMEAgEFAKCB5DAYBgkqhkiG9w0BCQMxCwYJKoZIhvcNAQcBMBwGCSqGSIb3DQEJBTEP' +
    'Fw0yNjExMzAxOTQ5NTRaMC8GCSqGSIb3DQEJBDEiBCD0C9ePdqmFt8IbUZZ3XJOrj7Dtf4U4SB9SrSpKw2R53DB5BgkqhkiG9w0B' +
    'CQ8xbDBqMAsGCWCGSAFlAwQBKjALBglghkgBZQMEARYwCwYJYIZIAWUDBAECMAoGCCqGSIb3DQMHMA4GCCqGSIb3DQMCAgIAgDAN' +
    'BggqhkiG9w0DAgIBQDAHBgUrDgMCBzANBggqhkiG9w0DAgIBKDAKBggqhkjOPQQDAgRHMEUCIBHoca0cnp6yF9OsiN2jpEDxBF98' +
    'TfvKBNkh85s1upJsAiEA6ij4sKONbm3hpH1UywLM5h8yt/nBQNraySIbq9jLK6g=',
  opaque:
    'MIIDwgYJKoZIhvcNAQcCoIIDszCCA68CAQExDzANBglghkgBZQMEAgEFADBpBgkqhkiG9w0BBwGgXARaQ29udGVudC1UeXBlOiB0' +
    'ZXh0L3BsYWluOyBjaGFyc2V0PXV0Zi04DQoNCs6kzr8gzrzPhc+Dz4TOuc66z4wgzrzOv8+FIM61zq/Ovc6xzrkgzrXOtM+OLg0K' +
    'oIIBmzCCAZcwggE9oAMCAQICFCEkCpuN3HF0JHgYCtA2TQNBLDeuMAoGCCqGSM49BAMCMCExHzAdBgNVBAMMFnN1cHBvcnRAb3h6' +
    'aW5vLmV4YW1wbGUwHhcNMjYxMTMwMTk0OTU0WhcNMzYxMTI3MTk0OTU0WjAhMR8wHQYDVQQDDBZzdXBwb3J0QG94emluby5leGFt' +
    'cGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMZ+gnTk40HldOXufpkVJLNZD0Pf5lClJMVfjBNXo8SwIGWVvbm8Mn/Apudc3' +
    'ycW1UBa+pu+tmV14cvoOdb8koKNTMFEwHQYDVR0OBBYEFNE+vQA4PzIdHEeadMwBZJUdO1+kMB8GA1UdIwQYMBaAFNE+vQA4PzId' +
    'HEeadMwBZJUdO1+kMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAP47G20ouYevOyq+pybhaRMN1pQwPjTqRF8c' +
    '8n1AgMFeAiBOgPgclCAR8ARbxMrlDr9ICIYZzzFr+CA3+wFXD0xnujGCAY0wggGJAgEBMDkwITEfMB0GA1UEAwwWc3VwcG9ydEBv' +
    'eHppbm8uZXhhbXBsZQIUISQKm43ccXQkeBgK0DZNA0EsN64wDQYJYIZIAWUDBAIBBQCggeQwGAYJKoZIhvcNAQkDMQsGCSqGSIb3' +
    'DQEHATAcBgkqhkiG9w0BCQUxDxcNMjYxMTMwMTk0OTU0WjAvBgkqhkiG9w0BCQQxIgQg9AvXj3aphbfCG1GWd1yTq4+w7X+FOEgf' +
    'Uq0qSsNkedwweQYJKoZIhvcNAQkPMWwwajALBglghkgBZQMEASowCwYJYIZIAWUDBAEWMAsGCWCGSAFlAwQBAjAKBggqhkiG9w0D' +
    'BzAOBggqhkiG9w0DAgICAIAwDQYIKoZIhvcNAwICAUAwBwYFKw4DAgcwDQYIKoZIhvcNAwICASgwCgYIKoZIzj0EAwIERzBFAiBI' +
    'HU5yPxtGj3bnMNLmB1xbfZtfgQ1vl4PyQIJcZ8xcgAIhAOqHrRQTN2sVvIAK3GPbwpfUCrDUa6aq8221Bn3RdiZs',
}
/** `gpg --armor --encrypt`, `gpg --armor --detach-sign`. */
const gpg = {
  encrypted: [
    '-----BEGIN PGP MESSAGE-----',
    '',
    'hF4Drr8Uq9xJX48SAQdAQFkYtw79GgDx3cICeEYTeeLQRwmkxBa//JtAOa4AdWQw',
    'Bfs9CzS0e9vzn2uVj/SqPjMy0xo7IfDAjgieB0fZIn1lzrX7yYB4+2yJmN2lnrAl',
    '0psBCzVzfMofxbk0drqDUVe69yFMOdeevz48xwCqbFpuWdxwdARX1Dhv28sE1Hag',
    'TjgW3h934obTToKaB75grJecWBfhzgUF6Dn/ZS9ygZhCgGxBvfKzCjdJXLMTFNmG',
    '3DodmYlBDcfx6GJyxxWXbPW9T7X9Chw/DFCTbNLFrHNrElMfqgd0mvhZ+J+sO7mi',
    'V8567tSbd0gUUoZTNA==',
    '=SOA+',
    '-----END PGP MESSAGE-----',
  ].join('\r\n'),
  signature: [
    '-----BEGIN PGP SIGNATURE-----',
    '',
    'iHUEABYIAB0WIQQaS7IOUKpnxOQ2I0xmVsCLrPoqYQUCaw3TkAAKCRBmVsCLrPoq',
    'YecMAQDmdSjo1XLPzXFX3YFcMtYCDjeB0gG0CEjXRySPacsaPQEA78eGxj7ShrW3',
    'nBNDBRDcz/9tUhA0EgfZc8850O4y0A8=',
    '=PDOt',
    '-----END PGP SIGNATURE-----',
  ].join('\r\n'),
}

/** As Outlook wraps a mail (MS-OXTNEF): attributes with their checksums. */
function winmail(): Buffer {
  const attribute = (level: number, id: number, data: Buffer) => {
    const head = Buffer.alloc(9)
    head.writeUInt8(level)
    head.writeUInt32LE(id, 1)
    head.writeUInt32LE(data.length, 5)
    const sum = Buffer.alloc(2)
    sum.writeUInt16LE(data.reduce((all, byte) => (all + byte) % 65_536, 0))
    return Buffer.concat([head, data, sum])
  }
  return Buffer.concat([
    Buffer.from([0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00]),
    attribute(1, 0x00089006, Buffer.from([0, 0, 1, 0])),
    attribute(1, 0x00069007, Buffer.from([0xe5, 0x04, 0, 0, 0, 0, 0, 0])),
    attribute(1, 0x00078008, Buffer.from('IPM.Microsoft Mail.Note\0')),
    attribute(1, 0x0002800c, Buffer.from('Only Outlook reads this.\0')),
  ])
}

const lines = (base64: string) => base64.replaceAll(/.{76}/g, '$&\r\n')
const part = (head: string, body: string) => `--b\r\n${head}\r\n\r\n${body}\r\n`
const encoded = 'Content-Transfer-Encoding: base64'
const read = part('Content-Type: text/plain; charset=utf-8', 'Το μυστικό μου είναι εδώ.')

const mails: [what: string, head: string[], body: string, text: RegExp, left: [name: string, why: string]][] = [
  [
    'encrypted with S/MIME',
    ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"', encoded],
    lines(openssl.encrypted),
    /^Re: /,
    ['smime.p7m', 'smime'],
  ],
  [
    'signed around all of it with S/MIME',
    ['Content-Type: application/x-pkcs7-mime; smime-type=signed-data; name="smime.p7m"', encoded],
    lines(openssl.opaque),
    /^Re: /,
    ['smime.p7m', 'smime'],
  ],
  [
    'signed with S/MIME',
    ['Content-Type: multipart/signed; protocol="application/x-pkcs7-signature"; micalg="sha-256"; boundary=b'],
    `${read}${part(
      `Content-Type: application/x-pkcs7-signature; name="smime.p7s"\r\n${encoded}`,
      lines(openssl.signature),
    )}--b--`,
    /^Το μυστικό μου είναι εδώ\.$/,
    ['smime.p7s', 'signature'],
  ],
  [
    'encrypted with PGP',
    ['Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b'],
    `${part('Content-Type: application/pgp-encrypted', 'Version: 1')}${part(
      'Content-Type: application/octet-stream; name="encrypted.asc"',
      gpg.encrypted,
    )}--b--`,
    /^Re: /,
    ['encrypted.asc', 'pgp'],
  ],
  [
    'signed with PGP',
    ['Content-Type: multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha512; boundary=b'],
    `${read}${part('Content-Type: application/pgp-signature; name="signature.asc"', gpg.signature)}--b--`,
    /^Το μυστικό μου είναι εδώ\.$/,
    ['signature.asc', 'signature'],
  ],
  [
    'wrapped by Outlook',
    ['Content-Type: multipart/mixed; boundary=b'],
    `${read}${part(
      `Content-Type: application/octet-stream; name="winmail.dat"\r\n${encoded}`,
      lines(winmail().toString('base64')),
    )}--b--`,
    /^Το μυστικό μου είναι εδώ\.$/,
    ['winmail.dat', 'outlook'],
  ],
]

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let desk: Socket
  beforeAll(async () => {
    rig = await startRig(evening, { sites: inboundSites({ plus: true }), on: await makeOne() })
    desk = await openDesk(rig)
  })
  afterAll(() => rig.stop())
  let number = 0

  test.each(mails)(
    'a mail that is %s is the visitor’s, and what it is is said',
    async (_what, head, body, text, left) => {
      const email = `visitor${++number}@example.com`
      const asked = await rig.post('/tickets/oxzino', form(email))
      const { conversation } = asked.body as unknown as { conversation: string }
      const receipt = await until(() => rig.mailbox.to(email)[0])
      const [own] = answerTo(receipt, { text: '' }).split('\r\nMIME-Version')
      const raw = [own, 'MIME-Version: 1.0', ...head, '', body, ''].join('\r\n')
      expect(await takenAs(rig.url, raw)).toBe('answer')
      const message = (await openAt(desk, conversation)).messages.at(-1)!
      expect(message.text).toMatch(text)
      expect(message.files).toBeUndefined()
      const [name, why] = left
      expect(message.via).toMatchObject({ standing: 'proven', left: [{ name, why }] })
      const { mail } = (await desk.emitWithAck('mail:whole', { conversation, writing: message.id })) as {
        mail: { original: { url: string } }
      }
      expect(await (await fetch(rig.url + mail.original.url)).text()).toBe(raw)
    },
  )
})
