// The page's way in: every call of `Rotame(…)` and every event, typed.

/** What a listener is told. */
export interface Events {
  /** The panel has its articles and words. */
  ready: undefined
  open: undefined
  close: undefined
  /** An agent wrote. */
  message: undefined
  /** A form has become a ticket, or a chat that nobody could answer in time has by itself; once for each. */
  ticket: { reference: string }
  /** The identity's token ends within a minute: give a fresh one. */
  expired: undefined
}

/** What a page says once: as attributes of the script tag (`data-title-badge`), or in `Rotame('boot', …)`. */
export interface Options {
  /** The site's name in rotame.yaml. */
  site: string
  /** Where the server is; a script tag has it in its address. */
  server?: string
  /** Fixes the language. */
  locale?: string
  /** Colours the launcher before anything else is loaded. */
  accent?: string
  /** There at all: the page's title may say how many messages wait. */
  titleBadge?: string
  /** What to be drawn in: `page`, unless said otherwise, goes by the `color-scheme` of the page. */
  theme?: 'light' | 'dark' | 'auto' | 'page'
  /** Where the launcher stands; unless said otherwise, where the page's lines end. */
  side?: 'left' | 'right'
  /** Pixels from that side and from below: `24`, or `24 80`. */
  distance?: string
  /** A word or two on the launcher. */
  label?: string
  /**
   * Where the launcher is not: on paths (`/embed`, `/checkout/*`), and while nobody answers (`closed`); between spaces.
   */
  hide?: string
}

/** Each call's arguments after its name. */
export interface Calls {
  /** Begins where there is no script tag to say it: in a bundle, or when a tag manager drops its attributes. */
  boot: [options: Options]
  open: []
  close: []
  /** Shows or hides the launcher; hiding closes the panel. */
  show: []
  hide: []
  /**
   * Puts the panel into an element of the page, or the first that a selector finds; out of the page, it is a launcher
   * again.
   */
  mount: [element: Element | string]
  /** Opens with a search. */
  search: [text: string]
  /** Opens an article, by its id: `account/forgot-password`. */
  article: [id: string]
  /** To a person, or to the form when nobody is there, with the text filled in. */
  ask: [text?: string]
  /** Says who the visitor is, in a token (JWT) that the page's own server has signed. */
  identify: [token: string]
  /** Clears what this browser knows of the visitor, in every tab: when they sign out, for shared computers. */
  forget: []
  /** Changes the language. */
  locale: [tag: string]
  on: { [Event in keyof Events]: [event: Event, listener: (detail: Events[Event]) => void] }[keyof Events]
  /** Takes everything away; the script may be added again. */
  destroy: []
}

export type Rotame = <Name extends keyof Calls>(name: Name, ...rest: Calls[Name]) => void

declare global {
  interface Window {
    Rotame?: Rotame
  }
}
