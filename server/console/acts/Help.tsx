// The list of keys, by `?`: what each does, and whether single letters do anything.

import { Icon } from '../../../widget/view/Icon.tsx'
import type { Desk } from '../desk.ts'
import { locale } from '../words.ts'
import type { Key } from './act.ts'
import { useDialog } from './dialog.ts'
import { control, keyName } from './keyNames.ts'
import { list } from './list.ts'
import { moves } from './moves.ts'
import { words } from './words.ts'

export { style } from './paletteStyle.ts'

export function Screen({ desk }: { desk: Desk }) {
  return desk.doing.isHelpShown.value ? <Help desk={desk} /> : null
}

function Help({ desk: { doing } }: { desk: Desk }) {
  const { leave, props } = useDialog(() => void (doing.isHelpShown.value = false))
  return (
    <dialog class="keys" aria-labelledby="keys-title" {...props}>
      <header>
        <h1 id="keys-title">{words.keys}</h1>
        <button class="tool" type="button" aria-label={words.hide} onClick={leave}>
          <Icon name="close" />
        </button>
      </header>
      <p class="meta">{words.keysWhy}</p>
      <Keys title={words.moving} rows={moves.map(({ words: said, key }) => [said[locale], key])} />
      <Keys title={words.acting} rows={list.flatMap(({ words: said, key }) => (key ? [[said[locale], key]] : []))}>
        <li>
          {words.undo}
          <kbd>{control} Z</kbd>
        </li>
        <li>
          {words.palette}
          <kbd>{control} K</kbd>
        </li>
      </Keys>
      <label>
        <input
          type="checkbox"
          checked={doing.hasKeys.value}
          onChange={({ currentTarget: { checked } }) => doing.setKeys(checked)}
        />
        {words.hasKeys}
      </label>
    </dialog>
  )
}

interface KeysProps {
  title: string
  rows: readonly (readonly [string, Key])[]
  children?: preact.ComponentChildren
}

const Keys = ({ title, rows, children }: KeysProps) => (
  <section aria-label={title}>
    <h2>{title}</h2>
    <ul>
      {rows.map(([text, key]) => (
        <li key={text}>
          {text}
          <kbd>{keyName(key)}</kbd>
        </li>
      ))}
      {children}
    </ul>
  </section>
)
