// Ready replies: texts that agents keep to answer with, and what is done with them; their own or a site’s, each in a
// language of the site.

import * as z from 'zod'
import { type Step, steps } from './act.ts'
import { id, locale, named, siteId, written } from './pieces.ts'
import { done, reply, request } from './request.ts'

export interface ReadyReply {
  /** Made by the browser of whoever wrote it. */
  id: string
  /** Of the site, for everyone who answers there; else the agent's own, which nobody else is told of. */
  isShared: boolean
  locale: string
  title: string
  /** With `{{visitor}}`, `{{agent}}`, `{{site}}` and `{{reference}}`, which the console fills in. */
  text: string
  /** What is done with it when it is sent: it is a macro. */
  steps: Step[]
  /** 1, 2, 3 …: which of its versions this is. */
  revision: number
}

export const ofReadyReplies = {
  /** Those of a site: the shared ones and the agent's own, in the order in which they were made. */
  'replies:open': request('staff of the site', z.strictObject({ site: siteId }), reply<{ replies: ReadyReply[] }>()),
  /**
   * Keeps a reply under its id, in its whole. `was`: the revision that it was made of, 0 for a new one; refused
   * `changed` when there is another by now, `no-room` when there are too many.
   */
  'reply:save': request(
    'agent of the site',
    z.strictObject({
      site: siteId,
      id,
      isShared: z.boolean(),
      locale,
      title: named,
      text: written,
      steps,
      was: z.int().min(0),
    }),
    reply<{ reply: ReadyReply }>(),
  ),
  /** Done where there is none as well. */
  'reply:remove': request('agent of the site', z.strictObject({ site: siteId, id }), done),
}
export type SavedReply = z.infer<(typeof ofReadyReplies)['reply:save']['schema']>
