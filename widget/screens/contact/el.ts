// Greek for the contact screen.

export const words = {
  problem: 'Με στιγμιότυπα οθόνης ή βίντεο, αν έχετε',
  requestsWhy: 'Πώς προχωρούν όσα μας γράψατε',
  chat: 'Συνομιλία',
  phone: 'Τηλέφωνο',
  email: 'Email',
  /** What is said of a phone's hours. */
  calls: {
    open: (until: string) => `Απαντάμε ${until}`,
    opens: (when: string) => `Απαντάμε ξανά ${when}`,
    always: 'Απαντάμε όλο το 24ωρο',
    never: 'Δεν απαντάμε προς το παρόν',
  },
  /** What is said of a mailbox's. */
  mails: {
    open: (until: string) => `Διαβάζουμε ${until}`,
    opens: (when: string) => `Διαβάζουμε ξανά ${when}`,
    always: 'Γράψτε μας όποια ώρα θέλετε',
    never: 'Δεν διαβάζουμε προς το παρόν',
  },
  within: (hours: number) => `Απαντάμε σε ${hours === 1 ? 'μία ώρα' : `${hours} ώρες`} το πολύ`,
  minutes: (minutes: number) => `Απαντάμε σε ${minutes} λεπτά το πολύ`,
}
export type ContactStrings = typeof words
