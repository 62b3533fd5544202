// What has been begun besides words: an article and what is done with a reply, each to be left out; what another device
// of the agent's had made of it, offered beside what stands here; and what is not filled in.

import { useEffect } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Step } from '../../protocol/act.ts'
import { agents } from '../acts/asks.ts'
import type { Desk } from '../desk.ts'
import { Card } from '../inbox/Card.tsx'
import type { Opening } from '../inbox/opened.ts'
import { iconOf, nameOf } from '../replies/steps.ts'
import { isKnown, unfilledIn } from '../replies/variables.ts'
import { locale } from '../words.ts'
import { devicesOf } from './state.ts'
import { words } from './words.ts'

export { devicesOf }

interface BegunProps {
  desk: Desk
  opened: Opening
}

/** @param parts.send sends it although something is not filled in */
export const Begun = ({ desk, opened, send }: BegunProps & { send: (isAnyway: boolean) => void }) => {
  const isNote = desk.drafts.isNote(opened)
  return (
    <>
      {!isNote && <With desk={desk} opened={opened} />}
      <Other desk={desk} opened={opened} />
      {!isNote && <Unfilled draft={desk.drafts.text(opened)} send={() => send(true)} />}
    </>
  )
}

/** Leads the keyboard back to what is written. */
const goOn = () => document.querySelector<HTMLElement>('.composer textarea')?.focus()

function With({ desk, opened }: BegunProps) {
  const { drafts } = desk
  const article = drafts.article(opened)
  const steps = drafts.steps(opened)
  const say = useSteps(desk, opened, steps)
  return (
    <>
      {article && (
        <div class="chosen-article">
          <Card article={article} />
          <LeaveOut name={article.title} act={() => drafts.setArticle(opened)} />
        </div>
      )}
      {steps.length > 0 && (
        <ul class="steps" aria-label={words.steps}>
          {steps.map((step) => (
            <li key={step.kind + JSON.stringify(step)}>
              <Icon name={iconOf(step)} size={16} />
              <bdi>{say(step)}</bdi>
              <LeaveOut
                name={say(step)}
                act={() =>
                  drafts.setSteps(
                    opened,
                    steps.filter((each) => each !== step),
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const LeaveOut = ({ name, act }: { name: string; act: () => void }) => (
  <button class="tool" type="button" aria-label={words.leaveOut(name)} onClick={() => (act(), goOn())}>
    <Icon name="close" size={16} />
  </button>
)

/** @returns what says what a step is, and that whom it gives it to is no longer there */
function useSteps({ doing, line }: Desk, opened: Opening, steps: readonly Step[]): (step: Step) => string {
  const isOnline = line.isOnline.value
  const isAssigned = steps.some(({ kind }) => kind === 'assign')
  // Who it is given to is called by name.
  useEffect(() => {
    if (isAssigned && isOnline) doing.knowTeam()
  }, [isAssigned, isOnline])
  return (step) => {
    const scene = doing.scene([opened])
    const isThere = step.kind !== 'assign' || agents.choices(scene, '').some(({ value }) => value === step.to)
    return nameOf(step, scene, locale) + (isThere || scene.team.length === 0 ? '' : `: ${words.noLonger}`)
  }
}

function Other({ desk, opened }: BegunProps) {
  const devices = desk.own(devicesOf)
  const name = desk.drafts.nameIn(opened.id, desk.drafts.isNote(opened) ? 'note' : 'reply')
  const other = devices.others.value[name]
  const say = useSteps(desk, opened, other?.steps ?? [])
  if (!other) return null
  const { text, article, steps = [] } = other
  const also = [article?.title, ...steps.map(say)].filter(Boolean)
  return (
    <div class="unfilled" role="status">
      <span>
        {words.elsewhere} <bdi>{text.length > 120 ? `${text.slice(0, 120)}…` : text}</bdi>
        {also.map((each) => (
          <>
            {' · '}
            <bdi>{each}</bdi>
          </>
        ))}
      </span>
      <button class="second small" type="button" onClick={() => devices.take(name)}>
        {words.take}
      </button>
      <button class="quiet small" type="button" onClick={() => devices.leave(name)}>
        {words.leave}
      </button>
    </div>
  )
}

/** Which variables have no value, and sending it all the same. */
function Unfilled({ draft, send }: { draft: string; send: () => void }) {
  const names = new Set(unfilledIn(draft).map(({ name }) => (isKnown(name) ? words.variables[name] : `{{${name}}}`)))
  if (names.size === 0) return null
  return (
    <div class="unfilled" role="status">
      <Icon name="alert" size={16} />
      <span>{words.unfilled([...names].join(', '))}</span>
      <button class="quiet" type="button" onClick={send}>
        {words.sendUnfilled}
      </button>
    </div>
  )
}
