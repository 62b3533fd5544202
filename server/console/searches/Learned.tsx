// What search has learned from use: an owner sees which words lead where, and strikes out what should not.

import { useEffect } from 'preact/hooks'
import type { LearnedWord } from '../../protocol/insight.ts'
import type { Searches } from './state.ts'
import { words } from './words.ts'

interface LearnedProps {
  searches: Searches
  site: string
  locale: string
  isOnline: boolean
}

export function Learned({ searches, site, locale, isOnline }: LearnedProps) {
  useEffect(() => {
    if (isOnline) void searches.lookAtLearned(site, locale)
  }, [site, locale, isOnline])
  const learned = searches.learnedOf(site, locale)
  if (!learned) return null
  return (
    <section aria-label={words.learned}>
      <h2>{words.learned}</h2>
      <p class="meta">{learned.length === 0 ? words.learnedNone : words.learnedWhy}</p>
      {learned.length > 0 && (
        <div class="record searched">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.word}</th>
                <th scope="col">{words.visitors}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {learned.map((each) => (
                <Line
                  key={`${each.word} ${each.article}`}
                  {...each}
                  isOnline={isOnline}
                  strike={() => void searches.strike(site, locale, each)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

interface LineProps extends LearnedWord {
  isOnline: boolean
  strike: () => void
}

function Line({ spelling, title, visitors, isStruck, isOnline, strike }: LineProps) {
  const does = isStruck ? words.unstrike : words.strike
  return (
    <tr class={isStruck ? 'struck' : undefined}>
      <th scope="row">
        <bdi>{spelling}</bdi>
        <span class="meta">{title}</span>
      </th>
      <td>{visitors}</td>
      <td>
        <button
          class="second"
          type="button"
          aria-label={`${does}: ${spelling}, ${title}`}
          aria-disabled={!isOnline}
          onClick={() => isOnline && strike()}
        >
          {does}
        </button>
      </td>
    </tr>
  )
}
