// What is done with a ready reply when it is sent.

import { useId, useState } from 'preact/hooks'
import type { Step } from '../../protocol/act.ts'
import { agents, priorities } from '../acts/asks.ts'
import type { Desk } from '../desk.ts'
import { locale } from '../words.ts'
import type { Writing } from './state.ts'
import { type Followed, followedOf, stepsOf } from './steps.ts'
import { words } from './words.ts'

interface FollowingProps {
  desk: Desk
  writing: Writing
  change: (steps: Step[]) => void
}

export function Following({ desk, writing, change }: FollowingProps) {
  const id = useId()
  const given = followedOf(writing.steps)
  /** As they are typed: a comma at the end is the beginning of another. */
  const [tags, type] = useState(given.tags)
  const put = (patch: Partial<Followed>) => change(stepsOf({ ...given, ...patch }))
  const scene = desk.doing.scene([])
  const choice = (name: 'to' | 'priority' | 'last', options: [value: string, words: string][]) => (
    <>
      <label for={id + name}>{words.follow[name]}</label>
      <select
        class="input"
        id={id + name}
        value={given[name]}
        onChange={({ currentTarget }) => put({ [name]: currentTarget.value })}
      >
        <option value="">{words.follow.nothing}</option>
        {options.map(([value, said]) => (
          <option key={value} value={value}>
            {said}
          </option>
        ))}
      </select>
    </>
  )
  return (
    <fieldset class="following">
      <legend>{words.follow.title}</legend>
      <label for={`${id}tags`}>{words.follow.tags}</label>
      <input
        class="input"
        id={`${id}tags`}
        autocomplete="off"
        value={tags}
        onInput={({ currentTarget: { value } }) => {
          type(value)
          put({ tags: value })
        }}
      />
      {choice(
        'priority',
        priorities.choices(scene, '').map(({ value, words: said }) => [value, said[locale]]),
      )}
      {choice(
        'to',
        agents.choices(scene, '').map(({ value, words: said }) => [value, said[locale]]),
      )}
      {choice('last', [
        ['snooze', words.follow.snooze],
        ['close', words.follow.close],
      ])}
    </fieldset>
  )
}
