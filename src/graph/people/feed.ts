import { createHash } from 'node:crypto'
import type { Log } from '../../context'
import type { Feed, FeedNotice } from '../../ports/feed'
import type { GraphCaller } from '../http/caller'
import { GraphFailure } from '../http/failure'

/** Most recipients of one request (GRAPH-FACTS 5.7). */
const RECIPIENTS = 100
const PREVIEW = 150

/** Notifications in the activity feed. `linkTo` makes the deep link into Teams that a topic of text must have. */
export const createFeed = (caller: GraphCaller, linkTo: (page: string) => string, log: Log): Feed => ({
  async notify(people, notice) {
    try {
      for (let start = 0; start < people.length; start += RECIPIENTS)
        await caller.send({
          method: 'POST',
          path: '/teamwork/sendActivityNotificationToRecipients',
          body: bodyOf(people.slice(start, start + RECIPIENTS), notice, linkTo(notice.page)),
          // One with the same chain takes the place of the earlier one.
          repeatable: true,
        })
      return true
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error
      log.warn({ about: notice.about, code: error.code }, 'the activity feed was not told')
      return false
    }
  },
})

const bodyOf = (people: readonly string[], notice: FeedNotice, webUrl: string): object => ({
  topic: { source: 'text', value: notice.topic, webUrl },
  activityType: notice.type,
  chainId: chainOf(notice.about),
  previewText: { content: notice.preview.slice(0, PREVIEW) },
  templateParameters: Object.entries(notice.parameters).map(([name, value]) => ({ name, value })),
  recipients: people.map((userId) => ({
    '@odata.type': 'microsoft.graph.aadUserNotificationRecipient',
    userId,
  })),
})

/** A number of 47 bits, which JSON carries exactly. */
const chainOf = (about: string): number =>
  Number.parseInt(createHash('sha256').update(about).digest('hex').slice(0, 12), 16) % 2 ** 47
