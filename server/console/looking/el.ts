// Greek of who else looks at a conversation.

export const words = { looks: (names: string) => `Βλέπει και: ${names}` }
