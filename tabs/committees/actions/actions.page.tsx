import { WithTexts } from '../../ui/with-texts'
import { followUpTexts } from '../follow-up-texts'
import '../committees.css'
import '../follow-up.css'
import { ActionsList } from './actions-list'

/** The actions that meetings gave out. */
export const ActionsPage = () => (
  <WithTexts bundles={followUpTexts}>
    <ActionsList />
  </WithTexts>
)
