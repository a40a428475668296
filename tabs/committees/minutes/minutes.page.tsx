import { WithTexts } from '../../ui/with-texts'
import { followUpTexts } from '../follow-up-texts'
import '../committees.css'
import '../follow-up.css'
import { MinutesDetail } from './minutes-detail'

/** The minutes of the meeting that the address names. */
export const MinutesPage = ({ id }: { id: string }) => (
  <WithTexts bundles={followUpTexts}>
    <MinutesDetail key={id} meeting={id} />
  </WithTexts>
)
