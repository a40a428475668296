import { z } from 'zod'

/** A bot's connection as it travels to a process of its own. */
export const Connection = z.object({
  appId: z.string(),
  appSecret: z.string(),
  tenantId: z.string(),
  authority: z.string(),
  openIdMetadataUrl: z.string(),
  issuer: z.string(),
  serviceUrls: z.array(z.string()),
  guestServiceUrls: z.array(z.string()),
})
