// English for the conversation's menu.

import type { MenuStrings } from './menu.el.ts'

export const menuEn: MenuStrings = {
  end: 'End conversation',
  sound: (isOn) => `Sound: ${isOn ? 'on' : 'off'}`,
}
