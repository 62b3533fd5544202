// What somebody may do, and at which sites.

import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Member } from '../../protocol/account.ts'
import type { Desk } from '../desk.ts'
import { words } from './words.ts'

type Given = Pick<Member, 'role' | 'sites'>

interface StandingProps extends Given {
  desk: Desk
  /** What the button says. */
  does: string
  save: (standing: Given, form: FormData) => void
  /** What else is asked, above. */
  children?: ComponentChildren
}

const roles = ['owner', 'agent', 'viewer'] as const

export function Standing({ desk, does, save, children, ...now }: StandingProps) {
  const [role, choose] = useState(now.role)
  const id = useId()
  const known = desk.agent.sites.value
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const chosen = form.getAll('site').map(String)
    // All of them are those that come later too.
    const isAll = role === 'owner' || known.length < 2 || chosen.length === 0 || chosen.length === known.length
    save({ role, sites: isAll ? null : chosen }, form)
  }
  return (
    <form class="fields" onSubmit={send}>
      {children}
      <label for={`${id}role`}>{words.role}</label>
      <select
        class="input"
        id={`${id}role`}
        value={role}
        onChange={({ currentTarget }) => choose(currentTarget.value as Given['role'])}
      >
        {roles.map((each) => (
          <option key={each} value={each}>
            {words.roles[each]}: {words.rolesWhy[each]}
          </option>
        ))}
      </select>
      {known.length > 1 && role !== 'owner' && (
        <fieldset>
          <legend>{words.sites}</legend>
          {known.map((site) => (
            <label class="choice" key={site.id}>
              <input
                type="checkbox"
                name="site"
                value={site.id}
                defaultChecked={now.sites === null || now.sites.includes(site.id)}
              />
              {site.name}
            </label>
          ))}
        </fieldset>
      )}
      <button class="primary" type="submit">
        {does}
      </button>
    </form>
  )
}
