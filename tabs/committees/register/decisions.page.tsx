import { WithTexts } from '../../ui/with-texts'
import { followUpTexts } from '../follow-up-texts'
import '../committees.css'
import '../follow-up.css'
import { DecisionDetail } from './decision-detail'
import { RegisterList } from './register-list'

/** The register of decisions, or the decision that the address names. */
export const DecisionsPage = ({ id }: { id: string }) => (
  <WithTexts bundles={followUpTexts}>
    {id === '' ? <RegisterList /> : <DecisionDetail key={id} number={id} />}
  </WithTexts>
)
