import { WithTexts } from '../ui/with-texts'
import { BodyPage } from './body-page'
import './committees.css'
import { BodiesList } from './list/bodies-list'

const bundles = {
  fr: () => import('../i18n/committees-fr'),
  en: () => import('../i18n/committees-en'),
}

/** The governance bodies: all of them, or the one that the address names. */
export const CommitteesPage = ({ id }: { id: string }) => (
  <WithTexts bundles={bundles}>{id === '' ? <BodiesList /> : <BodyPage key={id} code={id} />}</WithTexts>
)
