// The teams of the sites, for an owner: what each is called, and who is in it.

import { useId, useState } from 'preact/hooks'
import { randomId } from '../../../widget/memory.ts'
import type { Member } from '../../protocol/account.ts'
import type { Team } from '../../protocol/team.ts'
import type { Desk } from '../desk.ts'
import type { People } from './state.ts'
import { words } from './words.ts'

interface TeamsProps {
  desk: Desk
  people: People
  known: readonly Member[]
}

export function Teams({ desk, people, known }: TeamsProps) {
  const teams = desk.agent.teams.value
  const sites = desk.agent.sites.value
  const [edited, edit] = useState<Team | null>(null)
  const close = () => edit(null)
  const siteName = (id: string) => (sites.length > 1 ? (desk.agent.site(id)?.name ?? id) : null)
  const namesIn = ({ members }: Team) => known.filter(({ id }) => members.includes(id)).map(({ name }) => name)
  return (
    <section>
      <h2>{words.teams}</h2>
      <p class="meta">{words.teamsWhy}</p>
      {teams.length > 0 && (
        <ul class="entries">
          {teams.map((team) => (
            <li key={team.id}>
              <span class="who">
                <b>
                  <bdi>{team.name}</bdi>
                </b>
                <span class="meta">
                  {[siteName(team.site), namesIn(team).join(', ') || words.nobodyIn].filter(Boolean).join(' · ')}
                </span>
              </span>
              <button
                class="second small"
                type="button"
                aria-expanded={edited?.id === team.id}
                aria-label={`${words.change}: ${team.name}`}
                onClick={() => edit(edited?.id === team.id ? null : team)}
              >
                {words.change}
              </button>
              {edited?.id === team.id && <Edit {...{ desk, people, known, team, close }} />}
            </li>
          ))}
        </ul>
      )}
      {edited && !teams.some(({ id }) => id === edited.id) ? (
        <Edit {...{ desk, people, known, close }} team={edited} isNew />
      ) : (
        <button
          class="second small"
          type="button"
          onClick={() => edit({ id: randomId(), site: sites[0]!.id, name: '', members: [] })}
        >
          {words.addTeam}
        </button>
      )}
    </section>
  )
}

interface EditProps extends TeamsProps {
  team: Team
  isNew?: boolean
  close: () => void
}

function Edit({ desk, people, known, team, isNew, close }: EditProps) {
  const [site, choose] = useState(team.site)
  const [isSure, ask] = useState(false)
  const mayBe = known.filter((each) => each.role !== 'viewer' && (each.sites?.includes(site) ?? true))
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const members = form.getAll('member').map(String)
    void people.change('team:save', { id: team.id, site, name: String(form.get('name')), members }, close)
  }
  return (
    <form class="fields changes" onSubmit={send}>
      <label for={`${team.id}name`}>{words.teamName}</label>
      <input class="input" id={`${team.id}name`} name="name" defaultValue={team.name} maxLength={80} required />
      {isNew && <Site {...{ desk, site, choose }} />}
      <fieldset>
        <legend>{words.members}</legend>
        {mayBe.map(({ id, name }) => (
          <label class="choice" key={id}>
            <input type="checkbox" name="member" value={id} defaultChecked={team.members.includes(id)} />
            <bdi>{name}</bdi>
          </label>
        ))}
      </fieldset>
      <div class="beside">
        <button class="primary" type="submit">
          {words.save}
        </button>
        <button class="quiet" type="button" onClick={close}>
          {words.cancel}
        </button>
      </div>
      {isSure && <p>{words.removeTeamSure(team.name)}</p>}
      {!isNew && (
        <button
          class="second small bad"
          type="button"
          onClick={() => (isSure ? void people.change('team:remove', { id: team.id }, close) : ask(true))}
        >
          {words.removeTeam}
        </button>
      )}
    </form>
  )
}

/** Of which site it is, where there are several. */
function Site({ desk, site, choose }: { desk: Desk; site: string; choose: (site: string) => void }) {
  const id = useId()
  const sites = desk.agent.sites.value
  if (sites.length < 2) return null
  return (
    <>
      <label for={id}>{words.site}</label>
      <select class="input" id={id} value={site} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {sites.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </>
  )
}
