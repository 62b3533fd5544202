// How chunks are loaded: until they are there, with their words and style sheets.

import { computed, effect } from '@preact/signals-core'
import { words as homeWords } from './screens/home/en.ts'
import { styles, themed } from './screens/style.ts'
import type { Loading, PartWords, State, Strings } from './state.ts'
import { inBoth } from './view/tokens.ts'

/** The language that this build has the words of; those of others are fetched. */
declare const LANGUAGE: string

export function createLoading<Before extends State>(state: Before): Before & Loading {
  const { life, help, options, strings } = state
  const { root } = options
  const insist: Loading['insist'] = (load, failed) =>
    life.still(load()).catch(async () => {
      failed?.()
      // What belongs to us is no more where another build has taken its place: there it comes from no more.
      await fetch(import.meta.url, { cache: 'no-store', signal: life.signal }).then(
        ({ redirected }) => (help.isOld.value ||= redirected),
        () => null,
      )
      return life.pause(3_000).then(() => insist(load, failed))
    })
  const adopt = (css: string) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }
  adopt(styles)
  /** The words of every part that is there, in the language of this build. */
  const own: PartWords = { home: homeWords }
  const speak = async (more?: PartWords) => {
    Object.assign(own, more)
    const { value: locale } = help.locale
    const words = locale.startsWith(LANGUAGE)
      ? own
      : await insist(() => import('./foreign.ts')).then(({ inLocale }) => inLocale(own, LANGUAGE, locale, insist))
    // The visitor may have chosen another meanwhile.
    if (help.locale.value === locale)
      strings.value = { ...words.home, ...words.conversation, ...words.form, own: words } as Strings
  }
  const isKnown = computed(() => !!help.availability.value)
  // Drawn before the articles are there, which may come in another locale.
  life.ends(
    effect(() => {
      if (!isKnown.value) return
      void speak()
      const colours = help.availability.peek()!.site.theme
      if (colours) adopt(inBoth(themed, colours.light, colours.dark))
    }),
  )
  return {
    ...state,
    insist,
    adopt,
    speak,
    async bring(load, failed) {
      const chunk = await insist(load, failed)
      await speak(chunk.words)
      return chunk
    },
  }
}
