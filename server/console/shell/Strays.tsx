// That there are mails that belong to no request, and a way to see them.

import type { ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import type { StraysProps } from './StrayMails.tsx'
import { words } from './words.ts'

export function Strays(props: StraysProps) {
  const [shown, show] = useState<{ Mails: ComponentType<StraysProps> } | null>(null)
  const press = async () => {
    if (shown) return show(null)
    const { StrayMails } = await import('./StrayMails.tsx')
    show({ Mails: StrayMails })
  }
  return (
    <div class="strip strays">
      <p role="status">
        {words.strays(props.count)}{' '}
        <button class="link" type="button" aria-expanded={shown !== null} onClick={() => void press()}>
          {shown ? words.hide : words.show}
        </button>
      </p>
      {shown && <shown.Mails {...props} />}
    </div>
  )
}
