// What a command says at its end, and the code that it ends with.

export function say(text: string, code: number): number {
  console.log(text)
  return code
}
