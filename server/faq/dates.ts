// Dates as people and programs write them, as 2026-05-28.

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const monthName = `(?<name>${months})[a-z]*\\.?`
const forms = [
  /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?:[T ]\d{1,2}:\d\d.*)?$/,
  /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/,
  // 5/6/2026 is another day in America.
  /^(?<day>1[3-9]|2\d|3[01])[-/](?<month>\d{1,2})[-/](?<year>\d{4})$/,
  /^(?<month>\d{1,2})[-/](?<day>1[3-9]|2\d|3[01])[-/](?<year>\d{4})$/,
  new RegExp(`^(?<day>\\d{1,2})(?:st|nd|rd|th)?[- ]${monthName},?[- ](?<year>\\d{4})$`, 'i'),
  new RegExp(`^${monthName} (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})$`, 'i'),
]

/** The date that a text surely means, or null. */
export function isoDate(text: string): string | null {
  const { year, month, day, name } = forms.map((form) => form.exec(text.trim())?.groups).find(Boolean) ?? {}
  if (!year || !day) return null
  const number = name ? months.split('|').indexOf(name.toLowerCase()) + 1 : Number(month)
  const date = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  const found = new Date(`${date}T00:00Z`)
  // 31 April is no day, and JavaScript makes it the first of May.
  return !Number.isNaN(found.getTime()) && found.toISOString().startsWith(date) ? date : null
}
