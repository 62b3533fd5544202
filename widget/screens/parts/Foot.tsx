// The foot of a screen of help: from there one speaks to us.

import type { PanelProps } from '../../state.ts'
import { Face } from '../../view/Face.tsx'
import { Icon } from '../../view/Icon.tsx'

/** By when we answer by e-mail; or that it does not work, as long as that is so. */
export const byMail = ({ help, words, said }: Pick<PanelProps, 'help' | 'words' | 'said'>): string => {
  const { mail, answers } = help.availability.value!
  return mail === false ? words.noMail : words.byEmail(said(help.now() + answers.ticket))
}

/** Where one speaks to us: the same place on every screen. */
export function Foot({ help, words, said, ask, load, isSearching }: PanelProps & { isSearching?: boolean }) {
  const known = help.availability.value
  if (!known) return null
  const { online } = help.how.value
  const title = isSearching ? words.notFound : online ? words.talk : words.leave
  /** Whoever is about to ask finds it there. */
  const meant = () => online && load('conversation')
  const promise = online ? words.answerWithin(known.answers.chat / 60_000) : byMail({ help, words, said })
  return (
    <div class="foot talk">
      {online && (
        <span class="faces">
          {known.team.slice(0, 3).map((person) => (
            <Face {...person} />
          ))}
        </span>
      )}
      <span class="say">
        <b>{title}</b>
        <span class="meta">{promise}</span>
      </span>
      <button
        class="go"
        type="button"
        aria-label={online ? words.talk : words.leave}
        onPointerEnter={meant}
        onFocus={meant}
        onClick={() => ask(help.query.value)}
      >
        <Icon name={online ? 'chat' : 'mail'} />
      </button>
    </div>
  )
}
