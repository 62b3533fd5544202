// What guests are called at the desk, who have no name: a colour and a thing, the same for the same visitor, so that
// two can be told apart.

interface Names {
  colours: readonly string[]
  things: readonly string[]
}

/** @param number the server's, of the visitor */
export function guestOf(number: number, { colours, things }: Names): string {
  const colour = colours[number % colours.length]!
  const thing = things[Math.floor(number / colours.length) % things.length]!
  return `${colour} ${thing}`
}
