// The chunk that brings the launcher back where a page has thrown its document away, or takes away what is not its own.

type Call = [name: string, ...rest: unknown[]]

let tries = 0
let since = 0

/**
 * In a row, as their names would cost the loader bytes.
 * @param by the page's call that wants us back; what the watcher says instead means nothing
 * @param calls what the page has called
 * @param begin begins anew, with the calls that hold on
 */
export function init(
  by: unknown,
  host: HTMLElement,
  button: HTMLButtonElement,
  watcher: MutationObserver,
  calls: readonly Call[],
  begin: (calls: Call[]) => void,
): void {
  const { documentElement } = document
  if (host.isConnected || calls.at(-1)?.[0] === 'destroy') return
  if (typeof by === 'string') tries = 0
  watcher.observe(document, { childList: true })
  // It is still being written.
  if (!documentElement) return
  // `document.open` has made every node deaf: all begins anew.
  if (!button.onclick) {
    const rotame = window.Rotame as { (name: string): void; on?: boolean }
    rotame('destroy')
    rotame.on = true
    // Who the visitor is, and who listens, holds on.
    return begin(calls.filter(([name]) => name === 'identify' || name === 'on'))
  }
  const now = Date.now()
  if (now > since + 1_000) tries = 0
  if (tries === 0) since = now
  // A page that takes it away each time wants it gone, until it calls.
  if (++tries > 3) return watcher.disconnect()
  watcher.observe(documentElement, { childList: true })
  documentElement.append(host)
  host.showPopover?.()
}
