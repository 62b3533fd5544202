// What draws the pages: loaded when a page is opened for the first time, with its style sheet.

import { signal } from '@preact/signals'
import type { Loaded } from './page.ts'

/** What loads a screen, whatever the screen is told. */
type Load<Props> = { Screen: () => Promise<Loaded<Props>> }
type Any = { Screen: unknown; style: string }

export class Screens {
  /** What has been loaded; null: it did not come. */
  readonly #loaded = signal<ReadonlyMap<unknown, Any | null>>(new Map())
  readonly #coming = new Map<unknown, Promise<void>>()
  readonly #adopt: (style: string) => void

  /** @param adopt takes a style sheet */
  constructor(adopt: (style: string) => void) {
    this.#adopt = adopt
  }

  /** Nothing while it is on its way; null when it did not come. */
  of<Props>({ Screen }: Load<Props>): Loaded<Props> | null | undefined {
    return this.#loaded.value.get(Screen) as Loaded<Props> | null | undefined
  }

  /** Loads a page that is not here; one that did not come is asked for again. */
  load<Props>({ Screen }: Load<Props>): Promise<void> {
    if (this.#loaded.value.get(Screen)) return Promise.resolve()
    const known = this.#coming.get(Screen)
    if (known) return known
    const coming = Screen()
      .then((loaded) => {
        this.#adopt(loaded.style)
        return loaded
      })
      // The server is away, or has another build by now.
      .catch(() => null)
      .then((loaded) => {
        this.#coming.delete(Screen)
        this.#loaded.value = new Map(this.#loaded.value).set(Screen, loaded)
      })
    this.#coming.set(Screen, coming)
    return coming
  }
}
