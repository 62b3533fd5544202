// German for files.

import type { FilesStrings } from './el.ts'

export const words: FilesStrings = {
  files: 'Anhänge',
  remove: (name) => `Entfernen: ${name}`,
  uploading: (name) => `Wird hochgeladen: ${name}`,
  waiting: 'Wird hochgeladen, sobald Sie wieder online sind',
  retry: 'Erneut versuchen',
  open: (name) => `Öffnen: ${name}`,
  asFile: 'Als Datei senden',
  fileName: 'nachricht.txt',
  inFile: (name) => `(vollständig in ${name})`,
  notShown: 'wird hier nicht angezeigt, öffnet sich als Datei',
  expected: 'Was hätte geschehen sollen',
  device: 'Browser und Gerät',
  refusals: {
    'too-big': (most) => `Die Datei ist größer als ${most}. Senden Sie eine kleinere oder einen Teil davon.`,
    'too-many-files': (_most, count) => `Bis zu ${count} Dateien je Nachricht. Senden Sie sie mit der nächsten.`,
    'wrong-type': () =>
      'Solche Dateien nehmen wir nicht an. Senden Sie ein Bild, ein Video, ein PDF, ein Dokument oder Text.',
    infected: () => 'Die Sicherheitsprüfung hat etwas Gefährliches gefunden; die Datei wurde nicht gesendet.',
    unscanned: () => 'Die Sicherheitsprüfung antwortet nicht. Versuchen Sie es gleich noch einmal.',
    'no-room': () =>
      'Für weitere Dateien ist gerade kein Platz. Senden Sie die Nachricht ohne sie oder versuchen Sie es später.',
    empty: () => 'Die Datei ist leer. Wählen Sie eine andere.',
    other: () => 'Nicht hochgeladen. Versuchen Sie es erneut oder wählen Sie eine andere.',
  },
}
