import { useCallback, useMemo, useRef } from 'react'
import { type GridState, gridQuery, parseGridState } from '../../src/portfolio/grid/grid-view'
import { navigate, parseAddress, useHash } from '../ui/router'

export type ChangeState = (change: Partial<GridState>) => void

/** What the person chose to see, kept in the address: it survives a reload and travels in a copied link. */
export const useGridState = (): readonly [GridState, ChangeState] => {
  const hash = useHash()
  const state = useMemo(() => parseGridState(parseAddress(hash).query), [hash])
  const current = useRef(state)
  current.current = state
  const change = useCallback<ChangeState>((part) => {
    navigate('portfolio', gridQuery({ ...current.current, ...part }), true)
  }, [])
  return [state, change]
}
