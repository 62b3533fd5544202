// Which passwords are taken: by length and by how soon they are guessed, never by what signs are in them.

import { expect, test } from 'vitest'
import { checkPassword, passwordLength, WeakPassword } from './password.ts'

const known = ['eleni@oxzino.example', 'Ελένη Pappa']

test.each([
  '1234567890',
  'qwertyuiop',
  'password123',
  'P@ssw0rd123',
  '1q2w3e4r5t6y',
  'aaaaaaaaaaaaaaaa',
  'abcdefghijkl',
  'sunshine2024!',
])('%s is among the first that are guessed', async (password) => {
  await expect(checkPassword(password, known)).rejects.toThrow(WeakPassword)
})

test.each(['eleni@oxzino.example', 'oxzino-2026', 'Eleni-PAPPA', 'Ελένη*&12345', 'oxzino.example!'])(
  '%s is little more than the name or address',
  async (password) => {
    await expect(checkPassword(password, known)).rejects.toThrow(/little more than the name or address/)
  },
)

test.each([
  'correct horse battery',
  'σύννεφο πέντε καρέκλα',
  'mq7TzR2kPw',
  'kalimera-eleni',
  'onlysmallletterswithoutsense',
])('%s is as good as any', async (password) => {
  await checkPassword(password, known)
})

test('length has two ends, and both are said', async () => {
  const of = (length: number) => checkPassword('q7!Zw#4v'.repeat(17).slice(0, length), known)
  await expect(of(passwordLength.least - 1)).rejects.toThrow('has 9 characters; give at least 10')
  await expect(of(passwordLength.most + 1)).rejects.toThrow('has 129 characters; give at most 128')
})
