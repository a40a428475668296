import { WithTexts } from '../../ui/with-texts'
import { MeetingPage as Meeting } from './meeting-page'
import '../committees.css'
import './agenda.css'

const bundles = {
  fr: () => import('../../i18n/agenda-fr'),
  en: () => import('../../i18n/agenda-en'),
}

/** One meeting before it is held: also what its details show in Teams. */
export const MeetingPage = ({ id }: { id: string }) => (
  <WithTexts bundles={bundles}>
    <Meeting key={id} meeting={id} />
  </WithTexts>
)
