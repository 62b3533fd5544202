// Who the conversation is with, and what they did before they wrote.

import type { ComponentChildren } from 'preact'
import { Face } from '../../../widget/view/Face.tsx'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Page, Step } from '../../protocol/context.ts'
import { doableOf } from '../acts/list.ts'
import type { Desk } from '../desk.ts'
import { shortDayTime, timeIn, timeOf } from '../parts/times.ts'
import { words as shell } from '../shell/words.ts'
import { languageOf } from '../words.ts'
import { dueOf, snoozeOf, spanOf } from './due.ts'
import { others } from './elsewhere.ts'
import { pieces } from './mailed.ts'
import { mailTo, nameOf, planOf, wordFor } from './names.ts'
import type { Opening } from './opened.ts'
import { turnOf } from './turn.ts'
import { words } from './words.ts'

interface ContextProps {
  desk: Desk
  opened: Opening
}

export function Context({ opened, desk, hide }: ContextProps & { hide: () => void }) {
  const { context, ticket, sub, email } = opened
  const name = nameOf(opened)
  const site = desk.agent.site(opened.site)
  const category = wordFor(site?.categories, opened.topic ?? '')
  return (
    <aside class="context" aria-label={words.context} tabIndex={0} onKeyDown={({ key }) => key === 'Escape' && hide()}>
      <header>
        <Face id={opened.id} name={name} />
        <div class="who">
          <b>
            <bdi>{name}</bdi>
          </b>
          {sub !== null && <Address {...opened} email={email} isVouched />}
          {ticket && !(sub !== null && ticket.email === email) && <Address {...opened} email={ticket.email} />}
        </div>
        <button class="tool info" type="button" aria-label={shell.back} onClick={hide}>
          <Icon name="close" />
        </button>
      </header>
      {pieces.value && <pieces.value.Unreachable desk={desk} opened={opened} />}
      <dl>
        {ticket && (
          <>
            <Fact name={words.reference}>
              <b>{ticket.reference}</b>
            </Fact>
            {category && <Fact name={words.category}>{category}</Fact>}
          </>
        )}
        <Standing opened={opened} desk={desk} />
        <Promised opened={opened} desk={desk} />
        <Fact name={words.plan}>{planOf(opened, site)}</Fact>
        {sub !== null && (
          <Fact name={words.account}>
            <bdi>{sub}</bdi>
          </Fact>
        )}
        {context && <Surroundings context={context} here={opened.here} now={desk.clock.now()} />}
        {opened.locale && <Fact name={words.language}>{languageOf(opened.locale)}</Fact>}
      </dl>
      {context && context.path.length > 0 && <h2>{words.before}</h2>}
      <ol class="path">
        {context?.path.map((step) => (
          <li>
            <Icon name={step.kind === 'search' ? 'search' : 'book'} size={16} />
            <span class="who">
              {step.kind === 'search' ? `${words.searched}: ${step.query}` : `${words.read}: ${step.title}`}
              <Outcome step={step} />
            </span>
            <span class="meta">{timeOf(step.at)}</span>
          </li>
        ))}
      </ol>
      {others.value && <others.value.Others desk={desk} opened={opened} />}
    </aside>
  )
}

/** Whose turn it is, how urgent it is, and what it was tagged with. */
function Standing({ opened, desk: { agent, clock } }: ContextProps) {
  const teamName = agent.teamName(opened.team)
  return (
    <>
      <Fact name={words.turn}>
        {words.turns[turnOf(opened)]}
        {opened.snoozed && <span class="meta">{snoozeOf(opened, clock.now())}</span>}
        {words.levels[opened.priority] && <span class="meta">{words.levels[opened.priority]}</span>}
      </Fact>
      {teamName !== undefined && (
        <Fact name={words.team}>
          <bdi>{teamName}</bdi>
        </Fact>
      )}
      {opened.tags.length > 0 && (
        <Fact name={words.tags}>
          <bdi>{opened.tags.join(', ')}</bdi>
        </Fact>
      )}
    </>
  )
}

/** What was promised, by when that is, and whether it is a critical incident. */
function Promised({ opened, desk: { agent, clock, doing } }: ContextProps) {
  const { ticket, dueAt, dueWithin, target, state } = opened
  void clock.tick.value
  const due = dueOf(opened, clock.now())
  const isCritical = target === 'critical'
  const mark = () => doing.begin(doableOf(isCritical ? 'ordinary' : 'critical'), [opened])
  return (
    <>
      {dueAt !== null && (
        <Fact name={words.answerBy}>
          <span class={`due ${due!.urgency}`}>
            {due!.urgency && <Icon name="clock" size={16} />}
            {shortDayTime(dueAt, clock.now())}
          </span>
          <span class="meta">{words.promise(spanOf(dueWithin!))}</span>
        </Fact>
      )}
      {ticket?.state === 'waiting' && <Fact name={words.answerBy}>{words.paused}</Fact>}
      {ticket && state === 'open' && agent.mayAct() && (
        <Fact name={words.urgency}>
          <button class="second small" type="button" aria-pressed={isCritical} onClick={mark}>
            {words.critical}
          </button>
        </Fact>
      )}
    </>
  )
}

/** An address to write to, and whether the owner's site has said that it is theirs. */
function Address({
  email,
  ticket,
  isVouched,
}: {
  email: string | null
  ticket: Opening['ticket']
  isVouched?: boolean
}) {
  const at = email?.lastIndexOf('@')
  return (
    <span class="meta address">
      {email ? (
        <a href={mailTo(email, ticket)}>
          {email.slice(0, at)}
          <wbr />
          {email.slice(at)}
        </a>
      ) : (
        words.vouched
      )}
      {isVouched && (
        <span role="img" aria-label={words.vouched} title={words.vouched}>
          <Icon name="check" size={16} />
        </span>
      )}
    </span>
  )
}

function Surroundings({
  context,
  here,
  now,
}: {
  context: NonNullable<Opening['context']>
  here: boolean
  now: number
}) {
  const time = timeIn(context.zone, now)
  const { page, pageNow } = context
  return (
    <>
      {time && (
        <Fact name={words.theirTime}>
          {time}
          <span class="meta">{context.zone}</span>
        </Fact>
      )}
      {pageNow && <PageFact name={here ? words.pageNow : words.pageLast} {...pageNow} />}
      {pageNow?.url !== page.url && <PageFact name={pageNow ? words.pageBefore : words.page} {...page} />}
      <Fact name={words.browser}>{context.browser}</Fact>
    </>
  )
}

function PageFact({ name, title, url }: Page & { name: string }) {
  return (
    <Fact name={name}>
      {title}
      <span class="meta">{shortUrl(url)}</span>
    </Fact>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Whether it was found, whether it helped. */
function Outcome({ step }: { step: Step }) {
  if (step.kind === 'search')
    return (
      <span class={`meta ${step.confident ? '' : 'warn'}`}>
        {step.confident ? words.answers(step.results) : words.noAnswer}
      </span>
    )
  if (step.helped === null) return null
  return <span class="meta">{step.helped ? words.helped : words.notHelped}</span>
}

/** Without what every address begins with. */
const shortUrl = (url: string): string => url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
