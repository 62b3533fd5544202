// Rooms: the names under which sockets hear the same.

export interface VisitorAddress {
  site: string
  visitor: string
}

export const visitorRoom = ({ site, visitor }: VisitorAddress) => `visitor ${site} ${visitor}`
/**
 * Where a visitor's sockets hear what belongs to whom they prove to be: a guest's in one room, an identity's in
 * another.
 */
export const readerRoom = ({ site, visitor }: VisitorAddress, sub = '') => `reader ${site} ${visitor} ${sub}`
/** All of the visitor's sockets but those of another identity. */
export const readersOf = ({ sub, ...visitor }: VisitorAddress & { sub: string | null }): string[] =>
  sub === null ? [visitorRoom(visitor)] : [readerRoom(visitor), readerRoom(visitor, sub)]
export const isVisitorRoom = (room: string): boolean => room.startsWith('visitor ')
export const addressOf = (room: string): VisitorAddress => {
  const [, site = '', visitor = ''] = room.split(' ')
  return { site, visitor }
}
export const siteRoom = (site: string) => `site ${site}`
/** Where all of an agent's devices hear the same. */
export const agentRoom = (agent: string) => `agent ${agent}`
