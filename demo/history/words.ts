// What is said around a talk, by the language of who asks: greetings, thanks, ratings; and what nobody found.

import type { Outcome } from '../../server/protocol/rating.ts'
import type { Step } from '../../server/protocol/act.ts'

export const words = {
  el: {
    morning: 'Καλημέρα',
    evening: 'Καλησπέρα',
    toGuest: ' σας',
    thanks: [
      'Ευχαριστώ πολύ!',
      'Τέλεια, ευχαριστώ',
      'Σας ευχαριστώ για τη βοήθεια, καλή συνέχεια',
      'Ωραία, αυτό ήθελα. Ευχαριστώ!',
      'Να είστε καλά',
      'Ευχαριστούμε, λύθηκε',
      'ok ευχαριστώ',
      'Άψογοι, ευχαριστώ',
    ],
    welcome: [
      'Παρακαλώ, καλή συνέχεια.',
      'Να είστε καλά. Ό,τι χρειαστείτε, εδώ είμαστε.',
      'Χαρά μας. Καλή συνέχεια στη βάρδια.',
      'Κι εμείς ευχαριστούμε. Καλή σας μέρα.',
    ],
    hello: ['Γεια σας', 'Καλημέρα σας', 'Καλησπέρα, είναι κανείς εκεί;', 'Γεια σας, μια ερώτηση'],
    letter: [
      'Περιμένω νέα σας.',
      'Ευχαριστώ εκ των προτέρων.',
      'Με εκτίμηση,',
      'Ευχαριστώ,',
      'Μπορείτε να με βοηθήσετε;',
    ],
    regards: ['Με εκτίμηση,', 'Καλή συνέχεια,', 'Στη διάθεσή σας,'],
    handOver: [
      'Το ξεκίνησα αλλά θέλει λογιστήριο. Έχει ήδη απαντηθεί το πρώτο σκέλος.',
      'Γνωρίζεις καλύτερα τον πελάτη, το συνεχίζεις εσύ;',
      'Φεύγω σε λίγο, περιμένει απάντηση σήμερα.',
    ],
    comments: {
      yes: [
        'Πολύ γρήγορη απάντηση.',
        'Ευγενικοί και κατατοπιστικοί.',
        'Λύθηκε με τη μία, μπράβο σας',
        'Όπως πάντα άψογοι.',
        'Με έσωσε, είχα βάρδια σε μία ώρα!',
        'Απλά και καθαρά.',
      ],
      partly: ['Λύθηκε το ένα από τα δύο.', 'Καλή διάθεση, αλλά περίμενα πολύ.', 'Θα το ξέρω στο επόμενο τιμολόγιο.'],
      no: [
        'Το πρόβλημα συνεχίζεται.',
        'Μου είπαν τα ίδια με τη σελίδα βοήθειας.',
        'Περίμενα τρεις μέρες για ένα «δεν γίνεται».',
      ],
    } satisfies Record<Outcome, string[]>,
  },
  en: {
    morning: 'Good morning',
    evening: 'Good afternoon',
    toGuest: '',
    thanks: ['Thank you!', 'Great, thanks a lot', 'Perfect, that was all I needed', 'Cheers, have a good day'],
    welcome: ['You’re welcome, have a good shift.', 'Glad to help. We’re here if anything else comes up.'],
    hello: ['Hello', 'Hi there, quick question', 'Hi, is anyone around?'],
    letter: ['Looking forward to hearing from you.', 'Thanks in advance,', 'Kind regards,', 'Best,'],
    regards: ['Kind regards,', 'Best wishes,'],
    handOver: ['Παίρνεις εσύ τα αγγλικά; Έχω γεμίσει σήμερα.'],
    comments: {
      yes: ['Quick and friendly.', 'Solved in five minutes, thank you.', 'Clear answer.'],
      partly: ['One half is still open.'],
      no: ['Still waiting for the actual fix.'],
    } satisfies Record<Outcome, string[]>,
  },
}

/** What is looked for and not found, and how often. */
export const inVain: [query: string, times: number][] = [
  ['εφαρμογή για iphone', 14],
  ['πληρωμή με IRIS', 11],
  ['δόσεις', 9],
  ['τηλέφωνο λογιστηρίου', 8],
  ['βεβαίωση αποδοχών', 7],
  ['σύνδεση με Softone', 7],
  ['πρόγραμμα πιστότητας', 5],
  ['θέση εργασίας ταμίας', 5],
  ['POS που υποστηρίζονται', 4],
  ['εκτυπωτής αποδείξεων', 4],
  ['σύμβαση προς υπογραφή', 3],
  ['efarmogi android', 3],
  ['κατάσταση συστήματος', 2],
  ['τουρνουά πόκερ', 2],
]

/** What is looked for and found. */
export const found: [query: string, article: string, times: number][] = [
  ['ξέχασα τον κωδικό', 'account/forgot-password', 31],
  ['τιμολόγιο', 'payments/invoice', 27],
  ['ώρες λειτουργίας', 'general/opening-hours', 19],
  ['τρόποι πληρωμής', 'payments/payment-methods', 18],
  ['ακύρωση συνδρομής', 'payments/cancel-refund', 16],
  ['τηλέφωνο', 'general/contact', 13],
  ['αλλαγή πακέτου', 'services/change-plan', 9],
  ['2fa', 'security/enable-2fa', 8],
]

export const spam = [
  [
    'SEO Team',
    'hello@rank-first.example',
    'Dear owner, your website is NOT on the first page of Google. We can fix this in 7 days, guaranteed. Reply for a free audit.',
  ],
  [
    'Crypto Desk',
    'office@coin-gains.example',
    'Κερδίστε 3.000 € την εβδομάδα από το σπίτι χωρίς καμία εμπειρία. Απαντήστε με το τηλέφωνό σας.',
  ],
  [
    'Linda',
    'linda@cheap-loans.example',
    'Pre-approved business loan up to 500,000. No documents. Click https://cheap-loans.example/go now',
  ],
] as const

export const replies: { locale: 'el' | 'en'; title: string; text: string; steps: Step[] }[] = [
  {
    locale: 'el',
    title: 'Χαιρετισμός',
    text: 'Καλησπέρα σας {{visitor}}, είμαι από την ομάδα της {{site}}. Το κοιτάω αμέσως.',
    steps: [],
  },
  {
    locale: 'el',
    title: 'Επαναφορά κωδικού',
    text: 'Σας έστειλα νέο σύνδεσμο για τον κωδικό. Ισχύει για 30 λεπτά και μόνο ο τελευταίος λειτουργεί.',
    steps: [],
  },
  {
    locale: 'el',
    title: 'Επιστροφή χρημάτων',
    text: 'Η επιστροφή έγινε σήμερα. Θα τη δείτε στην κάρτα σας σε 3–5 εργάσιμες ημέρες.',
    steps: [{ kind: 'tag', tag: 'επιστροφή', on: true }],
  },
  {
    locale: 'el',
    title: 'Λύθηκε, κλείνω',
    text: 'Χαίρομαι που λύθηκε. Αν χρειαστείτε κάτι άλλο, απαντήστε εδώ και ανοίγει ξανά.',
    steps: [{ kind: 'close' }],
  },
  {
    locale: 'el',
    title: 'Αριθμός αιτήματος',
    text: 'Ο αριθμός του αιτήματός σας είναι {{reference}}. Με αυτόν σας βρίσκουμε αμέσως και στο τηλέφωνο.',
    steps: [],
  },
  {
    locale: 'el',
    title: 'Μένει σε εσάς',
    text: 'Περιμένω νέα σας και συνεχίζουμε από εδώ.',
    steps: [{ kind: 'snooze', until: null }],
  },
  {
    locale: 'en',
    title: 'Password reset',
    text: 'Hello {{visitor}}, I have just sent you a new link. It is good for 30 minutes and only the latest one works.',
    steps: [],
  },
  {
    locale: 'en',
    title: 'Refund',
    text: 'The refund is on its way. Your bank shows it in three to five working days.',
    steps: [],
  },
]
