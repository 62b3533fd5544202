// An article's screen: its text, whether it helped, and what is near it.

import { Component } from 'preact'
import { dayWords } from '../../hours.ts'
import { type Drawing, draw, show } from '../../view/article.ts'
import { Foot } from '../parts/Foot.tsx'
import { Head } from '../parts/Head.tsx'
import type { PanelProps } from '../../state.ts'
import { Rows } from '../home/Home.tsx'

/** @param part the heading that it is opened at */
export function ArticleScreen({ id, part, ...props }: PanelProps & { id: string; part: string | undefined }) {
  const { help, server, words, go } = props
  const library = help.library.value
  const article = library?.articles.find((each) => each.id === id)
  if (!article) return <Head title={words.help} {...props} />
  const { category, updated } = article
  const near = library!.articles.filter((each) => each.category === category && each !== article).slice(0, 3)
  const drawing: Drawing = {
    part,
    image: (src) => server + src,
    article: (other, children, within) => (
      <button
        class="link"
        type="button"
        onClick={({ currentTarget }) =>
          other[0] === '#'
            ? show(currentTarget.closest('.body')!.querySelector(`[id="${other.slice(1)}"]`))
            : go(other ? { name: 'article', id: other, part: within } : { name: 'problem' })
        }
      >
        {children}
      </button>
    ),
  }
  return (
    <>
      <Head title={library!.categories.find((each) => each.id === category)?.title ?? ''} {...props} />
      <div class="main">
        <h1 class="title">{article.question}</h1>
        {updated && <p class="meta">{words.updated(dayWords(updated, help.locale.value))}</p>}
        <div class="body">{draw(article.body ?? [], drawing)}</div>
        <Helped id={id} {...props} />
        {near.length > 0 && <h2 class="label">{words.related}</h2>}
        <Rows ids={near.map((each) => each.id)} {...props} />
      </div>
      <Foot {...props} isSearching />
    </>
  )
}

interface Answer {
  helped?: boolean
  isSaid?: boolean
}

class Helped extends Component<PanelProps & { id: string }, Answer> {
  render() {
    const { id, help, words, load, more } = this.props
    const { helped, isSaid } = this.state
    const { unhelped: Unhelped } = more.value
    const choice = (yes: boolean, word: string) => (
      <button
        class="second small"
        type="button"
        aria-pressed={helped === yes}
        onClick={() => {
          this.setState({ helped: yes, isSaid: yes })
          if (!yes) load('unhelped')
          void help.helped(id, yes)
        }}
      >
        {word}
      </button>
    )
    return (
      <div class="helped">
        <div class="ask" role="group" aria-label={words.helped}>
          <b role="status">{isSaid ? words.thanks : words.helped}</b>
          {choice(true, words.yes)}
          {choice(false, words.no)}
        </div>
        {helped === false && !isSaid && Unhelped && (
          <Unhelped {...this.props} told={() => this.setState({ isSaid: true })} />
        )}
      </div>
    )
  }
}
