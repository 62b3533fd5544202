// Greek of emoji.

export const words = { found: 'Emoji' }
