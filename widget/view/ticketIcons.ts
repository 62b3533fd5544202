// The icons that only a ticket's screen draws, besides the conversation.

export const ticketPaths = {
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'm5 12 5 5 9-10',
} as const
