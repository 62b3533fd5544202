// German of the searches.

import type { words as el } from './el.ts'

export const words: typeof el = {
  searchesKnown: 'Keine Verbindung. Das war bisher bekannt.',
  searchesLater: 'Keine Verbindung. Die Listen kommen, sobald Sie wieder online sind.',
  searchesWhy: 'Der letzten 90 Tage, ohne Personen darin: Ziffern und Adressen werden nicht aufbewahrt.',
  unanswered: 'Ohne sichere Antwort',
  unansweredNone: 'Alles, wonach gesucht wurde, hatte eine Antwort.',
  askedStill: 'Gelesen und trotzdem gefragt',
  askedStillNone: 'Niemand musste nach dem Lesen eines Artikels noch fragen.',
  query: 'Suche',
  times: 'Wie oft',
  askedPerson: 'Gefragt',
  latest: 'Zuletzt',
  language: 'Sprache',
  learned: 'Was die Suche gelernt hat',
  learnedWhy:
    'Wörter, die mindestens drei Besucher zum selben Artikel führten. Sie bringen ihn höher für alle, die sie danach eingeben.',
  learnedNone: 'Noch nichts: Dafür braucht es drei Besucher, die dasselbe Wort zum selben Artikel führte.',
  word: 'Wort und Artikel',
  visitors: 'Besucher',
  strike: 'Streichen',
  unstrike: 'Zurückholen',
}
