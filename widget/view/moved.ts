// Messages that are in another conversation now: of several that went there together, one line says so.

interface Told {
  system?: { code: string; values: Record<string, string> }
}

const goneTo = (message?: Told) =>
  message?.system?.code === 'moved' ? message.system.values['conversation'] : undefined

/** Whether the message before says the same. */
export const isSaidBefore = (message: Told, before?: Told): boolean =>
  goneTo(message) !== undefined && goneTo(message) === goneTo(before)
