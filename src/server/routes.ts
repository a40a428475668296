import { portfolioRoutes } from '../portfolio/routes'
import type { Route } from '../route'

/** The routes of all slices. */
export const routes: readonly Route[] = [...portfolioRoutes]
