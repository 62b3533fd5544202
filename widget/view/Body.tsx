// Draws an article's body: steps, lists, cards and tables.

import type { ComponentChildren } from 'preact'
import type { Inline, Node } from './article.ts'

interface Drawing {
  nodes: Node[]
  /** Where images are. */
  server: string
  openArticle: (id: string) => void
}

export function Body({ nodes, server, openArticle }: Drawing) {
  const inlines = (children: Inline[]): ComponentChildren =>
    children.map((child) => {
      if (typeof child === 'string') return child
      switch (child.type) {
        case 'b':
          return <b>{inlines(child.children)}</b>
        case 'i':
          return <i>{inlines(child.children)}</i>
        case 's':
          return <s>{inlines(child.children)}</s>
        case 'code':
          return <code>{child.text}</code>
        case 'a':
          return (
            <a href={child.href} target="_blank" rel="noopener">
              {inlines(child.children)}
            </a>
          )
        case 'article':
          return (
            <button class="link" type="button" onClick={() => openArticle(child.id)}>
              {inlines(child.children)}
            </button>
          )
        case 'img':
          return <img src={server + child.src} alt={child.alt} loading="lazy" />
        case 'br':
          return <br />
      }
    })
  const blocks = (children: Node[]): ComponentChildren =>
    children.map((child) => {
      switch (child.type) {
        case 'p':
          return <p>{inlines(child.children)}</p>
        case 'h':
          return child.level === 2 ? <h3>{inlines(child.children)}</h3> : <h4>{inlines(child.children)}</h4>
        case 'ul':
          return <ul>{child.items.map((item) => <li>{blocks(item)}</li>)}</ul>
        case 'ol':
          return <ol class="steps">{child.items.map((item) => <li>{blocks(item)}</li>)}</ol>
        case 'cards':
          return (
            <ul class="cards">
              {child.items.map(({ title, children: inside }) => (
                <li>
                  <b>{inlines(title)}</b>
                  {blocks(inside)}
                </li>
              ))}
            </ul>
          )
        case 'table':
          return <Table head={child.head.map(inlines)} rows={child.rows.map((row) => row.map(inlines))} />
        case 'quote':
          return <blockquote>{blocks(child.children)}</blockquote>
        case 'code':
          return <pre>{child.text}</pre>
        case 'rule':
          return <hr />
      }
    })
  return <div class="body">{blocks(nodes)}</div>
}

/** Each row's heading spans the width above its values, so that three columns read at 320 px. */
function Table({ head, rows }: { head: ComponentChildren[]; rows: ComponentChildren[][] }) {
  return (
    <table>
      <thead>
        <tr>
          {head.slice(1).map((cell) => (
            <th scope="col">{cell}</th>
          ))}
        </tr>
      </thead>
      {rows.map(([heading, ...cells]) => (
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={cells.length}>
              {heading}
            </th>
          </tr>
          <tr>
            {cells.map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        </tbody>
      ))}
    </table>
  )
}
