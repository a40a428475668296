import type { Log } from '../../context'
import type { GraphCaller } from '../http/caller'
import { GraphFailure } from '../http/failure'
import type { Mail } from '../ports'

/** Mail from the configured mailbox, kept in its Sent items. Accepted is not delivered: Exchange answers 202. */
export const createMail = (caller: GraphCaller, mailbox: string | undefined, log: Log): Mail => ({
  async send(address, subject, text) {
    if (mailbox === undefined) {
      log.warn({ address }, 'No mailbox is configured: the mail was not sent')
      return { ok: false }
    }
    try {
      await caller.send({
        method: 'POST',
        path: `/users/${encodeURIComponent(mailbox)}/sendMail`,
        body: {
          message: {
            subject,
            body: { contentType: 'Text', content: text },
            toRecipients: [{ emailAddress: { address } }],
          },
          saveToSentItems: true,
        },
      })
      return { ok: true }
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error
      log.warn({ address, code: error.code, requestId: error.detail.requestId }, 'A mail was not accepted')
      return { ok: false }
    }
  },
})
