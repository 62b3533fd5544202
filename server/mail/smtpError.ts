// What a mail server says no with: whether for good, and whether it means the mail or is unwell itself.

/** As nodemailer says it. */
export interface SmtpError extends Error {
  /** Whether it came of what was to be sent, before the mail server was asked. */
  isOurs?: boolean
  code?: string
  responseCode?: number
  /** What the server said, where it did. */
  response?: string
  /** What was refused. */
  command?: string
}

/**
 * Whether this mail is not wanted, for good: its recipient or its content was refused with 5xx, or it has no recipient.
 * A server that refuses us (at the greeting, the password, our sender) is the owner's to mend, and the mail waits for
 * it; but a mail that is too large for it (552) stays so.
 */
export const isRefusal = ({ responseCode = 0, command = '', code }: SmtpError): boolean =>
  (responseCode >= 500 &&
    (['RCPT TO', 'DATA'].includes(command) || (command === 'MAIL FROM' && responseCode === 552))) ||
  (code === 'EENVELOPE' && responseCode === 0)

/** Whether its recipient was refused for good, and nothing that goes there arrives. */
export const isAboutAddress = ({ responseCode = 0, command }: SmtpError): boolean =>
  responseCode >= 500 && command === 'RCPT TO'

/**
 * Whether it is this mail that is put off, as greylisting does, and not the server that is unwell; it may take the
 * next.
 */
export const isAboutMail = (error: SmtpError): boolean =>
  error.isOurs ||
  isRefusal(error) ||
  (['RCPT TO', 'DATA'].includes(error.command ?? '') && (error.responseCode ?? 421) !== 421)
