// Authors: who writes on the visitor's side of a conversation, and which way it came in.

import { createHash } from 'node:crypto'
import { uploadedByMail, uploadedByReference, uploadedByVisitor, type Uploader } from '../files/uploader.ts'
import type { Addressee, LeftOut, MailStanding, Via } from '../protocol/via.ts'
import type { MailNode } from '../protocol/mailTree.ts'
import type { Visitor } from '../visitors/visitors.ts'

/** A visitor on a page of the site. */
interface OnPage {
  kind: 'visitor'
  visitor: Visitor
  /** The socket it came from, which need not be told. */
  socket: string
}

/** Somebody who holds the link of a ticket. */
interface ByReference {
  kind: 'reference'
  site: string
  reference: string
}

/** Somebody who has written a mail. Which conversation it belongs to is found before. */
export interface ByMail {
  kind: 'mail'
  site: string
  /** What tells this mail from all others, as `idOfMail` takes it. */
  mail: string
  address: string
  /** As the mail says; null: it does not. */
  name: string | null
  standing: MailStanding
  /** What of its form is shown. */
  tree?: MailNode[] | null
  /** Who else it was sent to. */
  cc?: Addressee[]
  /** What came with it and is in the original alone. */
  left?: LeftOut[]
  /** Whether it is of long ago: it calls nobody. */
  isOld?: true
}

/** Whose words are the visitor's. */
export type Author = OnPage | ByReference | (ByMail & { standing: 'proven' })
/** Whose words the team alone is shown: nobody has proved whose they are, or a program has written them. */
export type Stranger = ByMail & { standing: Exclude<MailStanding, 'proven'> }

/** @param socket the one it came from, which need not be told */
export const onPage = (visitor: Visitor, socket = ''): Author => ({ kind: 'visitor', visitor, socket })

/** The id of what a mail says: of the same mail the same one, however often it is fetched. */
export const idOfMail = (mail: string): string =>
  createHash('sha256').update(`mail ${mail}`).digest('base64url').slice(0, 32)

export const siteOf = (author: Author): string => (author.kind === 'visitor' ? author.visitor.site : author.site)

/** Whose files they may name: what a mail brings is stored under the mail, as `uploadedByMail` says. */
export function uploaderOf(author: Author | Stranger): Uploader {
  if (author.kind === 'visitor') return uploadedByVisitor(author.visitor)
  if (author.kind === 'mail') return uploadedByMail(author.site, author.mail)
  return uploadedByReference(author.site, author.reference)
}

/** How it came, if not from a page of the site. */
export function viaOf(author: Author | Stranger): Via | null {
  if (author.kind === 'visitor') return null
  if (author.kind === 'reference') return { kind: 'reference' }
  const { address, name, standing, tree, cc = [], left = [] } = author
  const more = { ...(tree && { tree }), ...(cc.length > 0 && { cc }), ...(left.length > 0 && { left }) }
  return { kind: 'mail', address, name, standing, ...more }
}

/** Up to which `seq` an author has read who adds a message: a mail says nothing of what a page has shown. */
export const readWith = ({ kind }: Author, row: { lastSeq: number; readByVisitor: number }): number =>
  kind !== 'mail' || row.readByVisitor === row.lastSeq ? row.lastSeq + 1 : row.readByVisitor
