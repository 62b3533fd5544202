// Which of a site's locales somebody is spoken to in.

/** The visitor's own, where the site speaks it; else the site's first. */
export const localeOf = ({ locales }: { locales: readonly string[] }, asked: string): string =>
  locales.includes(asked) ? asked : locales[0]!

/** The first that a browser asks for by Accept-Language; else the site's first. */
export function localeFor(locales: readonly string[], accepted = ''): string {
  const asked = accepted.split(',').map((each) => each.trim().split(/[-;]/)[0])
  return asked.flatMap((tag) => locales.find((each) => each.split('-')[0] === tag) ?? [])[0] ?? locales[0]!
}
