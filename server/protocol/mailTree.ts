// What a mail's HTML is read as: a tree of these nodes, and nothing else of it is kept.

export type MailNode =
  /** `isTight`: a line of its own, as mail programs write them, without space around it. */
  | { type: 'p'; isTight?: true; children: MailInline[] }
  | { type: 'ul' | 'ol'; items: MailNode[][] }
  | { type: 'table'; rows: MailNode[][][] }
  | { type: 'quote'; children: MailNode[] }
  | { type: 'rule' }

export type MailInline =
  | string
  | { type: 'b' | 'i'; children: MailInline[] }
  /** `real`: where it leads, when its words name another place. */
  | { type: 'a'; href: string; real?: string; children: MailInline[] }
  | { type: 'br' }
  /** A picture that came with the mail, by the id of its file. */
  | { type: 'picture'; file: string; alt: string }
  /** Where a picture of another server was, which nobody fetches. */
  | { type: 'remote'; host: string; alt: string }
