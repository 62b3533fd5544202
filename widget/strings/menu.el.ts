// Greek for the conversation's menu.

export const menuEl = {
  end: 'Τέλος συνομιλίας',
  sound: (isOn: boolean) => `Ήχος: ${isOn ? 'ναι' : 'όχι'}`,
}
export type MenuStrings = typeof menuEl
