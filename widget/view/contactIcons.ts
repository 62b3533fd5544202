// The icons that only the contact screen draws.

export const contactPaths = {
  phone: 'M6 4h3l2 5-2 1a11 11 0 0 0 5 5l1-2 5 2v3c0 1-1 2-2 2C11 20 4 13 4 6c0-1 1-2 2-2z',
  list: 'M5 4h14v16H5zM9 9h6M9 13h6',
  pen: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
} as const
