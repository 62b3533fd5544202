// The icons that only files have.

export const filePaths = {
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9v.1',
  film: 'M3 6h12v12H3zM15 11l6-4v10l-6-4',
} as const
