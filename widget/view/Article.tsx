// An article's screen: its text, whether it helped, and what is near it.

import { useEffect, useState } from 'preact/hooks'
import { limits } from '../../server/limits.ts'
import { Body } from './Body.tsx'
import { Rows } from './Home.tsx'
import { Foot, Head, type PanelProps } from './Panel.tsx'

export function ArticleScreen({ id, ...props }: PanelProps & { id: string }) {
  const { help, server, words, go } = props
  const library = help.library.value
  const article = library?.articles.find((each) => each.id === id)
  useEffect(() => {
    if (article) help.read(article)
  }, [id])
  if (!article) return <Head title={words.help} {...props} />
  const { category, updated } = article
  const near = library!.articles.filter((each) => each.category === category && each !== article).slice(0, 3)
  const date = new Intl.DateTimeFormat(words.tag, { dateStyle: 'long', timeZone: 'UTC' })
  return (
    <>
      <Head title={library!.categories.find((each) => each.id === category)?.title ?? ''} {...props} />
      <div class="main">
        <h1 class="title">{article.question}</h1>
        {updated && <p class="meta">{words.updated(date.format(Date.parse(updated)))}</p>}
        <Body nodes={article.body} server={server} openArticle={(other) => go({ name: 'article', id: other })} />
        <Helped id={id} {...props} />
        {near.length > 0 && <h2 class="label">{words.related}</h2>}
        <Rows ids={near.map((each) => each.id)} {...props} />
      </div>
      <Foot {...props} isSearching />
    </>
  )
}

function Helped({ id, help, words }: PanelProps & { id: string }) {
  const [helped, answer] = useState<boolean | null>(null)
  const [missing, write] = useState('')
  const [isSent, send] = useState(false)
  const say = (yes: boolean) => {
    answer(yes)
    send(yes)
    void help.helped(id, yes)
  }
  const tell = (event: Event) => {
    event.preventDefault()
    send(true)
    void help.helped(id, false, missing)
  }
  return (
    <div class="helped">
      <div class="ask" role="group" aria-label={words.helped}>
        <b role="status">{isSent ? words.thanks : words.helped}</b>
        <button class="second small" type="button" aria-pressed={helped === true} onClick={() => say(true)}>
          {words.yes}
        </button>
        <button class="second small" type="button" aria-pressed={helped === false} onClick={() => say(false)}>
          {words.no}
        </button>
      </div>
      {helped === false && !isSent && (
        <form onSubmit={tell}>
          <label>
            <span class="label">{words.missing}</span>
            <textarea class="input" maxLength={limits.missing} value={missing} onInput={(event) => write(event.currentTarget.value)} />
          </label>
          <button class="second" type="submit">
            {words.sendShort}
          </button>
        </form>
      )}
    </div>
  )
}
