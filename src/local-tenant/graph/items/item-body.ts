import { site } from '../../registration'
import type { ItemEntity, ListEntity } from '../../store/entities'
import { identitySet } from '../identity'
import { type GraphParts, graphUrl } from '../parts'
import { etagOf } from './etag'
import { type FieldSelection, readFields } from './field-reads'

/** `…/$metadata#sites('…')/lists('…')/items` */
export const itemsContext = (parts: GraphParts, list: ListEntity): string =>
  `${graphUrl(parts)}/$metadata#sites('${encodeURIComponent(list.siteId)}')/lists('${list.id}')/items`

/** Address of a list for people. */
export const listAddress = (parts: GraphParts, list: ListEntity): string =>
  `${parts.origin()}/sites/${site.path}/Lists/${encodeURIComponent(list.name)}`

interface BodyOptions {
  /** Undefined leaves `fields` out. */
  readonly select: FieldSelection | undefined
  readonly inPage: boolean
}

/** A listItem as Graph answers it (graph-examples/03). */
export const itemBody = (parts: GraphParts, list: ListEntity, item: ItemEntity, options: BodyOptions): object => ({
  '@odata.etag': etagOf(item),
  createdDateTime: item.createdAt,
  eTag: etagOf(item),
  id: String(item.id),
  lastModifiedDateTime: item.modifiedAt,
  webUrl: `${listAddress(parts, list)}/${item.id}_.000`,
  createdBy: identitySet(parts.state, item.createdBy),
  lastModifiedBy: identitySet(parts.state, item.modifiedBy),
  parentReference: { id: list.id, siteId: list.siteId },
  contentType: { id: `0x0100${list.id.replaceAll('-', '').toUpperCase()}`, name: 'Item' },
  ...(options.select === undefined
    ? {}
    : {
        'fields@odata.context': `${itemsContext(parts, list)}('${item.id}')/fields/$entity`,
        fields: readFields(parts, list, item, { select: options.select, inPage: options.inPage }),
      }),
})

/** What a delta page says of a deleted item: ids only. */
export const deletedBody = (list: ListEntity, item: ItemEntity): object => ({
  id: String(item.id),
  parentReference: { id: list.id, siteId: list.siteId },
  contentType: { id: `0x0100${list.id.replaceAll('-', '').toUpperCase()}`, name: 'Item' },
  deleted: { state: 'deleted' },
})
