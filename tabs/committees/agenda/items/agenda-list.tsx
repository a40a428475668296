import type { AgendaView } from '../../../../src/committees/agenda/agenda-view'
import { ItemLine } from './item-line'
import { useOrder } from './use-order'

/** The agenda in its order. Who keeps it moves items by dragging, or with the arrow keys on their handle. */
export const AgendaList = ({ view }: { view: AgendaView }) => {
  const { items, move, drag, said, list } = useOrder(view)
  return (
    <>
      <ol className="ag-items" ref={list}>
        {items.map((item, index) => (
          <ItemLine
            key={item.key}
            view={view}
            item={item}
            number={index + 1}
            total={items.length}
            onMove={view.may.edit ? (to) => move(item.key, to) : undefined}
            drag={drag}
          />
        ))}
      </ol>
      <p className="gv-visually-hidden" role="status">
        {said}
      </p>
    </>
  )
}
