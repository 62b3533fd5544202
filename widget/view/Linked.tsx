// What somebody wrote: its links can be followed, anything else stays text.

const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]»])/

export function Linked({ text }: { text: string }) {
  return text.split(address).map((part, at) =>
    at % 2 === 1 ? (
      <a href={part} target="_blank" rel="noopener nofollow">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
