// Files as they are seen: those attached and going up, and those of a message.

import { Component, type VNode } from 'preact'
import { limits } from '../../server/limits.ts'
import type { Attachment } from '../../server/protocol/files.ts'
import type { Report as Reported } from '../../server/protocol/ticket.ts'
import type { Attached } from '../files/list.ts'
import type { FilesStrings } from '../screens/files/el.ts'
import { Icon } from './Icon.tsx'
import { Report, reportStyles } from './Report.tsx'

interface FilesShared {
  own: FilesStrings
  /** Where links begin. */
  server: string
  /** For numbers. */
  locale: string
}

export const fileStyles = `
.foot:has(.picked){flex-wrap:wrap}
.picked{flex-basis:100%;display:grid;gap:4px;margin-block-end:8px;min-width:0}
.picked li{display:grid;grid-template-columns:40px 1fr 44px;gap:0 12px;align-items:center;min-height:48px}
.thumb{width:40px;height:40px;border-radius:8px;background:var(--wash-2);color:var(--ink-2);display:grid;place-items:center;overflow:hidden}
.thumb img{width:100%;height:100%;object-fit:cover;display:block}
.picked .who b,.file .who b{font-weight:500;line-height:20px}
.picked .error{grid-column:1/-1;margin-block:0 8px;align-items:flex-start}
.picked .error u{color:inherit}
.picked .tool{margin:0}
.picked progress{display:block;width:100%;height:4px;margin-block-start:6px;appearance:none;border:0;border-radius:2px;background:var(--wash-2);overflow:hidden}
progress::-webkit-progress-bar{background:var(--wash-2)}
progress::-webkit-progress-value{background:var(--accent);border-radius:2px}
progress::-moz-progress-bar{background:var(--accent)}
.files{display:grid;grid-template-columns:minmax(0,1fr);gap:8px;white-space:normal;margin-block:8px 4px}
.files.alone{margin-block:0}
.bubble:has(>.alone){padding:8px}
.shot{display:block;width:240px;max-width:100%;height:160px;border-radius:8px;overflow:hidden;background:var(--wash-2)}
.shot img{width:100%;height:100%;object-fit:cover;object-position:top;display:block}
.file{display:flex;gap:12px;align-items:center;min-height:44px;min-width:0;max-width:240px}
.bubble .file{text-decoration:none}
.file .who b{text-decoration:underline;white-space:normal;overflow-wrap:anywhere}
.file .meta,.mine .files .meta{color:inherit}
.mine .thumb{background:rgb(255 255 255/.16);color:inherit}
.mine.refused .thumb{background:var(--wash-2)}
${reportStyles}@media(forced-colors:active){.thumb,.shot{border:1px solid}progress{border:1px solid}}
`

const isPicture = (type: string) => /^image\/(png|jpeg|webp|gif)$/.test(type)
const iconOf = (type: string) => (type.startsWith('image/') ? 'picture' : type.startsWith('video/') ? 'film' : 'file')

/** «1,2 MB» */
export function sizeOf(bytes: number, locale: string): string {
  const [unit, count] =
    bytes < 1e6 ? (['kilobyte', Math.max(1, bytes / 1e3)] as const) : (['megabyte', bytes / 1e6] as const)
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    maximumFractionDigits: count < 10 && unit === 'megabyte' ? 1 : 0,
  }).format(count)
}

/** A file on its way up. */
export type Rising = Pick<Attached, 'id' | 'name' | 'type' | 'size' | 'part' | 'url' | 'refused' | 'isWaiting'>

interface PickedProps extends FilesShared {
  list: readonly Rising[]
  /** Bytes of one file. */
  most: number
  remove: (id: string) => unknown
  retry: (id: string) => unknown
}

/** What is attached: each with how far it has gone, and with what can be done about it. */
export function Picked({ list, ...props }: PickedProps) {
  if (list.length === 0) return null
  return (
    <ul class="picked" aria-label={props.own.files}>
      {list.map((file) => (
        <Row key={file.id} file={file} {...props} />
      ))}
    </ul>
  )
}

function Row({ file, own, server, locale, most, remove, retry }: Omit<PickedProps, 'list'> & { file: Rising }) {
  const { id, name, type, size, part, url, refused, isWaiting } = file
  const words = own.refusals[refused] ?? own.refusals['other']!
  const canRetry = /^(unscanned|no-room)$/.test(refused) || (refused && !own.refusals[refused])
  return (
    <li>
      <Thumb type={type} url={url && server + url} />
      <span class="who">
        <b>
          <bdi>{name}</bdi>
        </b>
        {part < 1 && !refused && !isWaiting ? (
          <progress value={part} aria-label={own.uploading(name)} />
        ) : (
          <span class="meta">{isWaiting ? own.waiting : sizeOf(size, locale)}</span>
        )}
      </span>
      <button class="tool" type="button" aria-label={own.remove(name)} onClick={() => void remove(id)}>
        <Icon name="close" />
      </button>
      {refused && (
        <p class="error" role="alert">
          <Icon name="alert" size={16} />
          <span>
            {words(sizeOf(most, locale), limits.files)}{' '}
            {canRetry && (
              <button type="button" onClick={() => void retry(id)}>
                <u>{own.retry}</u>
              </button>
            )}
          </span>
        </p>
      )}
    </li>
  )
}

/** What is seen of a file that is small: itself once the server shows it, before that what kind it is. */
function Thumb({ type, url }: { type: string; url: string }) {
  const icon = <Icon name={iconOf(type)} />
  return <span class="thumb">{isPicture(type) && url ? <Shot src={url} instead={icon} /> : icon}</span>
}

interface ShotProps {
  src: string
  alt?: string
  /** What is drawn around it. */
  around?: (image: VNode) => VNode
  /** What is drawn when it cannot be: it is damaged, or so large that the server does not give it to a page. */
  instead: VNode
  /** @returns whether it comes again, under another address */
  isRenewed?: () => unknown
}

class Shot extends Component<ShotProps, { failed?: string }> {
  override render({ src, alt = '', around = (image) => image, instead, isRenewed }: ShotProps) {
    if (this.state.failed === src) return instead
    const onError = () => isRenewed?.() || this.setState({ failed: src })
    return around(<img src={src} alt={alt} loading="lazy" onError={onError} />)
  }
}

interface DrawnProps extends FilesShared {
  files: readonly Pick<Attachment, 'id' | 'name' | 'type' | 'size' | 'url'>[]
  report?: Reported | undefined
  /** Whether the message has no words. */
  isAlone: boolean
  now: () => number
  /** Asks for the files' message once more, whose links are then good again. @returns the file's */
  renew: (id: string) => Promise<string>
}

/** The files of a message, and what a report says besides. */
export function Drawn({ files, report, isAlone, ...props }: DrawnProps) {
  const { own } = props
  return (
    <>
      {report && <Report report={report} own={own} />}
      {files.length > 0 && (
        <div class={`files ${isAlone && !report ? 'alone' : ''}`}>
          {files.map((file) => (
            <One key={file.id} file={file} {...props} />
          ))}
        </div>
      )}
    </>
  )
}

const expiryOf = (url: string): number => Number(/exp=(\d+)/.exec(url)?.[1] ?? 0)

function One({
  file,
  renew,
  own,
  server,
  locale,
  now,
}: Omit<DrawnProps, 'files' | 'isAlone'> & { file: DrawnProps['files'][number] }) {
  const { id, name, type, size, url } = file
  if (!url) {
    return (
      <span class="file">
        <Thumb type={type} url="" />
        <NameAndSize name={name} size={sizeOf(size, locale)} />
      </span>
    )
  }
  const onClick = (event: MouseEvent) => {
    if (expiryOf(url) > now()) return
    event.preventDefault()
    void renew(id).then((fresh) => fresh && window.open(server + fresh, '_blank', 'noopener'))
  }
  // A picture that was not looked at in time: once more with a new link, and never again with the same.
  const isRenewed = () => expiryOf(url) <= now() && renew(id)
  const link = { href: server + url, target: '_blank', rel: 'noopener', onClick }
  const asFile = (more: string) => (
    <a class="file" {...link}>
      <Thumb type={type} url="" />
      <NameAndSize name={name} size={sizeOf(size, locale) + more} />
    </a>
  )
  if (!isPicture(type)) return asFile('')
  return (
    <Shot
      src={server + url}
      alt={name}
      around={(image) => (
        <a class="shot" {...link} aria-label={own.open(name)}>
          {image}
        </a>
      )}
      instead={asFile(` · ${own.notShown}`)}
      isRenewed={isRenewed}
    />
  )
}

const NameAndSize = ({ name, size }: { name: string; size: string }) => (
  <span class="who">
    <b>
      <bdi>{name}</bdi>
    </b>
    <span class="meta">{size}</span>
  </span>
)
