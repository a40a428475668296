import { WithTexts } from '../../ui/with-texts'
import { MeetingsList } from './meetings-list'
import '../committees.css'
import '../agenda/agenda.css'

const bundles = {
  fr: () => import('../../i18n/agenda-fr'),
  en: () => import('../../i18n/agenda-en'),
}

/** The meetings of all bodies that one may read, month by month. */
export const MeetingsPage = () => (
  <WithTexts bundles={bundles}>
    <MeetingsList />
  </WithTexts>
)
