// Greek of what has been begun, here and on other devices.

export const words = {
  steps: 'Με την αποστολή',
  leaveOut: (name: string) => `Χωρίς: ${name}`,
  /** Whom a step gives it to. */
  noLonger: 'δεν υπάρχει πια',
  elsewhere: 'Σε άλλη συσκευή σας είχατε γράψει:',
  take: 'Αυτό',
  leave: 'Όχι, το εδώ',
}
