import { Router } from 'express'
import { loopbackOnly } from '../../control/loopback'
import { site } from '../../registration'
import { GraphError } from '../exchange'
import { type DocumentLibrary, ROOT_ID } from './library'
import { sendFile } from './transfers'

/** The addresses that people open (`webUrl`): on this computer, what a signed-in browser would get from SharePoint. */
export const libraryPages = (library: DocumentLibrary): Router => {
  const router = Router()
  router.get('/sites/:site/:library/*path', loopbackOnly, (req, res, next) => {
    const { site: siteName, library: folder, path } = req.params
    if (siteName !== site.path || folder !== site.libraryFolder) return next()
    try {
      const item = library.below(library.item(ROOT_ID), Array.isArray(path) ? path.join('/') : String(path))
      sendFile(res, item.name, item.mimeType, library.bytes(item))
    } catch (error) {
      if (!(error instanceof GraphError)) throw error
      res.status(error.status).type('text/plain').send(error.message)
    }
  })
  return router
}
