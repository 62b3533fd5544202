// Channels: the other ways to reach a site's people, by phone and e-mail, each with hours of its own.

import * as z from 'zod'
import { alwaysOpen, channelHoursSchema, type Hours } from './schema.ts'

const hours = channelHoursSchema.optional()

const answered = z.strictObject({ hours: channelHoursSchema }).optional()

/** The `channels` of a site. */
export const channelsSchema = z.strictObject({
  /** Without `hours` it is answered in the site's. */
  phone: z
    .strictObject({
      /** As it is dialled from anywhere. */
      number: z
        .string()
        .regex(/^\+[1-9]\d{6,14}$/, 'write the number as it is dialled from abroad, like "+302100000001"'),
      /** As people read it; the number itself where it is left out. */
      shown: z.string().min(1).optional(),
      hours,
    })
    .optional(),
  /** Without `hours` one may write at any time. */
  email: z.strictObject({ address: z.email('write an address like support@example.com'), hours }).optional(),
  /** When answer times of requests, and of critical ones, count; around the clock without them. */
  ticket: answered,
  critical: answered,
})

export interface Channel {
  kind: 'phone' | 'email'
  /** What is dialled or written to. */
  to: string
  /** What people read. */
  shown: string
  hours: Hours
}

/**
 * A site's channels with their hours, the site's own block where they have none; what a channel's hours leave out is as
 * in the site's.
 */
export function channelsOf({ phone, email }: z.infer<typeof channelsSchema>, site: Hours): Channel[] {
  const channels: Channel[] = []
  if (phone)
    channels.push({
      kind: 'phone',
      to: phone.number,
      shown: phone.shown ?? phone.number,
      hours: phone.hours ? { ...site, ...phone.hours } : site,
    })
  if (!email) return channels
  const { address } = email
  channels.push({
    kind: 'email',
    to: address,
    shown: address,
    hours: email.hours ? { ...site, ...email.hours } : alwaysOpen(site.timezone),
  })
  return channels
}

/** In which hours each of a plan's answer times counts. */
export type AnswerHours = Record<'chat' | 'email' | 'ticket' | 'critical', Hours>

/** A chat is answered in the site's hours, all else around the clock where its channel has no hours. */
export function answerHoursOf(channels: z.infer<typeof channelsSchema>, site: Hours): AnswerHours {
  const always = alwaysOpen(site.timezone)
  const of = (channel: 'email' | 'ticket' | 'critical') =>
    channels[channel]?.hours ? { ...site, ...channels[channel].hours } : always
  return { chat: site, email: of('email'), ticket: of('ticket'), critical: of('critical') }
}
