// Whether a second factor is on, and making one where the owner leaves it to each.

import { useState } from 'preact/hooks'
import type { Desk } from '../desk.ts'
import { Form, type Given, PasswordField } from '../parts/Form.tsx'
import { BackupCodes } from '../secondFactor/BackupCodes.tsx'
import { Prove } from '../secondFactor/Enrol.tsx'
import { type Made, make } from '../secondFactor/state.ts'
import { words as factor } from '../secondFactor/words.ts'
import type { Account } from './state.ts'
import { words } from './words.ts'

interface SecondFactorProps {
  desk: Desk
  account: Account
  isOn: boolean
}

const ask = (address: string, request?: RequestInit) => fetch(address, request)

export function SecondFactor({ desk, account, isOn }: SecondFactorProps) {
  const [step, go] = useState<'rest' | 'password' | 'prove' | 'codes'>('rest')
  const [made, know] = useState<Made | null>(null)
  const begin = async (field: Given) => {
    const given = await make(ask, field('password'))
    if (typeof given === 'string') return factor[given]
    know(given)
    go('prove')
    return null
  }
  const prove = () => {
    // The sign-in is another one by now.
    desk.line.reconnect()
    go('codes')
  }
  const finish = () => {
    go('rest')
    void account.look()
  }
  return (
    <section aria-label={words.secondFactor}>
      <h2>{words.secondFactor}</h2>
      {step === 'rest' && <Now isOn={isOn} turnOn={() => go('password')} />}
      {step === 'password' && (
        <Form does={words.proceed} leave={{ words: words.cancel, act: () => go('rest') }} send={begin}>
          <PasswordField id="proof" label={words.passwordNow} />
        </Form>
      )}
      {step === 'prove' && made && (
        <div class="sign-in within">
          <Prove fetch={ask} made={made} done={prove} />
        </div>
      )}
      {step === 'codes' && made && (
        <div class="sign-in within">
          <BackupCodes codes={made.codes} done={finish} />
        </div>
      )}
    </section>
  )
}

const Now = ({ isOn, turnOn }: { isOn: boolean; turnOn: () => void }) => (
  <>
    <p>{isOn ? words.isOn : words.isOff}</p>
    {isOn ? (
      <p class="meta">{words.lostPhone}</p>
    ) : (
      <button class="primary" type="button" onClick={turnOn}>
        {words.turnOn}
      </button>
    )}
  </>
)
