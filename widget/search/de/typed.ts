// How German may have been typed, for who compares letters and folds no German.

/** Without what stands for the dots of an umlaut: `zurueck`, and with the y and z of the other layout. */
export function germanWays(plain: string): string[] {
  const bare = plain.replaceAll(/(?<![aeq])ue|ae|oe/g, (pair) => pair[0]!)
  return [bare, bare.replaceAll(/[yz]/g, (letter) => (letter === 'y' ? 'z' : 'y'))]
}
