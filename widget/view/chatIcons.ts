// The icons that only the conversation and the console draw.

export const chatPaths = {
  send: 'M12 19V5m-6 6 6-6 6 6',
  attach: 'M8 7v9a4 4 0 0 0 8 0V6a3 3 0 0 0-6 0v9',
  more: 'M4.6 12a.4.4 0 1 0 .8 0 .4.4 0 1 0-.8 0zM11.6 12a.4.4 0 1 0 .8 0 .4.4 0 1 0-.8 0zM18.6 12a.4.4 0 1 0 .8 0 .4.4 0 1 0-.8 0z',
  check: 'm5 12 5 5 9-10',
  read: 'm2 12 5 5 8-10M11 16l1 1 9-10',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2',
} as const
export const consolePaths = {
  team: 'M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM3 19c.7-3.200 3-5 6-5s5.300 1.800 6 5M16 5.500a3.500 3.500 0 0 1 0 6.500M18 14.500c1.700.8 2.700 2.300 3 4.500',
  handOver: 'M4 8h15l-4-4M20 16H5l4 4',
  hourglass: 'M7 4h10M7 20h10M8 4c0 4 8 4 8 8s-8 4-8 8M16 4c0 4-8 4-8 8s8 4 8 8',
  moon: 'M19 14a7.500 7.500 0 0 1-9-9 7.500 7.500 0 1 0 9 9z',
  tag: 'M4 4h8l8 8-8 8-8-8zM8.500 8.500v.1',
  flag: 'M6 21V4h12l-3 4 3 4H6',
  unread: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  filter: 'M4 7h16M7 12h10M10 17h4',
  link: 'M10 14a4 4 0 0 0 6 .400l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.400l-3 3a4 4 0 0 0 6 6l1-1',
  inbox: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 2h4l1-2h5',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  book: 'M5 4h14v16H5zM9 8h6',
  bars: 'M5 20V10m7 10V4m7 16v-7',
  eye: 'M3 12c4-7 14-7 18 0-4 7-14 7-18 0zM9.500 12a2.500 2.500 0 1 0 5 0 2.500 2.500 0 1 0-5 0z',
  lock: 'M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3',
  merge: 'M6 4v4c0 4 6 4 6 8v4M18 4v4c0 4-6 4-6 8',
  split: 'M12 20v-6c0-4-6-4-6-8V4M12 14c0-4 6-4 6-8V4M3 7l3-3 3 3M15 7l3-3 3 3',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 1H4zM10 21h4',
  opinion: 'M4 5h16v11H10l-4 4v-4H4zM8.500 10.500l2.500 2.500 4.500-4.500',
  ban: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM6.5 6.5l11 11',
} as const
