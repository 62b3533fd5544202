// All tables, and the database as Kysely types it.

import type { Generated } from 'kysely'
import { arrival, inbox } from './arrival.ts'
import type { Column, Table } from './column.ts'
import { act } from './act.ts'
import { attendance } from './attendance.ts'
import { block } from './block.ts'
import { audit } from './audit.ts'
import { claim } from './claim.ts'
import { code } from './code.ts'
import { consent } from './consent.ts'
import { conversation } from './conversation.ts'
import { draft } from './draft.ts'
import { entry } from './entry.ts'
import { erased, erasure } from './erasure.ts'
import { blob, file, piece } from './file.ts'
import { erasureKey } from './erasureKey.ts'
import { hold } from './hold.ts'
import { invitation } from './invitation.ts'
import { mail } from './mail.ts'
import { message } from './message.ts'
import { note } from './note.ts'
import { override } from './override.ts'
import { passkey } from './passkey.ts'
import { pulse } from './pulse.ts'
import { rating } from './rating.ts'
import { readyReply } from './readyReply.ts'
import { view } from './view.ts'
import { feedback, search, struck } from './search.ts'
import { sealing } from './sealing.ts'
import { signature } from './signature.ts'
import { site } from './site.ts'
import { account, session, twoFactor, user, verification } from './staff.ts'
import { subscription, wish } from './subscription.ts'
import { team } from './team.ts'
import { ticket } from './ticket.ts'
import { visitor } from './visitor.ts'

export const tables = {
  site,
  visitor,
  conversation,
  erasure,
  erased,
  erasureKey,
  hold,
  entry,
  message,
  note,
  draft,
  act,
  block,
  rating,
  ticket,
  mail,
  arrival,
  inbox,
  consent,
  code,
  claim,
  file,
  blob,
  piece,
  override,
  readyReply,
  view,
  team,
  subscription,
  wish,
  attendance,
  signature,
  search,
  struck,
  feedback,
  pulse,
  user,
  session,
  account,
  verification,
  twoFactor,
  passkey,
  invitation,
  audit,
  sealing,
} satisfies Record<string, Table>

type Tables = typeof tables
type Given<C extends Column, Value> = C['hasDefault'] extends true ? Generated<Value> : Value
type Typed<T extends Table, What extends 'value' | 'raw'> = {
  [Name in keyof T['columns']]: Given<T['columns'][Name], Exclude<T['columns'][Name][What], undefined>>
}

/** As our statements give and take it: JSON is the value that it holds. */
export type Database = { [Name in keyof Tables]: Typed<Tables[Name], 'value'> }

/** As the database itself has it: JSON is text. */
export type RawDatabase = { [Name in keyof Tables]: Typed<Tables[Name], 'raw'> }
