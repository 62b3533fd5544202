// The mark: a bubble with the Greek question mark.

export const Mark = () => (
  <svg class="mark" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M12 3c5.200 0 9.200 3.600 9.200 8.200s-4 8.200-9.200 8.200c-1 0-2-.1-2.900-.4L4.500 21l.9-3.700C3.800 15.800 2.800 13.600 2.800 11.200 2.800 6.600 6.800 3 12 3z" />
    <path class="sign" d="M12 8.200v.1M12.300 12.400c0 1-.3 1.700-1 2.300" />
  </svg>
)
