// Files that are attached to messages.

import * as z from 'zod'
import { id, siteId } from './pieces.ts'

/** A file of a message, as its reader gets it. */
export interface Attachment {
  /** Its uploader's own. */
  id: string
  name: string
  /** By its content. */
  type: string
  /** Bytes. */
  size: number
  /** From the server's address; good for some minutes, and made anew whenever the message is sent. */
  url: string
}

/** `PUT /files/SITE/ID`: a file's bytes, before a message names it. Idempotent by its id, which its uploader makes. */
export const fileUpload = z.object({ site: siteId, id })
