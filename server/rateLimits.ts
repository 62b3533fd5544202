// How often anybody may do anything: every budget of the product, by the name under which it is counted.

/** How many points a key may spend in so many seconds. */
interface Budget {
  points: number
  seconds: number
}

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** `limitsFactor` of rotame.yaml multiplies the points of each. */
export const rateLimits = {
  // New connections, by WebSocket or polling, per client address: twice what a namespace's sockets are.
  connection: { points: 240, seconds: minute },
  'visitor-handshake': { points: 120, seconds: minute },
  'agent-handshake': { points: 120, seconds: minute },

  // What a visitor says, each and per client address: a whole office may stand behind one.
  'visitor-start': { points: 6, seconds: minute },
  'visitor-start-address': { points: 60, seconds: minute },
  'visitor-send': { points: 30, seconds: 30 },
  'visitor-send-address': { points: 300, seconds: 30 },
  'visitor-open': { points: 60, seconds: 30 },
  'visitor-open-address': { points: 1_200, seconds: 30 },
  'visitor-sign': { points: 60, seconds: 30 },
  'visitor-sign-address': { points: 1_200, seconds: 30 },
  'visitor-transcript': { points: 12, seconds: 10 * minute },
  'visitor-transcript-address': { points: 60, seconds: 10 * minute },
  'visitor-close': { points: 12, seconds: minute },
  'visitor-close-address': { points: 60, seconds: minute },

  // What strangers begin. Generous: more than any team answers in that time. The first few of each client address have
  // a budget of their own, which a flood from some addresses cannot use up.
  'newcomer-few': { points: 2, seconds: 10 * minute },
  'newcomer-reserve': { points: 600, seconds: 10 * minute },
  'newcomer-address': { points: 60, seconds: 10 * minute },
  'newcomer-site': { points: 200, seconds: 10 * minute },
  // Mails to an address that was only typed, per client address.
  'newcomer-typed': { points: 30, seconds: day },

  // Forms and what pages read, per client address.
  'form-ticket': { points: 30, seconds: 10 * minute },
  'form-feedback': { points: 60, seconds: 10 * minute },
  'form-identity': { points: 240, seconds: 10 * minute },
  'form-searches': { points: 120, seconds: 10 * minute },
  'form-requests': { points: 240, seconds: 10 * minute },
  // Searches of the help pages; and what a large site's panel asks letter by letter.
  'help-search': { points: 60, seconds: minute },
  pieces: { points: 600, seconds: minute },

  // What the link of a mail of closing asks and sends, per client address.
  'rating-link': { points: 60, seconds: 10 * minute },

  // Files, per client address; bytes per client address or agent, unless rotame.yaml has another number.
  'file-put': { points: 90, seconds: 10 * minute },
  'file-get': { points: 600, seconds: minute },
  'file-bytes': { points: 200_000_000, seconds: day },

  // The page of a request: codes that are asked for and tried, and what is written there. By client address and by the
  // reference as it is typed, whether there is such a request or not; who guesses waits longer and longer.
  'request-code': { points: 10, seconds: hour },
  'request-code-of': { points: 4, seconds: hour },
  'request-try': { points: 30, seconds: hour },
  'request-try-soon': { points: 10, seconds: hour / 2 },
  'request-try-day': { points: 20, seconds: day },
  'request-write': { points: 30, seconds: 10 * minute },
  // The page of what is kept of a person, and copies of all of it, which is read whole each time; for the rest they
  // pay as the page of a request does.
  'data-view': { points: 60, seconds: 10 * minute },
  'data-copy': { points: 10, seconds: hour },

  // What an agent does.
  'agent-send': { points: 120, seconds: minute },
  'agent-open': { points: 480, seconds: minute },
  'agent-change': { points: 120, seconds: minute },
  'agent-sign': { points: 240, seconds: minute },
  'agent-hours': { points: 12, seconds: minute },
  'agent-proof': { points: 10, seconds: 15 * minute },

  // Wrong passwords and codes: per client address; per account, so that many addresses together cannot guess one
  // password; of a browser in which this account was signed in to before, which pays out of no other: nobody can keep
  // it out; and of somebody who is signed in and says their password again.
  'sign-in-address': { points: 50, seconds: 15 * minute },
  'sign-in-account': { points: 10, seconds: 15 * minute },
  'sign-in-device': { points: 10, seconds: 15 * minute },
  'sign-in-proof': { points: 10, seconds: 15 * minute },
  // Links that let somebody in, per client address; and how many are asked for at sign-in, per client address and per
  // address that is typed, whether it is anybody's or not.
  'sign-in-link': { points: 60, seconds: 15 * minute },
  // What a passkey is to sign, per client address: each page of sign-in asks, and again every few minutes.
  'sign-in-passkey': { points: 300, seconds: 15 * minute },
  'sign-in-ask': { points: 10, seconds: hour },
  'sign-in-ask-of': { points: 3, seconds: hour },
  // A code of the app is good once, though it lasts longer.
  'sign-in-code': { points: 1, seconds: 3 * minute },
} as const satisfies Record<string, Budget>

export type RateLimit = keyof typeof rateLimits
