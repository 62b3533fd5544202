// The backup codes, shown once: to be copied, or saved as a file.

import { useEffect, useRef, useState } from 'preact/hooks'
import { words } from './words.ts'

export function BackupCodes({ codes, done }: { codes: string[]; done: () => void }) {
  const [isCopied, say] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current!.focus(), [])
  const text = `${codes.join('\n')}\n`
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => say(true),
      // Where it is not allowed the codes are there to be selected.
      () => getSelection()?.selectAllChildren(document.querySelector('.codes')!),
    )
  const save = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    link.download = words.file
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
  }
  return (
    <div class="form">
      <h1 ref={heading} tabIndex={-1}>
        {words.keep}
      </h1>
      <p>{words.keepWhy}</p>
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div class="beside">
        <button class="second" type="button" onClick={copy}>
          <span role="status">{isCopied ? words.copied : words.copy}</span>
        </button>
        <button class="second" type="button" onClick={save}>
          {words.save}
        </button>
      </div>
      <button class="primary" type="button" onClick={done}>
        {words.kept}
      </button>
    </div>
  )
}
