// What the visitor says of a conversation that is closed, after its last message.

import type { Rating } from '../../protocol/rating.ts'
import { shortTime } from '../parts/times.ts'
import { words } from './words.ts'

export const Rated = ({ rating: { outcome, comment, at }, now }: { rating: Rating; now: number }) => (
  <div class={`rated ${outcome}`} role="note" aria-label={words.rating}>
    <p>
      <b>{words.rating}</b> {words.outcomes[outcome]} · <span class="meta">{shortTime(at, now)}</span>
    </p>
    {comment && (
      <blockquote dir="auto">
        <bdi>{comment}</bdi>
      </blockquote>
    )}
  </div>
)
