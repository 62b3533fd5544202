// The frame around the pages that are drawn here: their language, and what any browser must know of them.

import { mailStyles } from '../../widget/view/mailTree.ts'
import { type ComponentChild, type ComponentChildren, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { isRightToLeft } from '../../widget/locale.ts'
import { dataWords } from './dataWords.ts'

/** A whole document. */
export function frameOf(locale: string, head: ComponentChildren, body: ComponentChild): string {
  const page = h(
    'html',
    { lang: locale, dir: isRightToLeft(locale) ? 'rtl' : 'ltr' },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      head,
    ),
    body,
  )
  return `<!doctype html>${renderToString(page)}`
}

/** Whose page it is; null: of several sites nobody has shown yet which one they have written to. */
export type Brand = { id: string; name: string; locales: string[]; logo: string | null } | null

/** The site's name, with its logo, leading to its help. */
export const brandOf = (
  { id, name, logo }: Omit<NonNullable<Brand>, 'locales'>,
  href = `/help/${id}`,
): ComponentChild =>
  h('a', { class: 'brand', href }, logo && h('img', { src: `/sites/${id}/logo`, alt: '', width: 32, height: 32 }), name)

interface Sheet {
  locale: string
  title: string
  brand: Brand
  /** The address of a script. */
  script?: string
}

/** A page for whoever has a link to it, which nobody should find otherwise. */
export function sheetOf({ locale, title, brand, script }: Sheet, body: ComponentChildren): string {
  const head = [
    h('meta', { name: 'robots', content: 'noindex' }),
    h('title', null, brand ? `${title} · ${brand.name}` : title),
    // Both have the same rules, the site's in its colours.
    h('link', { rel: 'stylesheet', href: brand ? `/help/${brand.id}/style.css` : '/t/style.css' }),
    brand?.logo && h('link', { rel: 'icon', href: `/sites/${brand.id}/logo` }),
    script && h('script', { src: script, defer: true }),
  ]
  return frameOf(
    locale,
    head,
    h('body', { class: 'sheet' }, [
      h('header', null, brand && brandOf(brand)),
      h('main', null, body),
      brand && h('footer', null, ownData(locale, brand)),
    ]),
  )
}

/** To what is kept of whoever reads this, in a language that the site's pages have. */
function ownData(locale: string, { id, locales }: NonNullable<Brand>): ComponentChild {
  const spoken = locales.includes(locale) ? locale : locales[0]!
  return h('a', { href: `/help/${id}/${spoken}/data` }, dataWords(locale).title)
}

/** What these pages have besides the help pages' own. */
export const sheetStyles = `.sheet form{flex-direction:column;align-items:flex-start;gap:12px;margin-block:24px}
.sheet label{display:flex;flex-direction:column;gap:4px;font-weight:600;inline-size:100%}
.sheet input{flex:none;max-width:360px;inline-size:100%;font-weight:400}
.sheet [type=file]{padding:5px;text-overflow:ellipsis}
.sheet ::file-selector-button{font:inherit;font-weight:600;min-height:36px;margin-inline-end:12px;padding-inline:12px;\
border:0;border-radius:8px;background:var(--wash);color:inherit;cursor:pointer}
.sheet select{font:inherit;font-weight:400;min-height:48px;max-width:360px;inline-size:100%;border-radius:12px;\
border:1px solid var(--edge);padding-inline:12px;background:var(--paper);color:inherit}
.sheet .trap{position:absolute;inline-size:1px;min-height:0;block-size:1px;padding:0;border:0;clip-path:inset(50%)}
.sheet [aria-invalid]{border-color:var(--bad)}
.sheet textarea{font:inherit;font-weight:400;inline-size:100%;border-radius:12px;border:1px solid var(--edge);\
padding:12px 16px;background:var(--paper);color:inherit;resize:vertical}
.sheet fieldset{border:0;margin:0;padding:0;min-inline-size:0;display:grid;gap:8px;inline-size:100%}
.sheet legend{padding:0 0 8px}
.sheet .choice{flex-direction:row;align-items:center;gap:12px;font-weight:400;min-block-size:48px;max-inline-size:360px;\
padding-inline:16px;border:1px solid var(--edge);border-radius:12px;background:var(--paper);cursor:pointer}
.sheet .choice:has(:checked){border-color:var(--accent);background:var(--accent-wash)}
.sheet .choice input{inline-size:20px;min-block-size:20px;margin:0;accent-color:var(--accent)}
.sheet .plain{background:none;color:var(--ink);border-color:var(--edge)}
.sheet .bad{color:var(--bad);border-color:currentcolor}
.sheet .buttons{display:flex;flex-wrap:wrap;gap:8px}
.sheet .choice .meta{display:block}
.sheet .wide :is(th,td){overflow-wrap:normal;padding-block:6px}
.sheet .wide table{table-layout:auto}
.sheet>section+section{border-block-start:1px solid var(--line);margin-block-start:32px}
.state{background:var(--paper);border-inline-start:3px solid var(--accent);border-radius:4px 12px 12px 4px;padding:12px 16px}
.wrong{color:var(--bad);font-weight:600;margin-block:16px 0}
.sheet form .wrong{margin:0}
.thread{list-style:none;margin-block:32px;padding:0;display:grid;gap:12px}
.thread>li:not(.meta){border:1px solid var(--line);border-radius:12px;padding:12px 16px;background:var(--paper)}
.thread .visitor{background:var(--accent-wash)!important;margin-inline-start:32px}
.thread .agent{margin-inline-end:32px}
.thread ul{list-style:none;margin:4px 0 0;padding:0}
.thread .text{white-space:pre-wrap;margin-block:4px}
.thread .formed{white-space:normal}${mailStyles('.thread .formed')}`
