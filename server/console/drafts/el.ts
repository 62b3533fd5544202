// Greek of drafts on other devices.

export const words = {
  elsewhere: 'Σε άλλη συσκευή σας είχατε γράψει:',
  take: 'Αυτό',
  leave: 'Όχι, το εδώ',
}
