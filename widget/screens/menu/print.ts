// The conversation on paper: its lines as they stand, in a frame that only the printer sees.

import { fonts, light } from '../../view/tokens.ts'

const paper = `
body{${light}margin:0;font:400 11pt/1.5 ${fonts};color:#000}
h1{font-size:14pt;margin:0 0 12pt}
.face,.icon{display:none}
.log{margin-inline:0}
.log .bubble{background:none;color:#000;border:1px solid #999;break-inside:avoid}
.line,.log .line.run{max-width:80%;padding:0;margin-inline:0}
.under{margin-inline:0;color:#333}
img,video{max-width:60mm;max-height:60mm}
`

/**
 * Prints a copy of the log.
 * @param place where the frame may stand until it is printed
 * @param title above the first line
 * @param styles how it looks on the screen
 */
export function print(log: HTMLElement, place: ParentNode, title: string, styles: string): void {
  // Some browsers do not say when they have printed.
  place.querySelector('iframe')?.remove()
  const frame = document.createElement('iframe')
  frame.className = 'hide'
  place.append(frame)
  const view = frame.contentWindow as Window & typeof globalThis
  const sheet = new view.CSSStyleSheet()
  sheet.replaceSync(styles + paper)
  view.document.adoptedStyleSheets = [sheet]
  view.document.title = title
  const heading = view.document.createElement('h1')
  heading.textContent = title
  view.document.body.append(heading, view.document.importNode(log, true))
  view.document.documentElement.lang = log.closest<HTMLElement>('[lang]')?.lang ?? ''
  view.addEventListener('afterprint', () => frame.remove())
  view.print()
}
