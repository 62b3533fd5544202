// Greek of the mailboxes.

export const words = {
  why: 'Εδώ έρχονται όσα απαντούν οι επισκέπτες με email.',
  later: 'Θα εμφανιστούν μόλις υπάρξει σύνδεση.',
  none: 'Κανένα. Γράψτε ένα στο rotame.yaml, στο mail.inbound ενός ιστοτόπου.',
  providers: { google: 'Google', microsoft: 'Microsoft', custom: 'OAuth' },
  password: 'Ανοίγει με κωδικό, από το περιβάλλον του διακομιστή.',
  connected: (since: string) => `Συνδεδεμένο από ${since}.`,
  notConnected: 'Δεν έχει συνδεθεί ακόμη.',
  gone: {
    revoked: (since: string) => `Η συγκατάθεση έληξε ή ανακλήθηκε (${since}).`,
    unreadable: (since: string) => `Το μυστικό του διακομιστή άλλαξε, και η συγκατάθεση δεν διαβάζεται (${since}).`,
  },
  waits: 'Τα email μένουν στο γραμματοκιβώτιο και έρχονται μόλις το συνδέσετε.',
  trouble: (since: string) => `Δεν διαβάζεται από ${since}:`,
  lastMail: (at: string) => `Τελευταίο email: ${at}.`,
  noMail: 'Δεν έχει έρθει ακόμη email.',
  connect: (provider: string) => `Σύνδεση με ${provider}`,
  reconnect: 'Σύνδεση ξανά',
  disconnect: 'Αποσύνδεση',
  disconnectSure: 'Ό,τι απαντούν οι επισκέπτες με email δεν θα έρχεται εδώ, ώσπου να το συνδέσετε ξανά.',
  cancel: 'Άκυρο',
  callback: 'Διεύθυνση επιστροφής, για την εφαρμογή που δηλώσατε στον πάροχο:',
  copy: 'Αντιγραφή',
  copied: 'Αντιγράφηκε',
  came: {
    given: (user: string) => `Το ${user} συνδέθηκε.`,
    stale: () => 'Η σύνδεση δεν ολοκληρώθηκε: ξεκίνησε σε άλλη είσοδο ή πριν από πολλή ώρα. Δοκιμάστε ξανά.',
    declined: () => 'Η σύνδεση δεν ολοκληρώθηκε: ο πάροχος δεν έδωσε πρόσβαση.',
    failed: () => 'Η σύνδεση δεν ολοκληρώθηκε: ο πάροχος δεν απάντησε σωστά. Δοκιμάστε ξανά σε λίγο.',
  },
  failed: 'Δεν έγινε. Δοκιμάστε ξανά.',
}
