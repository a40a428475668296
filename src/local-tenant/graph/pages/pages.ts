import { isRecord, textAt } from '../../json'
import { site } from '../../registration'
import type { PageEntity } from '../../store/office-entities'
import {
  created,
  type GraphCall,
  GraphError,
  type GraphReply,
  invalidRequest,
  noContent,
  notFound,
  ok,
  onlySelected,
  option,
  param,
} from '../exchange'
import { identitySet } from '../identity'
import { findSite } from '../lists/find'
import { type GraphParts, graphUrl } from '../parts'
import { siteRights } from '../permissions'
import type { GraphRoute } from '../router'
import { readCanvas } from './canvas'

const CAST = 'microsoft.graph.sitePage'
const CHANGEABLE = [
  'title',
  'description',
  'showComments',
  'showRecommendedPages',
  'titleArea',
  'thumbnailWebUrl',
  'promotionKind',
]

/** Site pages and news (GRAPH-FACTS 7.3). */
export const pageRoutes = (parts: GraphParts): readonly GraphRoute[] => {
  const pages = '/sites/{site}/pages'
  const page = `${pages}/{page}`
  return [
    ...[pages, `${pages}/${CAST}`].map(
      (template): GraphRoute => ({
        method: 'GET',
        template,
        operation: 'page.read',
        units: 2,
        handle: (call) => list(parts, call),
      }),
    ),
    {
      method: 'POST',
      template: pages,
      operation: 'page.write',
      units: 2,
      entity: 'sitePage',
      handle: (call) => create(parts, call),
    },
    ...[page, `${page}/${CAST}`].flatMap((template): GraphRoute[] => [
      {
        method: 'GET',
        template,
        operation: 'page.read',
        units: 1,
        handle: (call) => one(parts, call, template !== page),
      },
      { method: 'DELETE', template, operation: 'page.write', units: 2, handle: (call) => remove(parts, call) },
    ]),
    {
      method: 'PATCH',
      template: `${page}/${CAST}`,
      operation: 'page.write',
      units: 2,
      entity: 'sitePage',
      handle: (call) => patch(parts, call),
    },
    {
      method: 'POST',
      template: `${page}/${CAST}/publish`,
      operation: 'page.publish',
      units: 2,
      handle: (call) => publish(parts, call),
    },
  ]
}

/** Whoever may write sees the draft; a reader sees what was last published, or nothing. */
const seesDrafts = ({ caller }: GraphCall): boolean => !caller.person || siteRights(caller.person).includes('write')

const visible = (call: GraphCall, page: PageEntity): boolean => seesDrafts(call) || page.publicFields !== null

const findPage = (parts: GraphParts, call: GraphCall): PageEntity => {
  const siteId = findSite(call)
  const page = parts.state.office.pages.get(param(call, 'page').toLowerCase())
  if (page?.siteId !== siteId || !visible(call, page)) throw notFound('The specified page was not found')
  return page
}

const bodyOf = (parts: GraphParts, call: GraphCall, page: PageEntity, canvas: boolean): object => {
  const { canvasLayout, ...fields } = (seesDrafts(call) ? page.fields : page.publicFields) ?? page.fields
  const by = identitySet(parts.state, { person: page.author, viaApplication: page.author === null })
  const level = page.draft ? 'checkout' : 'published'
  return {
    '@odata.type': `#${CAST}`,
    '@odata.etag': `"{${page.id.toUpperCase()}},${page.version}"`,
    id: page.id,
    webUrl: `${parts.origin()}/sites/${site.path}/SitePages/${String(fields.name)}`,
    createdDateTime: page.createdAt,
    lastModifiedDateTime: page.modifiedAt,
    createdBy: by,
    lastModifiedBy: by,
    publishingState: {
      level,
      versionId: page.draft ? `${Math.max(0, page.version - 1)}.1` : `${page.version}.0`,
      ...(page.draft ? { checkedOutBy: by } : {}),
    },
    ...fields,
    ...(canvas ? { canvasLayout: canvasLayout ?? null } : {}),
  }
}

const pagesOf = (parts: GraphParts, siteId: string): PageEntity[] =>
  [...parts.state.office.pages.values()].filter((page) => page.siteId === siteId)

const list = (parts: GraphParts, call: GraphCall): GraphReply => {
  const siteId = findSite(call)
  return ok({
    '@odata.context': `${graphUrl(parts)}/$metadata#sites('${siteId}')/pages`,
    value: pagesOf(parts, siteId)
      .filter((page) => visible(call, page))
      .map((page) => onlySelected(call, bodyOf(parts, call, page, false))),
  })
}

/** The canvas comes only through the cast, expanded. */
const one = (parts: GraphParts, call: GraphCall, cast: boolean): GraphReply => {
  const canvas = cast && (option(call, 'expand') ?? '').includes('canvasLayout')
  return ok(onlySelected(call, bodyOf(parts, call, findPage(parts, call), canvas)))
}

/** A new page is a draft checked out to its author; a news post is one too, and must be published to show. */
const create = (parts: GraphParts, call: GraphCall): GraphReply => {
  const { body } = call
  if (!isRecord(body) || textAt(body, '@odata.type')?.replace('#', '') !== CAST) {
    throw invalidRequest(`The '@odata.type' of the page must be '#${CAST}'.`)
  }
  const name = textAt(body, 'name') ?? ''
  if (!/^[^"*:<>?/\\|]+\.aspx$/i.test(name)) throw invalidRequest('The name of a page must end with .aspx.')
  if (!textAt(body, 'title')) throw invalidRequest('The title of the page is missing.')
  const layout = textAt(body, 'pageLayout') ?? 'article'
  if (!['article', 'home'].includes(layout)) throw invalidRequest(`The pageLayout '${layout}' is not supported.`)
  const siteId = findSite(call)
  if (pagesOf(parts, siteId).some(({ fields }) => String(fields.name).toLowerCase() === name.toLowerCase())) {
    throw new GraphError(409, 'nameAlreadyExists', 'A page with this name already exists.')
  }
  const now = parts.state.now()
  const fields = {
    name,
    pageLayout: layout,
    promotionKind: 'page',
    showComments: true,
    showRecommendedPages: false,
    ...readFields(body),
  }
  const page: PageEntity = {
    id: crypto.randomUUID(),
    siteId,
    version: 1,
    createdAt: now,
    modifiedAt: now,
    author: call.caller.person?.id ?? null,
    draft: true,
    fields,
    publicFields: null,
  }
  parts.state.office.pages.put(page.id, page)
  return created(bodyOf(parts, call, page, true))
}

const readFields = (body: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const promotion = body.promotionKind
  if (promotion !== undefined && promotion !== 'page' && promotion !== 'newsPost') {
    throw invalidRequest('The promotionKind must be page or newsPost.')
  }
  return {
    ...Object.fromEntries(Object.entries(body).filter(([name]) => CHANGEABLE.includes(name))),
    ...(body.canvasLayout === undefined ? {} : { canvasLayout: readCanvas(body.canvasLayout) }),
  }
}

const patch = (parts: GraphParts, call: GraphCall): GraphReply => {
  const page = findPage(parts, call)
  const { body } = call
  if (!isRecord(body) || textAt(body, '@odata.type')?.replace('#', '') !== CAST) {
    throw invalidRequest(`The '@odata.type' of the page must be '#${CAST}'.`)
  }
  const changed = { fields: { ...page.fields, ...readFields(body) }, draft: true, modifiedAt: parts.state.now() }
  const stored = parts.state.office.pages.put(page.id, { ...page, ...changed, version: page.version + 1 })
  return ok(bodyOf(parts, call, stored, true))
}

const publish = (parts: GraphParts, call: GraphCall): GraphReply => {
  const page = findPage(parts, call)
  parts.state.office.pages.put(page.id, { ...page, draft: false, publicFields: page.fields })
  return noContent()
}

const remove = (parts: GraphParts, call: GraphCall): GraphReply => {
  parts.state.office.pages.delete(findPage(parts, call).id)
  return noContent()
}
