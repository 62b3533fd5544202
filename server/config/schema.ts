// The schema of rotame.yaml: every key with its default and what is said of one that is written wrongly.

import * as z from 'zod'
import { planSchema, usualPlan } from '../answers/plans.ts'
import { channelsSchema } from '../hours/channels.ts'
import { hoursSchema } from '../hours/schema.ts'
import { identitySchema } from '../visitors/identity.ts'
import { inboundSchema } from './inbound.ts'
import { oidcSchema } from './oidc.ts'
import { originProblem } from './origins.ts'
import { retentionSchema } from './retention.ts'
import { builtInAccent } from './theme.ts'
import { duration, localized } from './values.ts'

const origin = z.string().check(({ value, issues }) => {
  const message = originProblem(value)
  if (message !== null) issues.push({ code: 'custom', input: value, message })
})
const locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'write a language tag like el or en-GB')
const mailbox = z
  .string()
  .regex(
    /^([^<>\r\n]+<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
    'write an address like support@example.com or "Shop <support@example.com>"',
  )

const filesWords =
  'write false, or its keys below it: maxSize (a size like 10MB), perAddress, unsent and reserve (sizes too), scanner (a command, like ["clamscan", "-"]) and scanSeconds'
const sizes = { kB: 1e3, MB: 1e6, GB: 1e9 }
/** `10MB` -> bytes. */
const fileSize = z
  .string()
  .regex(/^[1-9]\d{0,3}(kB|MB|GB)$/)
  .transform((text) => Number(text.slice(0, -2)) * sizes[text.slice(-2) as keyof typeof sizes])
export const filesSchema = z.union(
  [
    z.literal(false).transform(() => null),
    z
      .strictObject({
        /** Of one file. */
        maxSize: fileSize.default(10e6),
        /** Of all that one address uploads in a day. */
        perAddress: fileSize.default(200e6),
        /** Of all that was uploaded for a site and not sent yet. */
        unsent: fileSize.default(500e6),
        /** Of the disk, which uploads leave free. */
        reserve: fileSize.default(500e6),
        /**
         * A command that gets each file at its standard input; `{file}` among its words stands for a path. Exit code 0:
         * clean.
         */
        scanner: z.tuple([z.string()], z.string()).nullable().default(null),
        /** After which a file that the scanner has not called clean is refused. */
        scanSeconds: z.int().min(1).max(600).default(30),
      })
      .refine(
        ({ maxSize, perAddress, unsent }) => Math.min(perAddress, unsent) >= maxSize,
        'make perAddress and unsent as large as maxSize, or larger',
      ),
  ],
  filesWords,
)

/** Of Chrome and what is built on it, Firefox, Safari, and Edge. */
const pushServices = [
  'https://fcm.googleapis.com',
  'https://updates.push.services.mozilla.com',
  'https://web.push.apple.com',
  'https://*.notify.windows.com',
]

export const siteSchema = z.strictObject({
  /** Shown to visitors. */
  name: z.string().min(1),
  /** The pages that may embed the widget. */
  origins: z.array(origin).min(1),
  /** The first is the default. */
  locales: z
    .array(locale)
    .min(1)
    .refine((tags) => new Set(tags).size === tags.length, 'a locale is here twice; keep one of them'),
  /** Folder of articles, from the folder of rotame.yaml. */
  articles: z.string(),
  hours: hoursSchema,
  /** Phone and e-mail, beside the chat. */
  channels: channelsSchema.default({}),
  /** What `{{name}}` in an article stands for; one text, or one a locale. */
  variables: z.record(z.string(), localized).default({}),
  /** The owner's own site: what an article's link to `/contact` is relative to. */
  home: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  privacyUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /** What the owner says beside our own words of what is kept: paragraphs with an empty line between them. */
  privacyText: localized.nullable().default(null),
  /** A picture (svg, png, jpeg, webp or gif), from the folder of rotame.yaml. */
  logo: z.string().nullable().default(null),
  /** Seconds after which a waiting visitor is offered an answer by e-mail. */
  waitSeconds: z.int().min(5).default(90),
  /** How chats come to the team. */
  chats: z
    .strictObject({
      /** Who is called by a chat that nobody has: everyone, or each in their turn who is there and has room. */
      offer: z.enum(['all', 'turn'], 'write all, or turn').default('all'),
      /** How long one has to take what is offered in turn, before it goes to the next. */
      within: duration.default(30_000),
      /** How many chats an agent has at once who has not said how many they want; null: any number. */
      most: z.int().min(1).max(100).nullable().default(null),
      /** How long an agent may be disconnected before their chats return to the queue. */
      grace: duration.default(600_000),
    })
    .prefault({}),
  /** Categories of the problem form. */
  categories: z.record(z.string(), localized).default({}),
  /** Ids of the articles asked most. */
  most: z.array(z.string()).default([]),
  /** By the path of a page, ids of the articles that are suggested on it: `{ /pricing: [payments/invoice] }`. */
  suggestions: z
    .record(
      z.string().regex(/^\/[^\s*?#]*\*?$/, 'write a path like /pricing, or /docs/* for all below it'),
      z.array(z.string()).min(1, 'name an article, or leave the page out'),
    )
    .default({}),
  /** Per locale, groups of words that mean the same in a search: `{ en: [[bill, invoice]] }`. */
  synonyms: z.record(locale, z.array(z.array(z.string().min(1)).min(2))).default({}),
  /** Whether words that led visitors to an article count in the search of others. */
  learn: z.boolean().default(true),
  /** Answer times; the first plan is a guest's. */
  plans: z
    .record(z.string(), planSchema)
    .refine((plans) => Object.keys(plans).length > 0, 'name at least one plan, or leave plans out')
    .default({ basic: usualPlan }),
  /** The key with which your own site signs who a visitor is; without it everyone is a guest. */
  identity: identitySchema.nullable().default(null),
  /** The team's mailbox; without it no mail leaves. */
  mail: z
    .strictObject({
      from: mailbox,
      to: mailbox,
      /** How long a chat's reply may be unread after its visitor has left, before it is mailed. */
      unread: duration.default(300_000),
      /** Below an agent's answer: `{{agent}}` and `{{site}}` stand for their names, and `variables` are as there. */
      signature: localized.default('{{agent}}, {{site}}'),
      /** Whether an answer has below it the mail that it answers. */
      quote: z.boolean().default(false),
      /**
       * Signs what leaves: a private key in PEM, from the folder of rotame.yaml, and the selector its public half is
       * found under.
       */
      dkim: z
        .strictObject({ selector: z.string().regex(/^[\w.-]+$/, 'write a selector like "rotame"'), key: z.string() })
        .nullable()
        .default(null),
      /** Where answers to it come in; without it nobody reads them here. */
      inbound: inboundSchema.nullable().default(null),
    })
    .nullable()
    .default(null),
  /** The launcher, for pages whose script tag is `widget.js?site=…`; attributes of the tag come before it. */
  launcher: z
    .strictObject({
      side: z.enum(['left', 'right']).optional(),
      /** Pixels from that side and from below. */
      distance: z
        .string()
        .regex(/^\d{1,3}( \d{1,3})?$/, 'write pixels from the side and from below, like "24 80"')
        .optional(),
      /** A word or two on it. */
      label: localized.optional(),
      /** Where it is not: paths, and `closed` for while nobody answers. */
      hide: z
        .array(z.string().regex(/^(closed|\/[^\s*]*\*?)$/, 'write closed, or a path like /embed or /checkout/*'))
        .optional(),
      theme: z.enum(['light', 'dark', 'auto', 'page']).optional(),
    })
    .default({}),
  theme: z
    .strictObject({
      accent: z
        .string()
        .regex(/^#[\da-f]{6}$/i, 'write a colour like "#14674d"')
        .default(builtInAccent),
    })
    .default({ accent: builtInAccent }),
})

export const configSchema = z.strictObject({
  /** Where visitors and agents reach the server: links in mails, cookies, Message-IDs. */
  url: z
    .string()
    .refine((text) => {
      const parsed = URL.parse(text)
      return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.href === `${parsed.origin}/`
    }, 'write an address like "https://chat.example.com", without a path')
    .optional(),
  /** Browsers that came by TLS come by nothing else, for a year: at this host, or at every one below it as well. */
  hsts: z
    .strictObject({ includeSubDomains: z.boolean('write true, where every host below that of url has TLS') })
    .default({ includeSubDomains: false }),
  /** Where whoever finds a hole in this server writes: it is said at /.well-known/security.txt. */
  securityContact: z
    .string()
    .regex(
      /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/,
      'write mailto:security@example.com, or an address like https://example.com/security',
    )
    .nullable()
    .default(null),
  /** How many proxies of yours stand before the server. */
  proxies: z.int().min(0).default(0),
  /** What visitors and agents may attach; false: nothing. */
  files: filesSchema.prefault({}),
  /** How long what people leave is kept. */
  retention: retentionSchema,
  /** How the team signs in. */
  staff: z
    .strictObject({
      /** Whether everyone must have a second factor besides the password, or each may choose. */
      secondFactor: z.enum(['required', 'optional'], 'write required, or optional').default('required'),
      /** Who else says who they are; null: nobody. */
      oidc: oidcSchema.nullable().default(null),
    })
    .prefault({}),
  /** How agents are called on their devices while their console is closed; false: they are not. */
  push: z
    .union(
      [
        z.literal(false).transform(() => null),
        z.strictObject({
          /** Whether an agent may have a call say who wrote and what. */
          text: z.boolean().default(true),
          /** The push services that calls may go to, each a browser's. */
          services: z.array(origin).min(1).default(pushServices),
        }),
      ],
      'write false, or its keys below it: text (true or false) and services (origins of push services)',
    )
    .prefault({}),
  sites: z
    .record(z.string().regex(/^[a-z\d-]+$/, 'a site is named by lower-case letters, digits and dashes'), siteSchema)
    .refine((sites) => Object.keys(sites).length > 0, 'name at least one site'),
})
