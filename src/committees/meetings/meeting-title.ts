import { translate } from '../../i18n/translate'
import type { Bodies } from '../../lists/bodies'
import type { Values } from '../../lists/kit/list'

const MAX = 255

/** What a meeting is called: in the body's language, for it is what calendars and minutes show. */
export const meetingTitle = (body: Pick<Values<typeof Bodies>, 'title' | 'language'>, number: number): string =>
  translate(body.language ?? 'fr')('planning:event.title', { title: body.title, number }).slice(0, MAX)
