// Before the desk: signing in, and who comes by a link, whose account is made here.

import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { LinkTold } from '../../protocol/http.ts'
import { focused } from '../parts/focus.ts'
import type { Session } from '../session.ts'
import { Mark } from '../shell/Mark.tsx'
import { Returned } from './Issuer.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { SignIn } from './SignIn.tsx'
import { ask, open, saidIn, use } from './state.ts'
import { locale } from '../words.ts'
import { style } from './style.ts'
import { words } from './words.ts'

export { style }

export function Screen({ session }: { session: Session }) {
  const token = session.link.value
  const [told, know] = useState<LinkTold | string | null>(null)
  const said = token === null ? null : saidIn(token)
  const look = () => {
    know(null)
    if (token !== null && said === null) void open(session.fetch, token).then(know)
  }
  useEffect(look, [token])
  if (session.isForgotten.value) return <Forgotten session={session} />
  if (token === null) return <SignIn session={session} />
  if (said !== null)
    return (
      <main class="sign-in">
        <Returned session={session} said={said} />
      </main>
    )
  if (told === null) return null
  return (
    <main class="sign-in">
      {typeof told === 'string' && <Refused why={told} session={session} again={look} />}
      {typeof told !== 'string' && <Enter session={session} token={token} told={told} over={() => know('expired')} />}
    </main>
  )
}

/** Why there is nothing to be done with it, and what to do. */
function Refused({ why, session, again }: { why: string; session: Session; again: () => void }) {
  const isOver = why === 'expired'
  return (
    <div class="form">
      <Mark />
      {isOver && <h1>{words.over}</h1>}
      <p role="alert">{isOver ? words.overWhy : (words.failures[why] ?? words.away)}</p>
      <button class="primary" type="button" onClick={() => (isOver ? session.leaveLink() : again())}>
        {isOver ? words.toSignIn : words.again}
      </button>
    </div>
  )
}

interface EnterProps {
  session: Session
  token: string
  told: LinkTold
  over: () => void
}

function Enter({ session, token, told, over }: EnterProps) {
  const { kind } = told
  const [failure, fail] = useState<string | null>(null)
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget as HTMLFormElement)
    const typed = (field: string) => String(given.get(field) ?? '')
    const password = typed('password')
    const name = typed('name').trim()
    const email = typed('email').trim()
    const own = { ...(kind !== 'password' && { name }), ...(kind === 'owner' && { email }) }
    const said = await use(session.fetch, token, { ...own, password })
    if (typeof said !== 'string') return session.follow(said, password)
    if (said === 'expired') over()
    else fail(said)
  }
  return (
    <form onSubmit={(event) => void send(event)}>
      <Mark />
      <h1>{words.titles[kind]}</h1>
      <p>{words.whys[kind]}</p>
      {kind !== 'password' && <Name />}
      <Email known={told.email} />
      <label for="password">{words.password}</label>
      <PasswordInput rules="rules" />
      <p class="hint" id="rules">
        {words.rules}
      </p>
      <Failure why={failure} />
      <button class="primary" type="submit">
        {words.goOn}
      </button>
    </form>
  )
}

const Name = () => (
  <>
    <label for="name">{words.name}</label>
    <input
      class="input"
      id="name"
      name="name"
      autocomplete="name"
      maxLength={80}
      aria-describedby="name-why"
      required
    />
    <p class="hint" id="name-why">
      {words.nameWhy}
    </p>
  </>
)

/** The address of an account; one that is known is shown, also to what keeps passwords. */
const Email = ({ known = null }: { known?: string | null }) => (
  <>
    <label for="email">{words.email}</label>
    <input
      class="input"
      id="email"
      name="email"
      type="email"
      autocomplete="username"
      maxLength={254}
      required
      ref={known === null ? focused : null}
      {...(known !== null && { value: known, readOnly: true })}
    />
  </>
)

const Failure = ({ why }: { why: string | null }) => (
  <p class="error" role="alert">
    {why !== null && <Icon name="alert" size={16} />}
    {why !== null && (words.failures[why] ?? words.away)}
  </p>
)

/** A link to another password, for whoever has forgotten theirs. */
function Forgotten({ session }: { session: Session }) {
  const [failure, fail] = useState<string | null>(null)
  const [asked, know] = useState<string | null>(null)
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const email = String(new FormData(event.currentTarget as HTMLFormElement).get('email')).trim()
    const refused = await ask(session.fetch, email, locale)
    fail(refused)
    if (refused === null) know(email)
  }
  return (
    <main class="sign-in">
      <form onSubmit={(event) => void send(event)}>
        <Mark />
        <h1>{asked === null ? words.forgot : words.asked}</h1>
        <p role="status">{asked === null ? words.forgotWhy : words.askedWhy(asked)}</p>
        {asked === null && (
          <>
            <Email />
            <Failure why={failure} />
            <button class="primary" type="submit">
              {words.send}
            </button>
          </>
        )}
        <button class={asked === null ? 'quiet' : 'primary'} type="button" onClick={() => session.leaveLink()}>
          {words.toSignIn}
        </button>
      </form>
    </main>
  )
}
