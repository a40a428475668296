import type { RequestHandler } from 'express'

/**
 * Hosts that may frame our pages. A browser looks at every frame above a page, not at the nearest alone. Teams, Outlook and the
 * Microsoft 365 app: Microsoft's tab requirements. Office on the web: its frame, inside a page of the organisation's SharePoint.
 */
const HOSTS = [
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office365.com',
  'https://*.officeapps.live.com',
]

/** teams-js reads the list of hosts that may frame a tab from here; refused, it knows only the hosts of its own release. */
const TEAMS_JS_HOSTS = 'https://res.cdn.office.net'

export interface Surroundings {
  /** Origin of the directory, of which pages in a browser ask tokens. */
  readonly directory: string
  /** Origin of the local tenant, with which the local client talks; null for the real services. */
  readonly tenant: string | null
  /** Origins of the organisation's SharePoint: documents open there, and the Office applications in them. */
  readonly sharePoint: readonly string[]
  readonly https: boolean
}

/** Security headers of every answer. */
export const securityHeaders = ({ directory, tenant, sharePoint, https }: Surroundings): RequestHandler => {
  const policy = {
    'default-src': ["'self'"],
    'base-uri': ["'none'"],
    'connect-src': ["'self'", TEAMS_JS_HOSTS, ...new Set([directory, ...(tenant === null ? [] : [tenant])])],
    'font-src': ["'self'", 'data:'],
    'form-action': ["'none'"],
    'frame-ancestors': ["'self'", ...HOSTS, ...sharePoint],
    'frame-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'object-src': ["'none'"],
    'script-src': ["'self'"],
    // Fluent UI writes its styles at run time.
    'style-src': ["'self'", "'unsafe-inline'"],
  }
  const text = Object.entries(policy)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ')
  return (_req, res, next) => {
    res.setHeader('Content-Security-Policy', text)
    res.setHeader('X-Content-Type-Options', 'nosniff')
    res.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin')
    res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=()')
    if (https) res.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
    next()
  }
}
