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

/** Each call's arguments after its name. */
export interface Calls {
  open: []
  close: []
  /** Shows or hides the launcher; hiding closes the panel. */
  show: []
  hide: []
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
