// Everything an agent can do to a conversation: an entry here is in the keys, the menus, the palette and the bar.

import type { Summary } from '../../protocol/conversation.ts'
import type { Doable, Listed, Scene } from './act.ts'
import { mayMerge, maySplit } from './may.ts'
import { ownListed } from './own.ts'
import { visitorDoables } from './visitors.ts'

const isOpen = ({ state }: Summary): boolean => state === 'open'
const isChat = (of: Summary): boolean => isOpen(of) && of.target === 'chat' && of.ticket === null

const awake = { snoozed: null } as const
const closed = { state: 'closed', dueAt: null, dueWithin: null, waitingSince: null, waiting: null, ...awake } as const
const opened = ({ assignee }: Summary, { me }: Scene) =>
  ({ state: 'open', closedAt: null, isSpam: false, mergedInto: null, assignee: assignee ?? me }) as const

const givenTo = (id: string | undefined, { team, teams, me }: Scene): Partial<Summary> =>
  teams.some((each) => each.id === id)
    ? { assignee: null, team: id! }
    : { assignee: [...team, me].find((each) => each.id === id) ?? null, waiting: null }

const withTag = (of: readonly string[], tag: string) =>
  of.some((each) => each.toLowerCase() === tag.toLowerCase()) ? [...of] : [...of, tag]

/** In the order in which menus have them. */
export const list: readonly Listed[] = [
  {
    id: 'take',
    words: { el: 'Ανάληψη', de: 'Übernehmen', en: 'Take' },
    done: { el: 'Την αναλάβατε', de: 'Übernommen', en: 'Taken' },
    icon: 'user',
    key: { code: 'KeyI' },
    applies: (of) => isOpen(of) && !of.assignee,
    act: () => ({ kind: 'take' }),
    draws: (_, __, { me }) => ({ assignee: me, waiting: null }),
  },
  {
    id: 'assign',
    words: { el: 'Ανάθεση…', de: 'Zuweisen…', en: 'Assign…' },
    done: { el: 'Ανατέθηκε', de: 'Zugewiesen', en: 'Assigned' },
    icon: 'team',
    key: { code: 'KeyA' },
    applies: isOpen,
    asks: ['agents'],
    act: ([to]) => ({ kind: 'assign', to: to! }),
    draws: (_, [to], scene) => givenTo(to, scene),
  },
  {
    id: 'hand over',
    words: { el: 'Παράδοση με σημείωση…', de: 'Mit Notiz übergeben…', en: 'Hand over with a note…' },
    done: { el: 'Παραδόθηκε', de: 'Übergeben', en: 'Handed over' },
    icon: 'handOver',
    key: { code: 'KeyA', isShift: true },
    applies: isOpen,
    asks: ['agents', 'note'],
    act: ([to, text]) => ({ kind: 'assign', to: to!, note: text! }),
    draws: (_, [to], scene) => givenTo(to, scene),
  },
  {
    id: 'queue',
    words: { el: 'Πίσω στην ουρά', de: 'Zurück in die Warteschlange', en: 'Back to the queue' },
    done: { el: 'Επέστρεψε στην ουρά', de: 'Wieder in der Warteschlange', en: 'Back in the queue' },
    icon: 'inbox',
    key: { code: 'KeyI', isShift: true },
    applies: (of) => isOpen(of) && (of.assignee ?? of.team) !== null,
    act: () => ({ kind: 'assign', to: null }),
    draws: () => ({ assignee: null, team: null }),
  },
  {
    id: 'reply and close',
    words: { el: 'Απάντηση και κλείσιμο', de: 'Antworten und schließen', en: 'Reply and close' },
    icon: 'check',
    key: { code: 'Enter', isControl: true },
    applies: isOpen,
    isSingle: true,
    does: 'reply and close',
  },
  {
    id: 'close',
    words: { el: 'Κλείσιμο', de: 'Schließen', en: 'Close' },
    done: { el: 'Έκλεισε', de: 'Geschlossen', en: 'Closed' },
    icon: 'check',
    key: { code: 'KeyE' },
    applies: isOpen,
    act: () => ({ kind: 'close' }),
    draws: (_, __, { now }) => ({ ...closed, closedAt: now, isMarked: false }),
  },
  {
    id: 'reopen',
    words: { el: 'Άνοιγμα ξανά', de: 'Wieder öffnen', en: 'Reopen' },
    done: { el: 'Άνοιξε ξανά', de: 'Wieder geöffnet', en: 'Reopened' },
    icon: 'chat',
    key: { code: 'KeyE', isShift: true },
    applies: (of) => !isOpen(of) && !of.isSpam,
    act: () => ({ kind: 'reopen' }),
    draws: (of, _, scene) => opened(of, scene),
  },
  {
    id: 'merge',
    words: { el: 'Συνένωση με άλλη…', de: 'Mit einem anderen zusammenführen…', en: 'Merge with another…' },
    done: { el: 'Συνενώθηκε', de: 'Zusammengeführt', en: 'Merged' },
    icon: 'merge',
    key: { code: 'KeyG' },
    applies: (of, _, open) => of.mergedInto === null && !of.isSpam && open.some((into) => mayMerge(of, into)),
    isSingle: true,
    asks: ['others'],
    act: ([into]) => ({ kind: 'merge', into: into! }),
    draws: (of, [into], { now }) => ({ ...closed, closedAt: of.closedAt ?? now, mergedInto: into!, isMarked: false }),
  },
  {
    id: 'split',
    words: { el: 'Διαχωρισμός σε νέα συνομιλία…', de: 'Gespräch herauslösen…', en: 'Split into a new conversation…' },
    done: { el: 'Χωρίστηκε σε νέα συνομιλία', de: 'Herausgelöst', en: 'Split into a new conversation' },
    icon: 'split',
    key: { code: 'KeyG', isShift: true },
    applies: ({ isSpam, lastSeq }) => !isSpam && lastSeq > 1,
    isSingle: true,
    ofMessage: maySplit,
    asks: ['messages', 'howMuch'],
    act: ([seq, after]) => ({ kind: 'split', seq: Number(seq), isWithAfter: after === 'after' }),
    // Whoever does it has read it.
    draws: ({ lastSeq }) => ({ readByAgent: lastSeq, unread: 0 }),
  },
  {
    id: 'snooze',
    words: { el: 'Αναβολή…', de: 'Zurückstellen…', en: 'Snooze…' },
    done: { el: 'Αναβλήθηκε', de: 'Zurückgestellt', en: 'Snoozed' },
    icon: 'clock',
    key: { code: 'KeyS' },
    applies: isOpen,
    asks: ['times'],
    act: ([until]) => ({ kind: 'snooze', until: until === '' ? null : Number(until) }),
    draws: (_, [until]) => ({ snoozed: { until: until === '' ? null : Number(until) }, isMarked: false }),
  },
  {
    id: 'wake',
    words: { el: 'Τέλος αναβολής', de: 'Zurückstellen beenden', en: 'End the snooze' },
    done: { el: 'Επέστρεψε στις λίστες', de: 'Wieder in den Listen', en: 'Back in the lists' },
    icon: 'clock',
    key: { code: 'KeyS', isShift: true },
    applies: ({ snoozed }) => snoozed !== null,
    act: () => ({ kind: 'wake' }),
    draws: () => awake,
  },
  {
    id: 'tag',
    words: { el: 'Ετικέτα…', de: 'Schlagwort…', en: 'Tag…' },
    done: { el: 'Προστέθηκε η ετικέτα', de: 'Mit Schlagwort versehen', en: 'Tagged' },
    icon: 'tag',
    key: { code: 'KeyT' },
    applies: () => true,
    asks: ['tags'],
    act: ([tag], { on }) => ({ kind: 'tag', tag: tag!, on: !on.every((of) => of.tags.includes(tag!)) }),
    draws: (of, [tag], { on }) => ({
      tags: on.every((each) => each.tags.includes(tag!))
        ? of.tags.filter((each) => each !== tag)
        : withTag(of.tags, tag!),
    }),
  },
  {
    id: 'priority',
    words: { el: 'Προτεραιότητα…', de: 'Priorität…', en: 'Priority…' },
    done: { el: 'Άλλαξε η προτεραιότητα', de: 'Priorität geändert', en: 'Priority changed' },
    icon: 'flag',
    key: { code: 'KeyP' },
    applies: isOpen,
    asks: ['priorities'],
    act: ([to]) => ({ kind: 'priority', to: to as Summary['priority'] }),
    draws: (_, [to]) => ({ priority: to as Summary['priority'] }),
  },
  {
    id: 'critical',
    words: { el: 'Κρίσιμο', de: 'Kritisch', en: 'Critical' },
    done: { el: 'Είναι κρίσιμο', de: 'Als kritisch markiert', en: 'Made critical' },
    icon: 'alert',
    key: { code: 'KeyP', isShift: true },
    applies: (of) => isOpen(of) && of.target === 'ticket',
    act: () => ({ kind: 'critical', on: true }),
    draws: () => ({ target: 'critical' }),
  },
  {
    id: 'ordinary',
    words: { el: 'Όχι πια κρίσιμο', de: 'Nicht mehr kritisch', en: 'No longer critical' },
    done: { el: 'Δεν είναι πια κρίσιμο', de: 'Nicht mehr kritisch', en: 'No longer critical' },
    icon: 'alert',
    key: { code: 'KeyP', isShift: true },
    applies: (of) => isOpen(of) && of.target === 'critical',
    act: () => ({ kind: 'critical', on: false }),
    draws: () => ({ target: 'ticket' }),
  },
  {
    id: 'unread',
    words: { el: 'Σήμανση ως αδιάβαστη', de: 'Als ungelesen markieren', en: 'Mark as unread' },
    done: { el: 'Σημάνθηκε ως αδιάβαστη', de: 'Als ungelesen markiert', en: 'Marked as unread' },
    icon: 'unread',
    key: { code: 'KeyU' },
    applies: (of) => isOpen(of) && !of.isMarked,
    act: () => ({ kind: 'unread', on: true }),
    draws: () => ({ isMarked: true }),
  },
  ...ownListed,
  {
    id: 'request',
    words: { el: 'Σε αίτημα…', de: 'Zum Anliegen machen…', en: 'Make a request…' },
    done: { el: 'Έγινε αίτημα', de: 'Zum Anliegen gemacht', en: 'Made a request' },
    icon: 'mail',
    key: { code: 'KeyM' },
    applies: isChat,
    isSingle: true,
    isFinal: true,
    asks: ['address'],
    act: ([email]) => ({ kind: 'request', email: email! }),
    draws: () => ({ target: 'ticket', waiting: null }),
  },
  {
    id: 'ask for email',
    words: { el: 'Ερώτηση για το email', de: 'Nach der E-Mail-Adresse fragen', en: 'Ask for the email' },
    icon: 'mail',
    key: { code: 'KeyM', isShift: true },
    applies: (of) => isChat(of) && !of.email,
    isSingle: true,
    does: 'ask for email',
  },
  {
    id: 'spam',
    words: { el: 'Ανεπιθύμητη', de: 'Als Spam markieren', en: 'Mark as spam' },
    done: { el: 'Πήγε στις ανεπιθύμητες', de: 'Als Spam markiert', en: 'Marked as spam' },
    icon: 'shield',
    key: { code: 'KeyX', isShift: true },
    applies: ({ isSpam }) => !isSpam,
    act: () => ({ kind: 'spam', on: true }),
    draws: (of, _, { now }) => ({ ...closed, closedAt: of.closedAt ?? now, isSpam: true, isMarked: false }),
  },
  {
    id: 'not spam',
    words: { el: 'Δεν είναι ανεπιθύμητη', de: 'Kein Spam', en: 'Not spam' },
    done: { el: 'Επέστρεψε στις ανοιχτές', de: 'Kein Spam: wieder offen', en: 'Not spam: open again' },
    icon: 'shield',
    key: { code: 'KeyX', isShift: true },
    applies: ({ isSpam }) => isSpam,
    act: () => ({ kind: 'spam', on: false }),
    draws: (of, _, scene) => opened(of, scene),
  },
  ...visitorDoables,
]

/** What of it the server does. */
export const doables = list.filter((each): each is Doable => 'act' in each)

export const doableOf = (id: string): Doable => doables.find((each) => each.id === id)!
