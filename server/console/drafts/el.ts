// Greek of what has been begun, here and on other devices.

export const words = {
  steps: 'Με την αποστολή',
  leaveOut: (name: string) => `Χωρίς: ${name}`,
  /** Whom a step gives it to. */
  noLonger: 'δεν υπάρχει πια',
  elsewhere: 'Σε άλλη συσκευή σας είχατε γράψει:',
  take: 'Αυτό',
  leave: 'Όχι, το εδώ',
  unfilled: (names: string) => `Δεν συμπληρώθηκε: ${names}`,
  sendUnfilled: 'Αποστολή όπως είναι',
  variables: {
    visitor: 'το όνομα του επισκέπτη',
    agent: 'το όνομά σας',
    site: 'ο ιστότοπος',
    reference: 'ο αριθμός αιτήματος',
  },
}
