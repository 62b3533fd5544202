// The icons: drawn on a 24 grid in one stroke; always beside a word or in a control that has a name.

import type { chatPaths, consolePaths } from './chatIcons.ts'
import type { contactPaths } from './contactIcons.ts'
import type { filePaths } from './fileIcons.ts'
import type { menuPaths } from './menuIcons.ts'
import type { ticketPaths } from './ticketIcons.ts'
import type { topicPaths } from './topicIcons.ts'

/** Those of help and form; what is loaded later adds its own, and topics bring theirs. */
export const paths = {
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4 4',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M19 12H5m6-6-6 6 6 6',
  right: 'm9 6 6 6-6 6',
  down: 'm6 9 6 6 6-6',
  chat: 'M12 4c4.7 0 8.3 3.2 8.3 7.3s-3.6 7.3-8.3 7.3c-.9 0-1.8-.1-2.6-.4L5 20l.8-3.3c-1.3-1.3-2.1-3-2.1-5.4C3.7 7.2 7.3 4 12 4z',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  alert: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v5M12 16v.1',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7v.1',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18z',
} as const
export type IconName =
  | keyof typeof paths
  | keyof typeof chatPaths
  | keyof typeof consolePaths
  | keyof typeof contactPaths
  | keyof typeof menuPaths
  | keyof typeof filePaths
  | keyof typeof ticketPaths
  | keyof typeof topicPaths

export function Icon({ name, path, size = 20 }: { name: IconName; path?: string | undefined; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={path ?? (paths as Record<string, string>)[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.75"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
