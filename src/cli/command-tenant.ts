import { startTenant, type Tenant, type TenantOptions } from '../local-tenant/tenant'

/**
 * A local tenant for as long as a command lasts, on the port that `npm start` uses: rows hold addresses of documents, and under another
 * port they would name a server that is gone with the command. Only where that port is taken, any other.
 */
export const commandTenant = async (port: number, pool: TenantOptions['pool']): Promise<Tenant> => {
  const kept = pool === undefined ? {} : { pool }
  try {
    return await startTenant({ port, ...kept })
  } catch (error) {
    if (Reflect.get(Object(error), 'code') !== 'EADDRINUSE') throw error
    return startTenant({ port: 0, ...kept })
  }
}
