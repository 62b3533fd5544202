// The languages of the widget: the one place that names them. The words of each are in a file of its name in every
// folder of `widget/screens/`, and those of the hours in `widget/strings/`.

/** A language, and what the launcher needs of it before anything else is loaded. */
export interface Language {
  name: string
  /** Whether a page that says so of itself is written in it. */
  written: RegExp
  /** What the names of its build's files end in. */
  ending: string
  help: string
  mark: string
}

/** The last is spoken where none is known. */
export const languages: readonly Language[] = [
  { name: 'el', written: /^\s*(el|gr)(?![a-z])/i, ending: '.el', help: 'Βοήθεια', mark: ';' },
  { name: 'en', written: /^/, ending: '', help: 'Help', mark: '?' },
]

/** What the launcher needs on a page that says so of itself. @returns the ending of its build's files, help and mark */
export function launcherIn(tag: string): readonly [ending: string, help: string, mark: string] {
  const { ending, help, mark } = languages.find(({ written }) => written.test(tag))!
  return [ending, help, mark]
}
