// The strips under a head: that there is no line, a new version, or no mail.

import type { PanelProps } from '../../state.ts'

/**
 * The offline strip, on every screen that has something to send; or that nothing goes on before the page is loaded
 * anew.
 */
export const Offline = ({ help, words, isAway }: Pick<PanelProps, 'help' | 'words'> & { isAway: boolean }) =>
  (isAway || help.isOld.value) && (
    <p class="strip" role="status">
      {help.isOld.value ? words.old : words.offline}{' '}
      {help.isOld.value && (
        <button class="link" type="button" onClick={() => location.reload()}>
          {words.reload}
        </button>
      )}
    </p>
  )

/** That an answer will not come by e-mail, on every form, before anyone types. */
export const NoMail = ({ help, words }: Pick<PanelProps, 'help' | 'words'>) =>
  help.availability.value?.mail === false ? <p class="strip">{words.noMail}</p> : null
