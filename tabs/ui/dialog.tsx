import { Modal, type ModalProps } from './modal'
import { useSession } from './session'

/** A dialog of a page, which says how it is closed in the person's language. */
export const Dialog = (props: ModalProps) => {
  const { t } = useSession()
  return <Modal {...props} closeLabel={t('common:action.close')} />
}
