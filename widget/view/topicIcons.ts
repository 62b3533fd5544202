// The icons that only topics have: each comes with the articles of a site whose topic has it.

export const topicPaths = {
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 20c1-4 4-6 8-6s7 2 8 6',
  card: 'M3 6h18v12H3zM3 10h18M7 15h3',
  layers: 'm12 3 9 5-9 5-9-5zM3 13l9 5 9-5',
  shield: 'M12 3l8 3v6c0 5-3 8-8 9-5-1-8-4-8-9V6z',
  lifebuoy:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM6 6l3 3M15 15l3 3M18 6l-3 3M9 15l-3 3',
} as const
