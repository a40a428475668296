import { z } from 'zod'
import type { TenantAddresses } from '../../src/local-tenant/tenant'

/** What the parent process tells a copy of the service to do, one JSON message each. */
export type Order =
  | {
      readonly order: 'start'
      readonly databaseUrl: string
      readonly tenant: TenantAddresses
      readonly clockOffsetMs: number
      readonly provision: boolean
      readonly attemptMs: number
    }
  /** The clock of the copy runs with the computer's, this much ahead. */
  | { readonly order: 'clock'; readonly clockOffsetMs: number }
  | { readonly order: 'seed' }
  | { readonly order: 'ladder' }
  /** Everything that was put is in SharePoint. */
  | { readonly order: 'drain'; readonly timeoutMs: number }
  | { readonly order: 'audit' }
  /** Die by SIGKILL at the `calls`-th call to the database, Graph or the connector: before it leaves, or while it is under way. */
  | { readonly order: 'doom'; readonly calls: number; readonly when: 'before' | 'under-way' }

export const Reply = z.object({ id: z.number(), value: z.unknown().optional(), error: z.string().optional() })
export type Reply = z.infer<typeof Reply>

export type Numbered<T> = T & { readonly id: number }
