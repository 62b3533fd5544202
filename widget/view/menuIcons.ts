// The icons that only the conversation's menu draws.

export const menuPaths = {
  sound: 'M4 10v4h4l5 4V6L8 10zM17 9a4 4 0 0 1 0 6',
  print: 'M7 9V4h10v5M7 17H4v-6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v6h-3M7 14h10v6H7z',
  mute: 'M4 10v4h4l5 4V6L8 10zM17 10l4 4m0-4-4 4',
} as const
