import type { RequestHandler } from 'express'

/** Hosts that may frame our pages: Teams, Microsoft 365, Outlook and Office on the web (Teams documentation, tab requirements). */
const HOSTS = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://m365.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook-sdf.office.com',
  'https://*.officeapps.live.com',
  'https://*.sharepoint.com',
]

/** teams-js reads the list of hosts that may frame a tab from here; refused, it knows only the hosts of its own release. */
const TEAMS_JS_HOSTS = 'https://res.cdn.office.net'

/** Security headers of every answer. `tenantOrigin`: the local tenant, with which the local client talks. */
export const securityHeaders = (tenantOrigin: string | null, https: boolean): RequestHandler => {
  const policy = {
    'default-src': ["'self'"],
    'base-uri': ["'none'"],
    'connect-src': ["'self'", TEAMS_JS_HOSTS, ...(tenantOrigin === null ? [] : [tenantOrigin])],
    'font-src': ["'self'", 'data:'],
    'form-action': ["'none'"],
    'frame-ancestors': ["'self'", ...HOSTS],
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
