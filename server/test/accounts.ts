// The accounts that every server of a test has.

import type { NewAgent } from '../staff/accounts.ts'
import { putDatabase } from './sqlite.ts'

export const agent: NewAgent = {
  email: 'eleni@oxzino.example',
  name: 'Ελένη Παππά',
  password: 'a-long-password',
  role: 'agent',
}
export const colleague: NewAgent = { ...agent, email: 'nikos@oxzino.example', name: 'Νίκος Αλεξίου' }
export const accounts: readonly NewAgent[] = [agent, colleague]

/** Puts a database with them into a data folder; made once for all tests, as passwords are dear to hash. */
export const putAccounts = (data: string): void => putDatabase(process.env['ROTAME_TEST_ACCOUNTS']!, data)
